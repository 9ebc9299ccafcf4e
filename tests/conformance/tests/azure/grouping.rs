//! Parameters that travel in a struct.

use armspan_conformance::clients::azure_parameter_grouping::{
    AzureParameterGroupingClient, AzureParameterGroupingClientOptions, clients::ParameterGroupingClient, models::*,
};
use armspan_conformance::{Document, autorest_client, sends};

const DOCUMENT: Document = Document("azure-parameter-grouping.json");

fn client() -> ParameterGroupingClient {
    autorest_client!(AzureParameterGroupingClient, AzureParameterGroupingClientOptions).parameter_grouping_client()
}

fn required() -> azure_core::Result<ParameterGroupingPostRequiredParameterGroup> {
    Ok(ParameterGroupingPostRequiredParameterGroup {
        body: Some(1234.try_into()?),
        path: Some("path".into()),
        custom_header: Some("header".into()),
        query: Some(21),
    })
}

fn required_only() -> azure_core::Result<ParameterGroupingPostRequiredParameterGroup> {
    Ok(ParameterGroupingPostRequiredParameterGroup { custom_header: None, query: None, ..required()? })
}

fn optional() -> ParameterGroupingPostOptionalParameterGroup {
    ParameterGroupingPostOptionalParameterGroup { custom_header: Some("header".into()), query: Some(21) }
}

fn first() -> FirstParameterGroup {
    FirstParameterGroup { header_one: Some("header".into()), query_one: Some(21) }
}

fn reserved() -> ParameterGroupingPostReservedWordsParameterGroup {
    ParameterGroupingPostReservedWordsParameterGroup { from: Some("bob".into()), accept: Some("yes".into()) }
}

sends! { DOCUMENT;
    required_parameters "postParameterGroupingRequiredParameters" client().post_required(required()?, None) => 200;
    without_optional "postParameterGroupingRequiredParameters" client().post_required(required_only()?, None) => 200;
    optional_parameters "postParameterGroupingOptionalParameters"
        client().post_optional(Some(ParameterGroupingClientPostOptionalOptions {
            parameter_grouping_post_optional_parameter_group: Some(optional()),
            ..Default::default()
        })) => 200;
    no_optional_parameters "postParameterGroupingOptionalParameters" client().post_optional(None) => 200;
    multiple_groups "postParameterGroupingMultipleParameterGroups"
        client().post_multi_param_groups(Some(ParameterGroupingClientPostMultiParamGroupsOptions {
            first_parameter_group: Some(first()),
            ..Default::default()
        })) => 200;
    shared_group "postParameterGroupingSharedParameterGroupObject"
        client().post_shared_parameter_group_object(Some(ParameterGroupingClientPostSharedParameterGroupObjectOptions {
            first_parameter_group: Some(first()),
            ..Default::default()
        })) => 200;
    reserved_words "PostParameterGroupingWithReservedWords"
        client().post_reserved_words(Some(ParameterGroupingClientPostReservedWordsOptions {
            parameter_grouping_post_reserved_words_parameter_group: Some(reserved()),
            ..Default::default()
        })) => 200;
    group_with_constant "PutParameterGroupingConstant"
        client().group_with_constant(Some(ParameterGroupingClientGroupWithConstantOptions {
            grouper: Some(Grouper {
                grouped_constant: Some("foo".into()),
                grouped_parameter: Some("bar".into()),
            }),
            ..Default::default()
        })) => 200;
}

//! The request for further pages of a list whose document names an operation for them (`x-ms-pageable.operationName`).

use super::context::{Ctx, Op};
use super::results::{self, Kind};
use super::values::{group_is_required, group_of, is_required};
use crate::model::{Operation, Parameter, ParameterLocation, ParameterScope, Type};
use crate::names::OperationNames;
use serde_json::json;

/// What the runtime puts the link in place of: `Paging::LINK`, and `Paging::RAW_LINK`.
const LINK: &str = "armspan~next~link";
const RAW_LINK: &str = "armspan~raw~next~link";

/// That operation, with its parameters filled from those of the first one. None where there is none in the operation's
/// group, or where it asks for more than the first one can give: further pages are then a GET of the link.
pub(super) fn operation(ctx: Ctx<'_>, op: Op<'_>) -> Option<(Operation, OperationNames)> {
    let paging = op.operation.paging.as_ref().filter(|paging| paging.next_link_name.is_some())?;
    // One that names itself has no other place for the link than that of its own argument: the same page for ever.
    let id = paging.next_operation.as_deref().filter(|id| !id.eq_ignore_ascii_case(&op.operation.id))?;
    let group = ctx.names.groups.iter().position(|group| group.client == op.group.client)?;
    let mut operations = ctx.model.groups[group].operations.iter();
    let index = operations.position(|operation| operation.id.eq_ignore_ascii_case(id))?;
    let named = &ctx.names.groups[group].operations[index];
    let mut next = ctx.model.groups[group].operations[index].clone();
    let mut names = OperationNames { groups: op.names.groups.clone(), parameters: Vec::new(), ..named.clone() };
    if next.body.take().is_some_and(|body| body.required) || !is_paged(ctx, op) {
        return None;
    }
    let mut has_link = false;
    let mut kept = Vec::new();
    for (mut parameter, name) in next.parameters.drain(..).zip(&named.parameters) {
        let same = op.operation.parameters.iter().position(|known| {
            known.wire_name.eq_ignore_ascii_case(&parameter.wire_name) && known.location == parameter.location
        });
        match same {
            _ if parameter.constant.is_some() || parameter.scope != ParameterScope::Method => {
                names.parameters.push(name.clone());
            }
            // In a struct that may be absent as a whole: the link says it all.
            Some(same) if group_of(ctx, op, same).is_some_and(|group| !group_is_required(ctx, op, &group)) => continue,
            Some(same) => {
                let wire_name = parameter.wire_name;
                parameter = op.operation.parameters[same].clone();
                parameter.wire_name = wire_name;
                names.parameters.push(op.names.parameters[same].clone());
            }
            None if !is_required(&parameter) => continue,
            None if has_link || !can_hold_link(&parameter) => return None,
            None => {
                has_link = true;
                parameter.constant = Some(json!(if parameter.skip_url_encoding { RAW_LINK } else { LINK }));
                names.parameters.push(name.clone());
            }
        }
        kept.push(parameter);
    }
    next.parameters = kept;
    Some((next, names))
}

fn is_paged(ctx: Ctx<'_>, op: Op<'_>) -> bool {
    matches!(results::kind(ctx, op.operation), Kind::Paged(_) | Kind::LongRunningPaged(_))
}

/// A link, or the token that some services call one, is a text in the path or in the query.
fn can_hold_link(parameter: &Parameter) -> bool {
    let raw_query = parameter.location == ParameterLocation::Query && parameter.skip_url_encoding;
    let place = matches!(parameter.location, ParameterLocation::Path | ParameterLocation::Query) && !raw_query;
    place && matches!(parameter.ty, Type::String(_))
}

//! Models: several bases, additional properties, properties of properties, enumerations, constants.

use armspan_conformance::{Document, autorest_client, reads, sends};
use armspan_runtime::body;
use std::collections::HashMap;

mod multiple_inheritance {
    use super::*;
    use armspan_conformance::clients::multiple_inheritance::{
        MultipleInheritanceClient, MultipleInheritanceClientOptions, models::*,
    };

    const DOCUMENT: Document = Document("multiple-inheritance.json");

    fn client() -> MultipleInheritanceClient {
        autorest_client!(MultipleInheritanceClient, MultipleInheritanceClientOptions)
    }

    fn pet(name: &str) -> Pet {
        Pet { name: Some(name.into()), ..Default::default() }
    }

    fn horse(name: &str, show: bool) -> Horse {
        Horse { name: Some(name.into()), is_a_show_horse: Some(show), ..Default::default() }
    }

    fn feline(meows: bool, hisses: bool) -> Feline {
        Feline { meows: Some(meows), hisses: Some(hisses), ..Default::default() }
    }

    fn cat(name: &str, likes_milk: bool, meows: bool, hisses: bool) -> Cat {
        Cat {
            name: Some(name.into()),
            likes_milk: Some(likes_milk),
            meows: Some(meows),
            hisses: Some(hisses),
            ..Default::default()
        }
    }

    fn kitten(name: &str, likes_milk: bool, hisses: bool, eats_mice_yet: bool) -> Kitten {
        Kitten {
            name: Some(name.into()),
            likes_milk: Some(likes_milk),
            meows: Some(true),
            hisses: Some(hisses),
            eats_mice_yet: Some(eats_mice_yet),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        get_pet "MultipleInheritancePetGet" client().get_pet(None) => pet("Peanut");
        get_horse "MultipleInheritanceHorseGet" client().get_horse(None) => horse("Fred", true);
        get_feline "MultipleInheritanceFelineGet" client().get_feline(None) => feline(true, true);
        get_cat "MultipleInheritanceCatGet" client().get_cat(None) => cat("Whiskers", true, true, true);
        get_kitten "MultipleInheritanceKittenGet" client().get_kitten(None) => kitten("Gatito", true, true, false);
        put_pet "MultipleInheritancePetPut"
            client().put_pet(pet("Butter").try_into()?, None) => "Pet was correct!";
        put_horse "MultipleInheritanceHorsePut"
            client().put_horse(horse("General", false).try_into()?, None) => "Horse was correct!";
        put_feline "MultipleInheritanceFelinePut"
            client().put_feline(feline(false, true).try_into()?, None) => "Feline was correct!";
        put_cat "MultipleInheritanceCatPut"
            client().put_cat(cat("Boots", false, true, false).try_into()?, None) => "Cat was correct!";
        put_kitten "MultipleInheritanceKittenPut"
            client().put_kitten(kitten("Kitty", false, false, true).try_into()?, None) => "Kitten was correct!";
    }
}

mod additional_properties {
    use super::*;
    use armspan_conformance::clients::additional_properties::{
        AdditionalPropertiesClient, AdditionalPropertiesClientOptions, clients::PetsClient, models::*,
    };
    use serde_json::{Value, json};

    const DOCUMENT: Document = Document("additionalProperties.json");

    fn client() -> PetsClient {
        autorest_client!(AdditionalPropertiesClient, AdditionalPropertiesClientOptions).pets_client()
    }

    fn any(values: &[(&str, Value)]) -> Option<HashMap<String, Value>> {
        Some(values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    fn texts(values: &[(&str, &str)]) -> Option<HashMap<String, String>> {
        Some(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn numbers() -> Option<HashMap<String, f64>> {
        Some(HashMap::from([("height".into(), 5.61), ("weight".into(), 599.0), ("footsize".into(), 11.5)]))
    }

    fn born_red() -> Option<HashMap<String, Value>> {
        any(&[("birthdate", json!("2017-12-13T02:29:51Z")), ("complexProperty", json!({ "color": "Red" }))])
    }

    fn puppy() -> PetApTrue {
        PetApTrue { id: Some(1), name: Some("Puppy".into()), additional_properties: born_red(), ..Default::default() }
    }

    fn lisa() -> CatApTrue {
        CatApTrue {
            id: Some(1),
            name: Some("Lisa".into()),
            friendly: Some(true),
            additional_properties: born_red(),
            ..Default::default()
        }
    }

    fn hira() -> PetApObject {
        let puppy = json!({
            "id": 1, "name": "Puppy", "birthdate": "2017-12-13T02:29:51Z", "complexProperty": { "color": "Red" }
        });
        PetApObject {
            id: Some(2),
            name: Some("Hira".into()),
            additional_properties: any(&[("siblings", json!([puppy])), ("picture", json!("//////4="))]),
            ..Default::default()
        }
    }

    fn tommy() -> PetApString {
        PetApString {
            id: Some(3),
            name: Some("Tommy".into()),
            additional_properties: texts(&[("color", "red"), ("weight", "10 kg"), ("city", "Bombay")]),
            ..Default::default()
        }
    }

    fn bunny() -> PetApInProperties {
        PetApInProperties {
            id: Some(4),
            name: Some("Bunny".into()),
            additional_properties: numbers(),
            ..Default::default()
        }
    }

    fn funny() -> PetApInPropertiesWithApString {
        PetApInPropertiesWithApString {
            id: Some(5),
            name: Some("Funny".into()),
            odata_location: Some("westus".into()),
            additional_properties_2: numbers(),
            additional_properties: texts(&[("color", "red"), ("city", "Seattle"), ("food", "tikka masala")]),
            ..Default::default()
        }
    }

    /// One test per line: what is sent comes back with a status.
    macro_rules! come_back {
        ($($test:ident $scenario:literal $call:ident $pet:ident $expected:expr;)*) => {$(
            #[tokio::test]
            async fn $test() -> azure_core::Result<()> {
                let read = client().$call($pet().try_into()?, None).await?.into_model()?;
                let mut expected = $pet();
                expected.status = Some(true);
                // How the numbers were spelled is kept, too; it is no value.
                let read = ($expected)(read);
                DOCUMENT.decoded($scenario, read, expected);
                Ok(())
            }
        )*};
    }

    come_back! {
        is_true "additionalPropertiesTrue" create_ap_true puppy std::convert::identity;
        subclass "additionalPropertiesSubclass" create_cat_ap_true lisa std::convert::identity;
        object "additionalPropertiesTypeObject" create_ap_object hira std::convert::identity;
        string "additionalPropertiesTypeString" create_ap_string tommy std::convert::identity;
        in_properties "additionalPropertiesInProperties" create_ap_in_properties bunny
            |pet| PetApInProperties { extra: Default::default(), ..pet };
        both "additionalPropertiesInPropertiesWithAPTypeString" create_ap_in_properties_with_ap_string funny
            |pet| PetApInPropertiesWithApString { extra: Default::default(), ..pet };
    }
}

mod flattening {
    use super::*;
    use armspan_conformance::clients::model_flattening::{
        ModelFlatteningClient, ModelFlatteningClientOptions, models::*,
    };

    const DOCUMENT: Document = Document("model-flattening.json");

    fn client() -> ModelFlatteningClient {
        autorest_client!(ModelFlatteningClient, ModelFlatteningClientOptions)
    }

    fn tags() -> Option<HashMap<String, String>> {
        Some(HashMap::from([("tag1".into(), "value1".into()), ("tag2".into(), "value3".into())]))
    }

    fn full(number: u8) -> FlattenedProduct {
        FlattenedProduct {
            location: Some("Building 44".into()),
            properties: Some(FlattenedProductProperties {
                p_name: Some(format!("Product{number}")),
                r#type: Some("Flat".into()),
                provisioning_state: Some("Succeeded".into()),
                provisioning_state_values: Some(FlattenedProductPropertiesProvisioningStateValues::Ok),
                ..Default::default()
            }),
            tags: tags(),
            r#type: Some("Microsoft.Web/sites".into()),
            ..bare(number)
        }
    }

    fn located(number: u8) -> FlattenedProduct {
        FlattenedProduct { location: Some("Building 44".into()), ..bare(number) }
    }

    fn bare(number: u8) -> FlattenedProduct {
        FlattenedProduct { id: Some(number.to_string()), name: Some(format!("Resource{number}")), ..Default::default() }
    }

    fn dictionary() -> HashMap<String, FlattenedProduct> {
        let products = [("Product1", full(1)), ("Product2", located(2)), ("Product3", bare(3))];
        products.into_iter().map(|(name, product)| (name.to_owned(), product)).collect()
    }

    fn collection() -> ResourceCollection {
        ResourceCollection {
            productresource: Some(located(7)),
            arrayofresources: Some(vec![full(4), located(5), bare(6)]),
            dictionaryofresources: Some(dictionary()),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        get_array "getModelFlattenArray" client().get_array(None) => [full(1), located(2), bare(3)];
        get_dictionary "getModelFlattenDictionary" client().get_dictionary(None) => dictionary();
        get_collection "getModelFlattenResourceCollection"
            client().get_resource_collection(None) => collection();
    }

    fn resources() -> Vec<Resource> {
        vec![
            Resource { location: Some("West US".into()), tags: tags(), ..Default::default() },
            Resource { location: Some("Building 44".into()), ..Default::default() },
        ]
    }

    fn flat(location: &str, name: &str) -> FlattenedProduct {
        FlattenedProduct {
            location: Some(location.into()),
            properties: Some(FlattenedProductProperties {
                p_name: Some(name.into()),
                r#type: Some("Flat".into()),
                ..Default::default()
            }),
            ..Default::default()
        }
    }

    fn tagged() -> FlattenedProduct {
        FlattenedProduct { tags: tags(), ..flat("West US", "Product1") }
    }

    fn new_dictionary() -> HashMap<String, FlattenedProduct> {
        HashMap::from([("Resource1".into(), tagged()), ("Resource2".into(), flat("Building 44", "Product2"))])
    }

    fn new_collection() -> ResourceCollection {
        ResourceCollection {
            arrayofresources: Some(vec![tagged(), flat("East US", "Product2")]),
            dictionaryofresources: Some(new_dictionary()),
            productresource: Some(flat("India", "Azure")),
            ..Default::default()
        }
    }

    sends! { DOCUMENT;
        put_array "putModelFlattenArray" client().put_array(Some(ModelFlatteningClientPutArrayOptions {
            resource_array: Some(body(&resources())),
            ..Default::default()
        })) => 200;
        put_dictionary "putModelFlattenDictionary" client().put_dictionary(Some(
            ModelFlatteningClientPutDictionaryOptions {
                resource_dictionary: Some(body(&new_dictionary())),
                ..Default::default()
            })) => 200;
        put_collection "putModelFlattenResourceCollection" client().put_resource_collection(Some(
            ModelFlatteningClientPutResourceCollectionOptions {
                resource_complex_object: Some(new_collection().try_into()?),
                ..Default::default()
            })) => 200;
    }

    fn simple(generic_value: Option<&str>) -> SimpleProduct {
        SimpleProduct {
            product_id: Some("123".into()),
            description: Some("product description".into()),
            details: Some(SimpleProductProperties {
                max_product_display_name: Some("max name".into()),
                capacity: Some("Large".into()),
                max_product_image: Some(ProductUrl {
                    odata_value: Some("http://foo".into()),
                    generic_value: generic_value.map(str::to_owned),
                    ..Default::default()
                }),
                ..Default::default()
            }),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        put_simple "putModelFlattenCustomBase" client().put_simple_product(Some(
            ModelFlatteningClientPutSimpleProductOptions {
                simple_body_product: Some(simple(Some("https://generic")).try_into()?),
                ..Default::default()
            })) => simple(Some("https://generic"));
        post_flattened "postModelFlattenCustomParameter" client().post_flattened_simple_product(Some(
            ModelFlatteningClientPostFlattenedSimpleProductOptions {
                simple_body_product: Some(simple(None).try_into()?),
                ..Default::default()
            })) => simple(None);
        put_grouped "putModelFlattenCustomGroupedParameter" client().put_simple_product_with_grouping(
            FlattenParameterGroup {
                name: Some("groupproduct".into()),
                simple_body_product: Some(simple(None).try_into()?),
            }, None) => simple(None);
    }
}

mod enumerations {
    use super::*;
    use armspan_conformance::clients::extensible_enums_swagger::{
        ExtensibleEnumsSwaggerClient, ExtensibleEnumsSwaggerClientOptions, clients::PetClient, models::*,
    };

    const DOCUMENT: Document = Document("extensible-enums-swagger.json");

    fn client() -> PetClient {
        autorest_client!(ExtensibleEnumsSwaggerClient, ExtensibleEnumsSwaggerClientOptions).pet_client()
    }

    fn pet(name: &str, day: DaysOfWeekExtensibleEnum, number: IntEnum) -> Pet {
        Pet { name: Some(name.into()), days_of_week: Some(day), int_enum: Some(number), ..Default::default() }
    }

    fn retriever() -> Pet {
        pet("Retriever", DaysOfWeekExtensibleEnum::UnknownValue("Funday".into()), IntEnum::N3)
    }

    reads! { DOCUMENT;
        expected "expectedEnum" client().get_by_pet_id("tommy", None)
            => pet("Tommy Tomson", DaysOfWeekExtensibleEnum::Monday, IntEnum::N1);
        unexpected "unexpectedEnum" client().get_by_pet_id("casper", None)
            => pet("Casper Ghosty", DaysOfWeekExtensibleEnum::UnknownValue("Weekend".into()), IntEnum::N2);
        allowed_value "allowedValueEnum" client().get_by_pet_id("scooby", None)
            => pet("Scooby Scarface", DaysOfWeekExtensibleEnum::Thursday, IntEnum::UnknownValue("2.1".into()));
        round_trip "roundTripEnum" client().add_pet(Some(PetClientAddPetOptions {
            pet_param: Some(retriever().try_into()?),
            ..Default::default()
        })) => retriever();
    }
}

mod numeric_enumerations {
    use super::*;
    use armspan_conformance::clients::non_string_enum::{NonStringEnumClient, NonStringEnumClientOptions, models::*};

    const DOCUMENT: Document = Document("non-string-enum.json");

    fn client() -> NonStringEnumClient {
        autorest_client!(NonStringEnumClient, NonStringEnumClientOptions)
    }

    reads! { DOCUMENT;
        get_int "NonStringEnumsGetInt" client().int_client().get(None) => IntEnum::N429;
        put_int "NonStringEnumsPostInt" client().int_client().put(Some(IntClientPutOptions {
            input: Some(body(&IntEnum::N200)),
            ..Default::default()
        })) => "Nice job posting an int enum";
        get_float "NonStringEnumsGetFloat" client().float_client().get(None) => FloatEnum::N429_1;
        put_float "NonStringEnumsPostFloat" client().float_client().put(Some(FloatClientPutOptions {
            input: Some(body(&FloatEnum::N200_4)),
            ..Default::default()
        })) => "Nice job posting a float enum";
    }
}

mod constants {
    use super::*;
    use armspan_conformance::autorest;
    use armspan_conformance::clients::client_enum::{ClientEnumClient, ClientEnumClientOptions};
    use armspan_conformance::clients::constants::{ConstantsClient, ConstantsClientOptions};
    use armspan_conformance::clients::validation::{ValidationClient, ValidationClientOptions, models::*};

    const VALIDATION: Document = Document("validation.json");

    fn validation() -> ValidationClient {
        let options = ValidationClientOptions {
            endpoint: Some(autorest()),
            allow_insecure_loopback: true,
            client_options: armspan_conformance::client_options(),
            ..Default::default()
        };
        ValidationClient::new("subscription", "12-34-5678", Some(options)).expect("the endpoint is a URL")
    }

    sends! { VALIDATION;
        in_path "ConstantsInPath" validation().get_with_constant_in_path(None) => 200;
    }

    /// Constants of a body are the caller's to set: a client that adds what nobody asked for cannot leave it out.
    fn product() -> Product {
        Product {
            child: Some(ChildProduct { const_property: Some("constant".into()), ..Default::default() }),
            const_child: Some(ConstantProduct {
                const_property: Some("constant".into()),
                const_property2: Some("constant2".into()),
                ..Default::default()
            }),
            const_int: Some(0.into()),
            const_string: Some("constant".into()),
            ..Default::default()
        }
    }

    reads! { VALIDATION;
        in_body "ConstantsInBody" validation().post_with_constant_in_body(Some(
            ValidationClientPostWithConstantInBodyOptions {
                body: Some(product().try_into()?),
                ..Default::default()
            })) => product();
    }

    sends! { Document("constants.json");
        of_the_client "ConstantClientProperties"
            autorest_client!(ConstantsClient, ConstantsClientOptions).contants_client().put_client_constants(None) => 200;
    }

    #[tokio::test]
    async fn enum_of_the_client() -> azure_core::Result<()> {
        let exists = autorest_client!(ClientEnumClient, ClientEnumClientOptions).head(None).await?;
        Document("client-enum.json").decoded("ClientWithEnumParam", exists, true);
        Ok(())
    }
}

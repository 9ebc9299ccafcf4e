//! Objects told apart by one of their properties, over several levels, recursive, and of unknown kinds.

use armspan_conformance::clients::body_complex::{BodyComplexClient, BodyComplexClientOptions, clients::*, models::*};
use armspan_conformance::{Document, answer, autorest_client, reads, sends};
use armspan_runtime::model::{Json, Mode, WriteContext};
use azure_core::time::{OffsetDateTime, parse_rfc3339};
use serde_json::json;

const DOCUMENT: Document = Document("body-complex.json");

fn root() -> BodyComplexClient {
    autorest_client!(BodyComplexClient, BodyComplexClientOptions)
}

fn client() -> PolymorphismClient {
    root().polymorphism_client()
}

fn at(date: &str) -> Option<OffsetDateTime> {
    parse_rfc3339(date).ok()
}

fn shark() -> SharkBase {
    SharkBase {
        fishtype: Some("shark".into()),
        species: Some("predator".into()),
        length: Some(20.0),
        age: Some(6),
        birthday: at("2012-01-05T01:00:00Z"),
        ..Default::default()
    }
}

fn sawshark() -> Sawshark {
    Sawshark {
        species: Some("dangerous".into()),
        length: Some(10.0),
        age: Some(105),
        birthday: at("1900-01-05T01:00:00Z"),
        picture: Some(vec![255, 255, 255, 255, 254]),
        ..Default::default()
    }
}

/// Its colour is none of those that the document lists.
fn goblin() -> Goblinshark {
    Goblinshark {
        species: Some("scary".into()),
        length: Some(30.0),
        age: Some(1),
        birthday: at("2015-08-08T00:00:00Z"),
        jawsize: Some(5),
        color: Some(GoblinSharkColor::UnknownValue("pinkish-gray".into())),
        ..Default::default()
    }
}

fn siblings() -> Option<Vec<Fish>> {
    Some(vec![shark().into(), sawshark().into(), goblin().into()])
}

fn salmon() -> SalmonBase {
    SalmonBase {
        fishtype: Some("salmon".into()),
        species: Some("king".into()),
        length: Some(1.0),
        location: Some("alaska".into()),
        iswild: Some(true),
        siblings: siblings(),
        ..Default::default()
    }
}

fn smart_salmon() -> SmartSalmon {
    let mut salmon = SmartSalmon {
        species: Some("king".into()),
        length: Some(1.0),
        location: Some("alaska".into()),
        iswild: Some(true),
        siblings: siblings(),
        ..Default::default()
    };
    let more = [
        ("additionalProperty1", json!(1)),
        ("additionalProperty2", json!(false)),
        ("additionalProperty3", json!("hello")),
        ("additionalProperty4", json!({ "a": 1, "b": 2 })),
        ("additionalProperty5", json!([1, 3])),
    ];
    salmon.additional_properties = Some(more.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
    salmon
}

/// What was decoded, as the JSON object that it is written as. The server's sources state the expected values as one.
/// As JSON in which `1` and `1.0` are the same number.
fn as_json(value: &impl Json) -> serde_json::Value {
    fn floats(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Number(number) => *value = number.as_f64().into(),
            serde_json::Value::Array(items) => items.iter_mut().for_each(floats),
            serde_json::Value::Object(map) => map.values_mut().for_each(floats),
            _ => {}
        }
    }
    let mut json = value.write(WriteContext::new(Mode::Full));
    floats(&mut json);
    json
}

#[tokio::test]
async fn valid() -> azure_core::Result<()> {
    let fish = client().get_valid(None).await?.into_model()?;
    let Fish::Salmon(salmon) = &fish else { panic!("a salmon: {fish:?}") };
    let names: Vec<_> = salmon
        .siblings
        .iter()
        .flatten()
        .map(|sibling| match sibling {
            Fish::Shark(shark) => ("shark", shark.age),
            Fish::Sawshark(shark) => ("sawshark", shark.age),
            Fish::Goblinshark(shark) => ("goblinshark", shark.age),
            other => panic!("{other:?}"),
        })
        .collect();
    DOCUMENT.decoded(
        "getComplexPolymorphismValid",
        (salmon.location.as_deref(), salmon.iswild, salmon.length, names),
        (
            Some("alaska"),
            Some(true),
            Some(1.0),
            vec![("shark", Some(6)), ("sawshark", Some(105)), ("goblinshark", Some(1))],
        ),
    );
    DOCUMENT.decoded("getComplexPolymorphismValid", as_json(&fish), as_json(&Fish::Salmon(Box::new(self::salmon()))));
    Ok(())
}

sends! { DOCUMENT;
    put_valid "putComplexPolymorphismValid" client().put_valid(Fish::Salmon(Box::new(salmon())).try_into()?, None) => 200;
    put_complicated "putComplexPolymorphismComplicated"
        client().put_complicated(Salmon::from(smart_salmon()).try_into()?, None) => 200;
}

#[tokio::test]
async fn complicated() -> azure_core::Result<()> {
    let salmon = client().get_complicated(None).await?.into_model()?;
    let Salmon::SmartSalmon(read) = &salmon else { panic!("a smart salmon: {salmon:?}") };
    DOCUMENT.decoded(
        "getComplexPolymorphismComplicated",
        read.additional_properties.as_ref(),
        smart_salmon().additional_properties.as_ref(),
    );
    DOCUMENT.decoded("getComplexPolymorphismComplicated", as_json(&salmon), as_json(&Salmon::from(smart_salmon())));
    Ok(())
}

/// The answer says not what it is: it is read as the base, whole.
#[tokio::test]
async fn missing_discriminator() -> azure_core::Result<()> {
    let sent = Salmon::Unknown(Box::new(salmon()));
    let received = client().put_missing_discriminator(sent.try_into()?, None).await?.into_model()?;
    let Salmon::Unknown(read) = received else { panic!("nobody said what it is: {received:?}") };
    DOCUMENT.decoded(
        "putComplexPolymorphismNoDiscriminator",
        (read.fishtype, read.location.as_deref(), read.siblings.map(|siblings| siblings.len())),
        (None, Some("alaska"), Some(3)),
    );
    Ok(())
}

fn dot_salmon(location: &str, iswild: bool) -> DotSalmon {
    answer!(DotSalmon {
        species: Some("king".into()),
        location: Some(location.into()),
        iswild: Some(iswild),
        ..Default::default()
    })
}

fn market() -> DotFishMarket {
    answer!(DotFishMarket {
        sample_salmon: Some(dot_salmon("sweden", false)),
        salmons: Some(vec![dot_salmon("sweden", false), dot_salmon("atlantic", true)]),
        sample_fish: Some(dot_salmon("australia", false).into()),
        fishes: Some(vec![dot_salmon("australia", false).into(), dot_salmon("canada", true).into()]),
        ..Default::default()
    })
}

reads! { DOCUMENT;
    dot_syntax "getComplexPolymorphismDotSyntax"
        client().get_dot_syntax(None) => DotFish::from(dot_salmon("sweden", true));
    composed_with "getComposedWithDiscriminator" client().get_composed_with_discriminator(None) => market();
}

/// Nobody says what the fish are: where the document leaves a choice, they are of no known kind, and whole.
#[tokio::test]
async fn composed_without_discriminator() -> azure_core::Result<()> {
    let read = client().get_composed_without_discriminator(None).await?.into_model()?;
    let DotFishMarket { sample_salmon, salmons, sample_fish, fishes, .. } = read;
    DOCUMENT.decoded(
        "getComposedWithoutDiscriminator",
        (sample_salmon, salmons),
        (market().sample_salmon, market().salmons),
    );
    let fish: Vec<_> = sample_fish
        .into_iter()
        .chain(fishes.into_iter().flatten())
        .map(|fish| match fish {
            DotFish::Unknown(fish) => (fish.species, fish.extra.get("location").cloned()),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = ["australia", "australia", "canada"].map(|place| (Some("king".to_owned()), Some(json!(place))));
    DOCUMENT.decoded("getComposedWithoutDiscriminator", fish, expected);
    Ok(())
}

/// The recursive fish of the server: a salmon, whose siblings have siblings.
fn big_fish() -> Fish {
    let coho = SalmonBase {
        fishtype: Some("salmon".into()),
        species: Some("coho".into()),
        length: Some(2.0),
        location: Some("atlantic".into()),
        iswild: Some(true),
        siblings: Some(vec![shark().into(), sawshark().into()]),
        ..Default::default()
    };
    let childless = || Sawshark { siblings: Some(Vec::new()), ..sawshark() };
    let parent = SharkBase { siblings: Some(vec![Fish::Salmon(Box::new(coho)), childless().into()]), ..shark() };
    Fish::Salmon(Box::new(SalmonBase { siblings: Some(vec![parent.into(), childless().into()]), ..salmon() }))
}

#[tokio::test]
async fn recursive() -> azure_core::Result<()> {
    let client = root().polymorphicrecursive_client();
    let read = client.get_valid(None).await?.into_model()?;
    let expected = as_json(&big_fish());
    // Whole numbers were read for floats and are written as they were.
    DOCUMENT.decoded("getComplexPolymorphicRecursiveValid", normal(as_json(&read)), normal(expected));
    let response = client.put_valid(big_fish().try_into()?, None).await?;
    DOCUMENT.answered("putComplexPolymorphicRecursiveValid", response.status(), 200);
    Ok(())
}

/// The value with all numbers as floats: JSON knows one kind of number only.
fn normal(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Number(number) => number.as_f64().map_or(Value::Null, Value::from),
        Value::Array(items) => items.into_iter().map(normal).collect(),
        Value::Object(entries) => {
            Value::Object(entries.into_iter().map(|(name, value)| (name, normal(value))).collect())
        }
        other => other,
    }
}

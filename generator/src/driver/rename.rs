//! `[rename]`: names that differ from what the documents say, put into the code model before Rust names are decided.

use crate::config::{Config, Rename, RenameSubject};
use crate::diagnostics::{Diagnostics, suggest};
use crate::model::{CodeModel, TypeName};
use crate::origin::Origin;
use serde_json::Value;

/// Applies the renames of `config`; one that matches nothing is an error.
pub(super) fn apply(config: &Config, model: &mut CodeModel, diagnostics: &mut Diagnostics) {
    let mut renames: Vec<&Rename> = config.renames.iter().collect();
    // Members are named with their owner's name in the documents, so owners change last.
    renames.sort_by_key(|rename| match rename.subject {
        RenameSubject::Property | RenameSubject::Value => 0,
        RenameSubject::Type | RenameSubject::Operation | RenameSubject::Group => 1,
    });
    for rename in renames {
        if apply_one(rename, model) == 0 {
            report_unused(config, rename, model, diagnostics);
        }
    }
    model.groups.sort_by(|a, b| a.name.cmp(&b.name));
}

/// How many things were renamed.
fn apply_one(rename: &Rename, model: &mut CodeModel) -> usize {
    match rename.subject {
        RenameSubject::Type => rename_types(rename, model),
        RenameSubject::Operation => {
            let operations = model.groups.iter_mut().flat_map(|group| &mut group.operations);
            count(operations.filter(|operation| operation.id == rename.from).map(|it| it.name.clone_from(&rename.to)))
        }
        RenameSubject::Group => {
            let groups = model.groups.iter_mut().filter(|group| group.name == rename.from);
            count(groups.map(|group| group.name.clone_from(&rename.to)))
        }
        RenameSubject::Property => {
            let Some((owner, name)) = rename.from.split_once('.') else { return 0 };
            let stems = stems(model);
            let owners = model.models.iter_mut().filter(|it| is_called(&it.name, &it.origin, &stems, owner));
            let properties = owners.flat_map(|model| &mut model.properties).filter(|it| it.wire_name == name);
            count(properties.map(|property| property.client_name = Some(rename.to.clone())))
        }
        RenameSubject::Value => {
            let Some((owner, name)) = rename.from.split_once('.') else { return 0 };
            let stems = stems(model);
            let owners = model.enums.iter_mut().filter(|it| is_called(&it.name, &it.origin, &stems, owner));
            let values = owners.flat_map(|enum_| &mut enum_.values).filter(|value| text_of(&value.value) == name);
            count(values.map(|value| value.client_name = Some(rename.to.clone())))
        }
    }
}

fn count(renamed: impl Iterator<Item = ()>) -> usize {
    renamed.count()
}

fn rename_types(rename: &Rename, model: &mut CodeModel) -> usize {
    let stems = stems(model);
    let models = model.models.iter_mut().map(|model| (&mut model.name, &model.origin));
    let enums = model.enums.iter_mut().map(|enum_| (&mut enum_.name, &enum_.origin));
    let mut renamed = 0;
    for (name, origin) in models.chain(enums) {
        if is_called(name, origin, &stems, &rename.from) {
            *name = TypeName::Declared(rename.to.clone());
            renamed += 1;
        }
    }
    renamed
}

fn stems(model: &CodeModel) -> Vec<String> {
    model.documents.iter().map(|document| document.stem.clone()).collect()
}

/// Whether a type goes by `wanted`: its name, the words of an anonymous one run together, or `stem#name` where several
/// documents have one of that name.
fn is_called(name: &TypeName, origin: &Origin, stems: &[String], wanted: &str) -> bool {
    let (stem, wanted) = wanted.split_once('#').map_or((None, wanted), |(stem, name)| (Some(stem), name));
    let in_document = stem.is_none_or(|stem| stems.get(origin.document.index()).is_some_and(|own| own == stem));
    in_document && name_of(name) == wanted
}

fn name_of(name: &TypeName) -> String {
    match name {
        TypeName::Declared(name) => name.clone(),
        TypeName::Inline(words) => words.concat(),
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn report_unused(config: &Config, rename: &Rename, model: &CodeModel, diagnostics: &mut Diagnostics) {
    let known = known(rename.subject, model);
    let subject = match rename.subject {
        RenameSubject::Type => "type",
        RenameSubject::Operation => "operation",
        RenameSubject::Group => "group of operations",
        RenameSubject::Property => "property",
        RenameSubject::Value => "value of an enum",
    };
    let message = format!("{}: no {subject} is called `{}`", config.place(rename.line), rename.from);
    let help = match suggest(&rename.from, known.iter().map(String::as_str)) {
        Some(suggestion) => format!("did you mean `{suggestion}`?"),
        None => "remove the rename, or find the name with `armspan inspect`".to_owned(),
    };
    diagnostics.error_without_origin("unused-rename", message).help(help);
}

fn known(subject: RenameSubject, model: &CodeModel) -> Vec<String> {
    let models = model.models.iter();
    let enums = model.enums.iter();
    match subject {
        RenameSubject::Type => models.map(|it| name_of(&it.name)).chain(enums.map(|it| name_of(&it.name))).collect(),
        RenameSubject::Operation => model.groups.iter().flat_map(|it| &it.operations).map(|it| it.id.clone()).collect(),
        RenameSubject::Group => model.groups.iter().map(|group| group.name.clone()).collect(),
        RenameSubject::Property => {
            let members = models.flat_map(|it| it.properties.iter().map(move |own| (&it.name, &own.wire_name)));
            members.map(|(owner, own)| format!("{}.{own}", name_of(owner))).collect()
        }
        RenameSubject::Value => {
            let members = enums.flat_map(|it| it.values.iter().map(move |own| (&it.name, &own.value)));
            members.map(|(owner, own)| format!("{}.{}", name_of(owner), text_of(own))).collect()
        }
    }
}

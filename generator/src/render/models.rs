//! Models: structs with a line per property that says how it appears on the wire, and enums over the variants of a
//! hierarchy.

use super::context::{Ctx, tag};
use super::docs::{DocLines, code, property_facts};
use super::format;
use super::imports::{Imports, ident};
use super::types;
use crate::model::{Model, ModelId, Polymorphism, Property, Type, Variant};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The Rust items of a model: the struct, its wire form, and for a polymorphic base the enum over its variants.
pub(super) fn render(ctx: Ctx<'_>, id: ModelId, imports: &mut Imports) -> Vec<String> {
    let model = &ctx.model[id];
    let mut items = match &model.polymorphism {
        Polymorphism::Base { property, variants, .. } => hierarchy(ctx, id, property, variants, imports),
        _ => Vec::new(),
    };
    items.extend(strukt(ctx, id, model, imports));
    items.extend(page(ctx, id, model, imports));
    items
}

/// A field of a struct.
struct Field {
    declaration: TokenStream,
    row: TokenStream,
    docs: DocLines,
}

fn strukt(ctx: Ctx<'_>, id: ModelId, model: &Model, imports: &mut Imports) -> Vec<String> {
    let name = format_ident!("{}", ctx.names[id].strukt());
    let tag = tag(model);
    let properties = model.properties.iter().enumerate();
    let properties = properties.filter(|(_, property)| tag.is_none_or(|(name, _)| property.wire_name != name));
    let fields: Vec<_> = properties.map(|(index, property)| field(ctx, id, index, property, imports)).collect();
    let declarations = fields.iter().map(|field| &field.declaration);
    let rest = model.additional_properties.as_ref().map(|item| {
        let (field, ty) = (ident(&ctx.names[id].additional_properties), types::map_of(ctx, item, imports));
        let allow = types::allow_complexity(&Type::Map(Box::new(item.clone())));
        (quote!(#allow pub #field: Option<#ty>,), quote!(..#field))
    });
    let (rest, rest_row) = rest.unzip();
    let extra = imports.path("armspan_runtime::Extra");
    let docs = fields.iter().map(|field| field.docs.clone());
    let docs = docs.chain(rest.as_ref().map(|_| DocLines::sentence("Properties whose names are data.")));
    let docs: Vec<_> = docs.chain([extra_docs()]).collect();
    // Nobody has to build what only comes back, so nothing breaks when the service adds to it.
    let non_exhaustive = (!model.usage.input).then(|| quote!(#[non_exhaustive]));
    let item = quote! {
        #[derive(Default)]
        #non_exhaustive
        pub struct #name { #(#declarations)* #rest pub extra: #extra }
    };
    let rows = fields.iter().map(|field| &field.row);
    let tag = tag.map(|(property, value)| quote!(#property = #value,));
    imports.path("armspan_runtime::model");
    let wire = quote!(#name { #tag #(#rows,)* #rest_row });
    vec![format::item(item, &struct_docs(ctx, id, model), &docs) + &format::invocation("model", wire)]
}

fn extra_docs() -> DocLines {
    DocLines::sentence("What the service sent beyond the documented properties, and explicit nulls.")
}

fn struct_docs(ctx: Ctx<'_>, id: ModelId, model: &Model) -> DocLines {
    let names = &ctx.names[id];
    if names.base.is_some() {
        return DocLines::sentence(&format!("The properties that all variants of {} share.", code(&names.name)));
    }
    DocLines::of(&model.docs, "", &format!("Model {} of the documents.", code(&names.name)))
}

fn field(ctx: Ctx<'_>, id: ModelId, index: usize, property: &Property, imports: &mut Imports) -> Field {
    let name = ident(&ctx.names[id].fields[index]);
    let mut ty = types::owned(ctx, &property.ty, imports);
    if ctx.facts.boxed.contains(&(id.index(), index)) {
        ty = quote!(Box<#ty>);
    }
    let (wire, allow) = (&property.wire_name, types::allow_complexity(&property.ty));
    let flags = [
        property.mutability.is_read_only().then_some("read_only"),
        property.secret.then_some("secret"),
        types::spelling(&property.ty).map(|(flag, _)| flag),
    ];
    let flags: Vec<_> = flags.into_iter().flatten().map(|flag| format_ident!("{flag}")).collect();
    let flags = if flags.is_empty() { TokenStream::new() } else { quote!([#(#flags),*]) };
    Field {
        declaration: quote!(#allow pub #name: Option<#ty>,),
        row: quote!(#name: #wire #flags),
        docs: DocLines::of(&property.docs, &property_facts(property), &format!("Property {}.", code(wire))),
    }
}

/// The enum over everything that derives from a base, directly or not.
fn hierarchy(ctx: Ctx<'_>, id: ModelId, property: &str, variants: &[Variant], imports: &mut Imports) -> Vec<String> {
    let names = &ctx.names[id];
    let name = format_ident!("{}", names.name);
    let base = format_ident!("{}", names.strukt());
    let idents = names.variants.iter().map(|name| format_ident!("{name}"));
    let payloads: Vec<_> = variants.iter().map(|variant| payload(ctx, variant.model, imports)).collect();
    let pairs: Vec<_> = idents.zip(&payloads).collect();
    let declarations = pairs.iter().map(|(variant, payload)| quote!(#variant(Box<#payload>),));
    // Services add variants as they add values.
    let item = quote! {
        #[non_exhaustive]
        pub enum #name { #(#declarations)* Unknown(Box<#base>) }
    };
    let mut docs: Vec<_> = variants.iter().map(|variant| variant_docs(ctx, property, variant)).collect();
    docs.push(DocLines::sentence(&format!(
        "A variant that the documents do not name, or none: see {}.",
        code("extra")
    )));
    let rows = variants.iter().zip(&pairs).map(|(variant, (ident, payload))| {
        let value = &variant.value;
        quote!(#value => #ident(#payload))
    });
    imports.path("armspan_runtime::polymorphic");
    let wire = quote!(#name, #property, Unknown(#base) { #(#rows,)* });
    let own = DocLines::of(&ctx.model[id].docs, "", &format!("Model {} of the documents.", code(&names.name)));
    vec![format::item(item, &own, &docs) + &format::invocation("polymorphic", wire)]
}

fn variant_docs(ctx: Ctx<'_>, property: &str, variant: &Variant) -> DocLines {
    let fallback = format!("Where {} is {}.", code(property), code(&variant.value));
    DocLines::of(&ctx.model[variant.model].docs, &fallback, "")
}

/// The struct of a variant: of a base further down, that of its own properties.
fn payload(ctx: Ctx<'_>, id: ModelId, imports: &mut Imports) -> TokenStream {
    let home = super::imports::Home::Document(ctx.model[id].origin.document);
    let name = imports.model(home, ctx.names[id].strukt());
    quote!(#name)
}

/// What makes a model a page of a paged operation.
fn page(ctx: Ctx<'_>, id: ModelId, model: &Model, imports: &mut Imports) -> Option<String> {
    let property = *ctx.facts.pages.get(&id)?;
    let Type::Array(item) = &model.properties[property].ty else { return None };
    let name = format_ident!("{}", ctx.names[id].strukt());
    let field = ident(&ctx.names[id].fields[property]);
    let mut ty = types::owned(ctx, &item.ty, imports);
    if item.nullable && item.ty != Type::Any {
        ty = quote!(Option<#ty>);
    }
    imports.path("armspan_runtime::page");
    Some(format::invocation("page", quote!(#name, #field: #ty)))
}

//! Paging: which answers are pages, by which property they hold items and lead on.

use crate::lower::context::Lowering;
use crate::lower::draft::{Drafts, NextLink, OperationDraft};
use crate::model::{Model, Operation, Paging, Type};

/// Settles `x-ms-pageable` with the model of the page; what has no page is not paged.
pub(super) fn settle(lowering: &mut Lowering<'_, '_>) {
    for index in 0..lowering.drafts.operations.len() {
        let draft = &lowering.drafts.operations[index];
        let Some(paging) = draft.operation.paging.clone() else { continue };
        let origin = draft.operation.origin.clone();
        let id = draft.operation.id.clone();
        match settled(paging, draft, &lowering.drafts) {
            Ok(settled) => lowering.drafts.operations[index].operation.paging = Some(settled),
            Err(reason) => {
                lowering.drafts.operations[index].operation.paging = None;
                lowering.warn_at("not-a-page", origin, format!("`{id}` is marked as paged, but {reason}; not paged"));
            }
        }
    }
}

fn settled(mut paging: Paging, draft: &OperationDraft, drafts: &Drafts<'_>) -> Result<Paging, &'static str> {
    let page = page(&draft.operation, drafts).ok_or("its answer is no object")?;
    let has = |name: &str| page.properties.iter().any(|property| property.wire_name == name);
    let first = paging.item_name.split('.').next().unwrap_or_default();
    if !has(&paging.item_name) && !has(first) {
        let mut lists = page.properties.iter().filter(|property| matches!(property.ty, Type::Array(_)));
        match (lists.next(), lists.next()) {
            (Some(only), None) => paging.item_name.clone_from(&only.wire_name),
            _ => return Err("its answer has no list of that name"),
        }
    }
    if draft.next_link == NextLink::Unsaid && has("nextLink") {
        paging.next_link_name = Some("nextLink".to_owned());
    }
    Ok(paging)
}

/// The model of the page: of the final result, else of the first success that has an object.
fn page<'m>(operation: &Operation, drafts: &'m Drafts<'_>) -> Option<&'m Model> {
    let final_type = operation.long_running.iter().filter_map(|long_running| long_running.final_type.as_ref());
    let answers = operation.responses.iter().filter_map(|response| response.ty.as_ref());
    final_type.chain(answers).find_map(|ty| match ty {
        Type::Model(id) => Some(&drafts.model(*id).model),
        _ => None,
    })
}

//! ARM's conventions on an operation as the document states them: `x-ms-pageable`, `x-ms-long-running-operation`.

use super::context::Lowering;
use super::draft::NextLink;
use super::extensions::{Extensions, flag};
use super::place::Place;
use crate::model::{FinalStateVia, LongRunning, Paging};
use serde_json::Value;

impl Lowering<'_, '_> {
    /// `x-ms-long-running-operation` and its options.
    pub(super) fn long_running(&mut self, extensions: &Extensions, place: &Place) -> Option<LongRunning> {
        if !flag(extensions, "x-ms-long-running-operation") {
            return None;
        }
        let options = extensions.get("x-ms-long-running-operation-options");
        let option = |key: &str| options.and_then(|options| options.get(key)).and_then(Value::as_str);
        let final_state_via = option("final-state-via").and_then(|via| self.final_state_via(via, place));
        let final_type = option("final-state-schema").and_then(|schema| {
            if self.catalog.schema(schema, place.document).is_none() {
                self.warn("unknown-final-state", place, format!("`final-state-schema` names no schema: `{schema}`"));
                return None;
            }
            Some(self.referenced(schema, place).ty)
        });
        Some(LongRunning { final_state_via, final_type })
    }

    fn final_state_via(&mut self, via: &str, place: &Place) -> Option<FinalStateVia> {
        match via {
            "azure-async-operation" => Some(FinalStateVia::AzureAsyncOperation),
            "location" => Some(FinalStateVia::Location),
            "original-uri" => Some(FinalStateVia::OriginalUri),
            "operation-location" => Some(FinalStateVia::OperationLocation),
            // What TypeSpec writes where a service follows no convention: nothing to hold on to.
            "custom-link" | "custom-operation-reference" => None,
            other => {
                self.warn("unknown-final-state", place, format!("`final-state-via` is unknown: `{other}`"));
                None
            }
        }
    }
}

/// `x-ms-pageable`, and whether it says anything about the next link.
pub(super) fn pageable(extensions: &Extensions) -> (Option<Paging>, NextLink) {
    let pageable = match extensions.get("x-ms-pageable") {
        None | Some(Value::Null | Value::Bool(false)) => return (None, NextLink::Said),
        Some(pageable) => pageable,
    };
    let name = |key: &str| pageable.get(key).and_then(Value::as_str).filter(|name| !name.is_empty()).map(str::to_owned);
    let paging = Paging {
        item_name: name("itemName").unwrap_or_else(|| "value".to_owned()),
        next_link_name: name("nextLinkName"),
        next_operation: name("operationName"),
    };
    let said = if pageable.get("nextLinkName").is_some() { NextLink::Said } else { NextLink::Unsaid };
    (Some(paging), said)
}

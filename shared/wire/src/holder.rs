//! A person as others may see them.

use rules::person::Holder;
use serde::Serialize;

/// The masked name and the last four of the document (R66).
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct HolderView {
    /// Surname and XX.
    #[schema(example = "鲍XX")]
    pub name_masked: String,
    /// Last four characters of the document.
    #[schema(example = "5539")]
    pub document_tail: String,
}

impl HolderView {
    /// What may be shown of `holder`.
    pub fn of(holder: &Holder) -> Self {
        let Holder {
            name_masked,
            document_tail,
        } = holder;
        Self {
            name_masked: name_masked.clone(),
            document_tail: document_tail.clone(),
        }
    }
}

//! Checking a document that somebody wrote: a policy, or every reason why it is none.

use std::collections::BTreeSet;

use serde::Deserialize as _;
use serde_json::Value;

use super::fault::{PolicyFault, PolicyFaultCode};
use super::spot::Spot;
use super::{Policy, contents, shape};

impl Policy {
    /// Reads a document, naming all its faults at once: those of its shape, and those of every part
    /// whose shape is right. Finds none exactly where [`Self::load`] succeeds.
    ///
    /// # Errors
    /// The faults, never an empty list. Where both have something to say of one place, the contents'
    /// word stands, which knows more.
    pub fn check(document: &Value) -> Result<Self, Vec<PolicyFault>> {
        let contents = contents::faults(document);
        let judged: BTreeSet<_> = contents.iter().map(|fault| &fault.pointer).collect();
        let mut faults = shape::faults(document);
        faults.retain(|fault| !judged.contains(&fault.pointer));
        faults.extend(contents);
        if !faults.is_empty() {
            return Err(faults);
        }
        // The schema is made from these types, so what it lets through they read.
        Self::deserialize(document).map_err(|_| {
            let whole = Spot::whole(document);
            vec![whole.fault(PolicyFaultCode::Type, "无法读取。", "This cannot be read.")]
        })
    }
}

#[cfg(test)]
mod tests;

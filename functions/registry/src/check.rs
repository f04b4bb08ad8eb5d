//! Whether a document is a policy, and if not, every fault of it.

use std::sync::LazyLock;

use edge::{Fault, Problem, Saying};
use rules::policy::{Policy, PolicyFault, schema};
use serde_json::Value;

/// The schema as it is served.
pub static SCHEMA: LazyLock<String> = LazyLock::new(|| schema().to_string());

/// The policy that `document` is.
///
/// # Errors
/// 422 with every fault.
pub fn checked(document: &Value) -> Result<Policy, Problem> {
    Policy::check(document)
        .map_err(|faults| Problem::not_acceptable(faults.into_iter().map(told).collect()))
}

fn told(fault: PolicyFault) -> Fault {
    let PolicyFault {
        pointer,
        code,
        zh,
        en,
    } = fault;
    Fault {
        pointer,
        code: code.code(),
        detail: Saying::new(zh.into_owned(), en.into_owned()),
    }
}

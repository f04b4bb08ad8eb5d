//! SDK errors by what a caller may do about them.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

use crate::StoreError;

/// The class of an error of any single operation. Texts of the SDK name operations and
/// codes, never items, so they are safe to log.
pub fn classify<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> StoreError {
    match error {
        SdkError::TimeoutError(_) => StoreError::Busy("timeout".to_owned()),
        SdkError::DispatchFailure(_) => StoreError::Busy("no connection".to_owned()),
        SdkError::ResponseError(_) => StoreError::Busy("unreadable answer".to_owned()),
        _ => match error.code().unwrap_or("unknown") {
            "ConditionalCheckFailedException" | "TransactionConflictException" => {
                StoreError::Conflict
            }
            code @ ("ProvisionedThroughputExceededException"
            | "RequestLimitExceeded"
            | "ThrottlingException"
            | "InternalServerError"
            | "ServiceUnavailable"
            | "TransactionInProgressException") => StoreError::Busy(code.to_owned()),
            code => StoreError::Broken(code.to_owned()),
        },
    }
}

/// A stored item that does not read back.
pub fn unreadable(what: &str) -> StoreError {
    StoreError::Broken(format!("a stored {what} does not read"))
}

//! The scheduled function that erases what is personal when the service ends, on Lambda.

use edge::boot::BootError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    sunset::lambda::serve().await
}

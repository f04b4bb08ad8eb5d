//! The function that takes evidence, on Lambda.

use edge::boot::BootError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    evidence::lambda::serve().await
}

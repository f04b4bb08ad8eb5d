//! The scheduled function that counts the days down, on Lambda.

use edge::boot::BootError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    countdown::lambda::serve().await
}

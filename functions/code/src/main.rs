//! The function that shows codes, on Lambda.

use edge::boot::{BootError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    run(code::router).await
}

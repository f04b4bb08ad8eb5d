//! The function that verifies at checkpoints, on Lambda.

use edge::boot::{BootError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    run(verify::router).await
}

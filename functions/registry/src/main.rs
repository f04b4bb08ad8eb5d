//! The function that keeps places and shows rosters, on Lambda.

use edge::boot::{BootError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    run(registry::router).await
}

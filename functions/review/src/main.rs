//! The function that takes reviews, on Lambda.

use edge::boot::{BootError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    run(review::router).await
}

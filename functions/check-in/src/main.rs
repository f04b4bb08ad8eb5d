//! The function that counts check-ins, on Lambda.

use edge::boot::{BootError, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), BootError> {
    run(check_in::router).await
}

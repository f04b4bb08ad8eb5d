//! The whole bundle in one process: what runs on Lambda, with the same handlers, routes, tables and
//! scopes, on a machine that has nothing but Rust.
//!
//! Routes, tables, indexes, scopes and roles come from `template.yaml`. Around the functions stand local
//! parts that behave as the cloud's: a gateway with a JWT authorizer, a DynamoDB, an identity
//! provider; and a clock that can be set.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let bundle = local::start(local::Options::for_test("2020-02-11T09:00:00+08:00".parse()?)).await?;
//! println!("{}/v1/people", bundle.base_url());
//! # Ok(()) }
//! ```

pub mod authorizer;
mod bundle;
pub mod database;
pub mod demo;
pub mod dev;
pub mod gateway;
mod greeting;
pub mod issuer;
pub mod login;
pub mod openapi;
mod options;
pub mod pages;
pub mod role;
pub mod template;
mod visitor;

use std::io::Write;

pub use bundle::{Running, StartError, functions, start, state};
pub use options::Options;

/// Starts a bundle, greets on standard output, builds its pages if there are newer sources, and serves
/// until interrupted.
///
/// # Errors
/// [`StartError`], if it does not start.
pub async fn run(options: Options) -> Result<(), StartError> {
    options.log().take_all_lines();
    let has_demo = !options.empty;
    let mut running = start(options).await?;
    tell(&greeting::greeting(&running, has_demo));
    if let Some(pages) = &running.pages {
        pages::build::in_background(pages, &running.base_url(), tell);
    }
    tokio::select! {
        () = running.ended() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

/// Nobody may be reading, which is no reason not to serve.
fn tell(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

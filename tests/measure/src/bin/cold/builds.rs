//! Builds the peers. They are a workspace of their own, so that nothing of ours is built with their
//! features (`tests/peers`).

use std::path::{Path, PathBuf};
use std::process::Stdio;

use measure::caller::Failed;
use tokio::process::Command;

use crate::subject::ROOT;

/// Something to change in a build, by Cargo's own variables and the packages' features.
#[derive(Debug, Clone, Copy, Default)]
pub struct Change {
    /// Variables of the compiler's environment.
    pub variables: &'static [(&'static str, &'static str)],
    /// Features of the package.
    pub features: &'static str,
}

/// Builds a peer, and gives the folder of its binary.
pub async fn built(package: &str, target: &Path, change: Change) -> Result<PathBuf, Failed> {
    let manifest = format!("{ROOT}/tests/peers/Cargo.toml");
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--locked"])
        .args(["--manifest-path", &manifest, "--package", package])
        .args(["--features", change.features])
        .arg("--target-dir")
        .arg(target)
        .envs(change.variables.iter().copied())
        .current_dir(ROOT)
        .stdin(Stdio::null())
        .status()
        .await;
    let status = status.map_err(|error| Failed::File("cargo".to_owned(), error))?;
    if status.success() {
        Ok(target.join("release"))
    } else {
        Err(Failed::Unreadable(format!("{package} cannot be built")))
    }
}

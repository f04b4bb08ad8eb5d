//! Instructions, counted by callgrind: the same on a busy machine as on a quiet one.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use axum::body::Bytes;
use measure::caller::Failed;
use tokio::process::{Child, Command};

use crate::runtime::Runtime;
use crate::sandbox::Environment;
use crate::subject::{Subject, is_done};

/// Counts in this folder.
#[derive(Debug)]
pub struct Counter<'a> {
    /// Takes callgrind's files.
    pub folder: &'a Path,
}

impl Counter<'_> {
    /// Instructions until `subject` is ready and has answered these events.
    pub async fn of(&self, subject: &Subject, events: &[Bytes]) -> Result<u64, Failed> {
        let named =
            |error| Failed::Unreadable(format!("{} under callgrind: {error}", subject.name));
        self.life(subject, events).await.map_err(named)
    }

    async fn life(&self, subject: &Subject, events: &[Bytes]) -> Result<u64, Failed> {
        let mut runtime = Runtime::open().await?;
        let out = self.folder.join("callgrind.out");
        let mut command = callgrind(&out, &subject.binary);
        let Environment(settings) = &subject.environment;
        command
            .env_clear()
            .envs(settings.iter().map(|(name, value)| (name, value)))
            .env("AWS_LAMBDA_RUNTIME_API", runtime.address.to_string());
        let child = spawned(command)?;
        runtime.asked().await?;
        for event in events {
            let (_, answer) = runtime.invoke(event).await?;
            if !is_done(&answer) {
                return Err(Failed::Unreadable(format!("answers {answer}")));
            }
            runtime.asked().await?;
        }
        terminated(child).await?;
        total(&out)
    }

    /// Instructions of a program that ends by itself.
    pub async fn of_program(&self, binary: &Path, arguments: &[&str]) -> Result<u64, Failed> {
        let out = self.folder.join("callgrind.out");
        let mut command = callgrind(&out, binary);
        command.args(arguments);
        let mut child = spawned(command)?;
        let ended = child.wait().await;
        ended.map_err(|error| Failed::File(binary.display().to_string(), error))?;
        total(&out)
    }

    /// Instructions of one event: what twice as many events take more, divided by their number. All of
    /// the events must differ from each other where a function remembers.
    pub async fn each(&self, subject: &Subject, events: &[Bytes]) -> Result<u64, Failed> {
        let (half, _) = events.split_at(events.len() / 2);
        let once = self.of(subject, half).await?;
        let twice = self.of(subject, events).await?;
        Ok(twice.saturating_sub(once) / (events.len() - half.len()).max(1) as u64)
    }
}

fn callgrind(out: &Path, binary: &Path) -> Command {
    let mut command = Command::new("/usr/bin/valgrind");
    command.args(["--tool=callgrind", "--quiet"]);
    let mut file = std::ffi::OsString::from("--callgrind-out-file=");
    file.push(out);
    command.arg(file).arg(binary);
    command
}

fn spawned(mut command: Command) -> Result<Child, Failed> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let spawned = command.kill_on_drop(true).spawn();
    spawned.map_err(|error| Failed::File("valgrind".to_owned(), error))
}

/// Ends a function so that callgrind still writes its file.
async fn terminated(mut child: Child) -> Result<(), Failed> {
    let failed = |error| Failed::File("valgrind".to_owned(), error);
    let id = child.id().unwrap_or_default().to_string();
    let kill = Command::new("/bin/kill").arg(id).status().await;
    kill.map_err(failed)?;
    child.wait().await.map(drop).map_err(failed)
}

/// What callgrind's file says in all.
fn total(out: &PathBuf) -> Result<u64, Failed> {
    let text = std::fs::read_to_string(out);
    let text = text.map_err(|error| Failed::File(out.display().to_string(), error))?;
    let line = text.lines().find_map(|line| {
        let total = line
            .strip_prefix("summary:")
            .or_else(|| line.strip_prefix("totals:"));
        total?.trim().parse().ok()
    });
    line.ok_or_else(|| Failed::Lacks("callgrind's total".to_owned()))
}

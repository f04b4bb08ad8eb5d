//! AWS's own emulator: it starts the function for the first event, and gives what the function answers.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use measure::caller::Failed;
use reqwest::Client;
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::sample::median;
use crate::sandbox::Environment;
use crate::subject::{Subject, is_done};

/// Later events, of which the middle one counts.
const WARM: usize = 15;
/// Tries to reach an emulator that starts, a hundredth of a second apart.
const TRIES: usize = 1000;

/// From the first event to its answer, the start of the process with it; and the same later.
pub async fn emulated(emulator: &Path, subject: &Subject) -> Result<(Duration, Duration), Failed> {
    let (api, door) = (free()?, free()?);
    let Environment(settings) = &subject.environment;
    let mut command = Command::new(emulator);
    command
        .args(["--runtime-api-address", &api.to_string()])
        .args(["--runtime-interface-emulator-address", &door.to_string()])
        .arg(&subject.binary)
        .env_clear()
        .envs(settings.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    let failed = |error| Failed::File(emulator.display().to_string(), error);
    let _emulator = command.spawn().map_err(failed)?;
    reached(door).await?;
    let client = Client::new();
    let first = invoked(&client, door, subject).await?;
    let mut warm = Vec::with_capacity(WARM);
    for _ in 0..WARM {
        warm.push(invoked(&client, door, subject).await?);
    }
    Ok((first, median(warm)))
}

async fn invoked(client: &Client, door: SocketAddr, subject: &Subject) -> Result<Duration, Failed> {
    let url = format!("http://{door}/2015-03-31/functions/function/invocations");
    let request = client.post(url).body(subject.event.clone());
    let begun = Instant::now();
    let answer = request.send().await?.bytes().await?;
    let took = begun.elapsed();
    let answer = serde_json::from_slice(&answer).unwrap_or_default();
    if is_done(&answer) {
        return Ok(took);
    }
    Err(Failed::Unreadable(format!(
        "{} answers {answer}",
        subject.name
    )))
}

async fn reached(door: SocketAddr) -> Result<(), Failed> {
    for _ in 0..TRIES {
        if TcpStream::connect(door).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Err(Failed::Unreadable(format!("no emulator listens on {door}")))
}

/// A port that was free a moment ago.
fn free() -> Result<SocketAddr, Failed> {
    let failed = |error| Failed::File("a free port".to_owned(), error);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
    listener.local_addr().map_err(failed)
}

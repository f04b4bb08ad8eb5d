//! The command line of the bundle.

use std::fs::OpenOptions;
use std::net::{Ipv4Addr, SocketAddr};

use clap::Parser;
use edge::log::Log;
use jiff::Timestamp;
use tracing::Level;

use crate::{database::Storage, pages};

/// The whole health code in one process, with a database, an identity provider and a clock of its own.
#[derive(Debug, Clone, Parser)]
#[command(name = "local")]
pub struct Options {
    /// Address to serve on, for example 127.0.0.1:9001; the /dev routes exist on a loopback
    /// address only.
    #[arg(long, default_value = "127.0.0.1:9000")]
    pub listen: SocketAddr,
    /// `memory`, a file that is created when missing, or the URL of a DynamoDB endpoint.
    #[arg(long, default_value = "memory")]
    pub store: Storage,
    /// Time at which the clock starts, for example 2020-02-11T09:00:00+08:00; it then runs.
    #[arg(long)]
    pub now: Option<Timestamp>,
    /// The clock stands where it starts and wherever it is set to, so that what a test finds does not
    /// depend on how fast the machine is.
    #[arg(skip)]
    pub stands: bool,
    /// Address on which the embedded store speaks `DynamoDB`'s protocol, for functions that run
    /// beside the bundle (docs/lambda.md). Without it, any free port.
    #[arg(long, default_value = "127.0.0.1:0")]
    pub dynamodb: SocketAddr,
    /// Requests that are worked on at once; who comes then gets 503. The last half of them is kept for
    /// checkpoints and codes.
    #[arg(long, default_value_t = 512, value_parser = clap::value_parser!(u16).range(2..))]
    pub at_once: u16,
    /// Pages to serve at `/`: `own`, which are built when they are not of today's sources, a folder of
    /// built ones, or `none`.
    #[arg(long, default_value = "own")]
    pub pages: pages::Source,
    /// Start without the demo city.
    #[arg(long)]
    pub empty: bool,
    /// Where each request's event goes, as on Lambda: `-` for standard output, or a file, which grows.
    /// Without it, only faults are told, on standard error.
    #[arg(long, value_parser = log)]
    pub log: Option<Log>,
}

fn log(target: &str) -> Result<Log, String> {
    if target == "-" {
        return Ok(Log::to(std::io::stdout(), Level::INFO));
    }
    let file = OpenOptions::new().create(true).append(true).open(target);
    let file = file.map_err(|error| format!("{target}: {error}"))?;
    Ok(Log::to(file, Level::INFO))
}

impl Options {
    /// The log that was asked for, or else faults on standard error.
    pub(crate) fn log(&self) -> Log {
        self.log
            .clone()
            .unwrap_or_else(|| Log::to(std::io::stderr(), Level::WARN))
    }

    /// What a test wants: a free port, a store of its own in memory, nobody in it, this time, no pages and no
    /// log.
    pub fn for_test(now: Timestamp) -> Self {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self {
            listen: any_port,
            dynamodb: any_port,
            store: Storage::Memory,
            now: Some(now),
            stands: false,
            at_once: u16::MAX,
            pages: pages::Source::None,
            empty: true,
            log: Some(Log::off()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_log_that_is_a_file_has_a_line_a_request_and_grows() {
        let name = format!("health-code-log-{}", std::process::id());
        let file = std::env::temp_dir().join(name);
        let file = file.to_str().unwrap();
        for lines in 1..=2 {
            let options = [
                "local",
                "--listen",
                "127.0.0.1:0",
                "--empty",
                "--pages",
                "none",
                "--log",
                file,
            ];
            let bundle = crate::start(Options::parse_from(options)).await.unwrap();
            let guidance = format!("{}/v1/guidance", bundle.base_url());
            reqwest::get(guidance).await.unwrap();
            let log = std::fs::read_to_string(file).unwrap();
            assert_eq!(log.lines().count(), lines);
            assert!(log.contains("GET /v1/guidance"));
        }
        std::fs::remove_file(file).unwrap();
    }
}

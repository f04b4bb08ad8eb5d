//! Killed in mid-use: what was acknowledged is there when it starts again.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use reqwest::Client;
use serde_json::json;

use crate::world::{account, application, well};

/// The bundle as its own process, over a file.
struct Process {
    child: Child,
    base: String,
}

impl Process {
    /// Starts the built binary; cargo builds it for this package's tests, since `local` is a
    /// dependency of them, and puts it beside their folder.
    fn start(file: &std::path::Path) -> Self {
        let tests = std::env::current_exe().unwrap();
        let binary = tests.parent().unwrap().parent().unwrap().join("local");
        let mut child = Command::new(binary)
            .args([
                "--listen",
                "127.0.0.1:0",
                "--empty",
                "--now",
                "2020-02-11T09:00:00+08:00",
                "--store",
            ])
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let base = line.trim().rsplit(' ').next().unwrap().to_owned();
        Self { child, base }
    }

    /// `kill -9`.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r22_a_killed_process_loses_nothing_that_it_acknowledged() {
    let folder = std::env::temp_dir().join(format!("health-code-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("store.db");
    let mut people: Vec<(String, bool)> = Vec::new();
    for round in 0..3 {
        let process = Process::start(&file);
        let me = account(
            &process.base,
            &Client::new(),
            json!({"sub": "me", "scope": "citizen"}),
        )
        .await;
        for number in 0..8 {
            let person = me.applies_red(&format!("K{round}00000{number}")).await;
            let (status, _) = me
                .post(&format!("/v1/people/{person}/check-ins"), &well())
                .await;
            people.push((person, status == 201));
        }
        // A writer is in the middle of something when the process dies.
        let writer = me.clone();
        let writing = tokio::spawn(async move {
            writer
                .post(
                    "/v1/applications",
                    &application(&format!("W{round}0000000")),
                )
                .await
        });
        process.kill();
        writing.abort();

        let process = Process::start(&file);
        let me = account(
            &process.base,
            &Client::new(),
            json!({"sub": "me", "scope": "citizen"}),
        )
        .await;
        for (person, has_checked_in) in &people {
            let (status, code) = me.get(&format!("/v1/people/{person}/code")).await;
            assert_eq!((status, &code["colour"]), (200, &json!("red")));
            assert_eq!(code["holds"][0]["normal_days"], i32::from(*has_checked_in));
        }
        process.kill();
    }
    std::fs::remove_dir_all(folder).unwrap();
}

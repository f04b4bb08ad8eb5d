//! `--store FILE`, killed in mid-use: what was acknowledged is there when it starts again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};

/// The bundle as its own process, over a file.
struct Process {
    child: Child,
    base: String,
}

impl Process {
    fn start(file: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_local"))
            .args([
                "--listen",
                "127.0.0.1:0",
                "--empty",
                "--pages",
                "none",
                "--now",
                "2020-02-11T09:00:00+08:00",
            ])
            .arg("--store")
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

/// A citizen of one process.
#[derive(Clone)]
struct Citizen {
    base: String,
    token: String,
    client: Client,
}

impl Citizen {
    async fn of(process: &Process) -> Self {
        let (base, client) = (process.base.clone(), Client::new());
        let claims = json!({"sub": "me", "scope": "citizen"});
        let answer = client
            .post(format!("{base}/dev/tokens"))
            .json(&claims)
            .send()
            .await
            .unwrap();
        let answer: Value = answer.json().await.unwrap();
        let token = answer["access_token"].as_str().unwrap().to_owned();
        Self {
            base,
            token,
            client,
        }
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.send(self.client.post(format!("{}{path}", self.base)).json(body))
            .await
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        self.send(self.client.get(format!("{}{path}", self.base)))
            .await
    }

    async fn send(&self, request: RequestBuilder) -> (u16, Value) {
        let answer = request.bearer_auth(&self.token).send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// Applies for somebody and checks in for them; gives the person's id.
    async fn adds(&self, passport: &str) -> String {
        let (status, applied) = self.post("/v1/applications", &application(passport)).await;
        assert_eq!(status, 201, "{applied}");
        let person = applied["person_id"].as_str().unwrap().to_owned();
        let path = format!("/v1/people/{person}/check-ins");
        assert_eq!(
            self.post(&path, &json!({"temperature_c": 36.6})).await.0,
            201
        );
        person
    }
}

/// An application of somebody made up who was in a high-risk area.
fn application(passport: &str) -> Value {
    json!({
        "person": {
            "relation": "other", "name": "鲍示例", "phone": "13800000000",
            "document": {"type": "passport", "number": passport, "country": "KR"},
        },
        "presence": "in-hangzhou", "district": "330106",
        "travel": [{"place": "420100", "from": "2020-02-01", "to": "2020-02-05"}],
        "contact": {"confirmed_case": false, "quarantined_cohabitant": false},
        "health": {"symptoms": []},
        "pledge": {"accepted": true, "version": "2020-02-11"},
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn r22_a_killed_process_loses_nothing_that_it_acknowledged() {
    let folder = std::env::temp_dir().join(format!("health-code-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("store.db");
    let mut people = Vec::new();
    for round in 0..3 {
        let process = Process::start(&file);
        let me = Citizen::of(&process).await;
        for number in 0..8 {
            people.push(me.adds(&format!("K{round}00000{number}")).await);
        }
        // A writer is in the middle of something when the process dies.
        let (writer, body) = (me.clone(), application(&format!("W{round}0000000")));
        let writing = tokio::spawn(async move { writer.post("/v1/applications", &body).await });
        process.kill();
        writing.abort();

        let process = Process::start(&file);
        let me = Citizen::of(&process).await;
        for person in &people {
            let (status, code) = me.get(&format!("/v1/people/{person}/code")).await;
            assert_eq!((status, &code["colour"]), (200, &json!("red")));
            assert_eq!(code["holds"][0]["normal_days"], 1);
        }
        process.kill();
    }
    std::fs::remove_dir_all(folder).unwrap();
}

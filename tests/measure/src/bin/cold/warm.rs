//! What a code and a verification cost once a function runs, against the signature operation alone that
//! each of them cannot do without.

use std::path::Path;

use axum::body::Bytes;
use measure::caller::Failed;
use measure::program::Found;
use measure::table::Table;
use serde_json::{Value, json};

use crate::builds::{Change, built};
use crate::instructions::Counter;
use crate::runtime::Runtime;
use crate::sandbox::start;
use crate::show::millions;
use crate::subject::Subject;

/// Events of the longer run; half as many of the shorter one.
const EVENTS: usize = 40;
/// Operations of the signature's longer run.
const OPERATIONS: u64 = 400;

/// Counts.
pub async fn run(folder: &Path, subjects: &[Subject]) -> Result<Found, Failed> {
    let named = |name: &str| {
        let subject = subjects.iter().find(|subject| subject.name == name);
        subject.ok_or_else(|| Failed::Lacks(name.to_owned()))
    };
    let (code, verify) = (named("code")?, named("verify")?);
    let counter = Counter { folder };
    let signature = built("signature", folder, Change::default())
        .await?
        .join("signature");
    let mut table = Table::new([
        "request",
        "instructions, million",
        "of them the signature",
        "times the signature",
    ]);
    let shown = vec![code.event.clone(); EVENTS];
    // Passes live 60 seconds, so they are drawn just before they are scanned.
    let cost = counter.each(code, &shown).await?;
    row(
        &mut table,
        "a code",
        cost,
        operation(&counter, &signature, "sign").await?,
    );
    let scanned = scans(code, verify).await?;
    let cost = counter.each(verify, &scanned).await?;
    row(
        &mut table,
        "a verification",
        cost,
        operation(&counter, &signature, "verify").await?,
    );
    Ok(Found {
        printed: table.to_string(),
        complaints: Vec::new(),
    })
}

#[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
fn row(table: &mut Table, request: &str, cost: u64, operation: u64) {
    let times = cost as f64 / operation.max(1) as f64;
    table.row([
        request.to_owned(),
        millions(cost),
        millions(operation),
        format!("{times:.1}"),
    ]);
}

/// Instructions of one bare operation.
async fn operation(counter: &Counter<'_>, binary: &Path, operation: &str) -> Result<u64, Failed> {
    let (half, all) = ((OPERATIONS / 2).to_string(), OPERATIONS.to_string());
    let once = counter.of_program(binary, &[operation, &half]).await?;
    let twice = counter.of_program(binary, &[operation, &all]).await?;
    Ok(twice.saturating_sub(once) / (OPERATIONS / 2))
}

/// Events of scans of as many passes, each of them a new one.
async fn scans(code: &Subject, verify: &Subject) -> Result<Vec<Bytes>, Failed> {
    let mut runtime = Runtime::open().await?;
    let address = runtime.address.to_string();
    let _code = start(&code.binary, &code.environment, &address, None)?;
    runtime.asked().await?;
    let mut scans = Vec::with_capacity(EVENTS);
    for _ in 0..EVENTS {
        let (_, answer) = runtime.invoke(&code.event).await?;
        runtime.asked().await?;
        scans.push(scan(&verify.event, &answer)?);
    }
    Ok(scans)
}

/// The event of a verification, with the pass that this answer of a code holds.
fn scan(verification: &Bytes, code: &Value) -> Result<Bytes, Failed> {
    let unreadable = |error: serde_json::Error| Failed::Unreadable(error.to_string());
    let body = code["body"].as_str().unwrap_or_default();
    let body: Value = serde_json::from_str(body).map_err(unreadable)?;
    let token = body.pointer("/pass/token").and_then(Value::as_str);
    let token = token.ok_or_else(|| Failed::Lacks("/pass/token".to_owned()))?;
    let mut event: Value = serde_json::from_slice(verification).map_err(unreadable)?;
    let asked = event["body"].as_str().unwrap_or_default();
    let mut asked: Value = serde_json::from_str(asked).map_err(unreadable)?;
    asked["token"] = json!(token);
    if let Some(asked) = asked.as_object_mut() {
        // A gate that scans asks for no document besides.
        asked.remove("document");
    }
    event["body"] = json!(asked.to_string());
    Ok(Bytes::from(event.to_string()))
}

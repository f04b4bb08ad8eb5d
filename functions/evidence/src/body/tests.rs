//! Reading a piece of evidence at a moment that stands still.

use rules::words::Source;
use serde_json::json;

use super::*;

const NOW: &str = "2020-02-11T09:00:00+08:00";

/// A clinic's result observed then, read now.
fn read(observed_at: &str) -> Result<Told, Problem> {
    let body = json!({
        "id": "e-1", "kind": "clinic-result", "observed_at": observed_at, "result": "cleared",
        "document": {"type": "passport", "number": "M00000001", "country": "KR"},
    });
    let pepper = Pepper::parse(&"0".repeat(32)).unwrap();
    Told::read(&body, &pepper, NOW.parse().unwrap())
}

/// The codes of its faults; empty if there are none.
fn codes(observed_at: &str) -> Vec<&'static str> {
    let read = read(observed_at);
    let problem = read.err().into_iter();
    let faults = problem.flat_map(|problem| problem.faults().to_vec());
    faults.map(|fault| fault.code).collect()
}

#[test]
fn r41_an_observation_is_at_most_five_minutes_ahead_to_the_microsecond() {
    for past in [
        "2020-02-11T09:05:00+08:00",
        "2020-02-11T01:05:00Z",
        "2020-02-11t01:04:59.999z",
        "2020-02-11T09:00:00+08:00",
        "0001-01-01T00:00:00Z",
    ] {
        assert!(codes(past).is_empty(), "{past}");
    }
    for ahead in [
        "2020-02-11T09:05:00.000001+08:00",
        "2020-02-11T09:05:01+08:00",
        "2020-02-11T09:00:00Z",
        "9999-01-01T00:00:00Z",
    ] {
        assert_eq!(codes(ahead), ["in-the-future"], "{ahead}");
    }
}

#[test]
fn a_time_that_is_not_of_rfc_3339_is_none() {
    for text in [
        "2020-02-11T08:00:00",
        "2020-02-11",
        "yesterday",
        "",
        "2020-02-11T08+08",
        "2020-02-11 08:00:00+08:00",
        "2020-02-11T08:00:00+08:00[Asia/Shanghai]",
        "2020-02-11T08:00:00+08:00:30",
        "2020-02-11T08:00:00.+08:00",
        "2020-02-11T08:00:00+0800",
        "-000001-01-01T00:00:00Z",
    ] {
        assert_eq!(codes(text), ["time"], "{text}");
    }
}

#[test]
fn what_is_recorded_is_now_and_what_is_observed_is_the_tellers() {
    let told = read("2020-02-10T23:30:00Z").ok().unwrap();
    let Record {
        evidence,
        observed_at,
        ..
    } = told.record;
    assert_eq!(evidence.recorded_at, NOW.parse().unwrap());
    assert_eq!(observed_at, "2020-02-10T23:30:00Z".parse().unwrap());
    assert_eq!(
        (evidence.source, evidence.id.as_str()),
        (Source::Clinic, "e-1")
    );
}

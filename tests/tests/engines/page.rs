//! `docs/engines.md` shows what is asked and what differs, word for word.

use std::fmt::Write as _;

use crate::deviations::DEVIATIONS;
use crate::probes;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/engines.md");

/// The probe's name as a sentence.
fn sentence(name: &str) -> String {
    name.replace('_', " ")
}

fn deviations() -> String {
    let mut table =
        "| asked | AWS documents | embedded | DynamoDB Local | why it does not matter |\n\
                     |---|---|---|---|---|\n"
            .to_owned();
    for row in DEVIATIONS {
        let documented = probes::all().find(|asked| asked.name == row.probe);
        let documented = documented
            .expect("a listed deviation is of a probe")
            .documented;
        let (asked, harmless) = (sentence(row.probe), row.harmless);
        let _ = writeln!(
            table,
            "| {asked} | {documented} | {} | {} | {harmless} |",
            row.embedded, row.second
        );
    }
    table
}

fn asked() -> String {
    let mut table = "| asked | AWS documents |\n|---|---|\n".to_owned();
    for asked in probes::all() {
        let _ = writeln!(table, "| {} | {} |", sentence(asked.name), asked.documented);
    }
    table
}

/// What stands in the page between the marks of this name.
fn shown(page: &str, name: &str) -> String {
    let begin = format!("<!-- {name}: begin -->\n");
    let end = format!("<!-- {name}: end -->");
    let part = page
        .split_once(&begin)
        .and_then(|(_, rest)| rest.split_once(&end));
    part.map_or_else(String::new, |(part, _)| part.to_owned())
}

#[test]
fn the_page_shows_the_deviations_that_are_listed() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    assert_eq!(
        shown(&page, "deviations"),
        deviations(),
        "\n{}",
        deviations()
    );
}

#[test]
fn the_page_shows_what_is_asked() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    assert_eq!(shown(&page, "asked"), asked(), "\n{}", asked());
}

#[test]
fn every_listed_deviation_is_one() {
    for row in DEVIATIONS {
        let asked = probes::all().find(|asked| asked.name == row.probe);
        let documented = asked.expect("of a probe").documented;
        let differs = |answer: &str| answer != documented;
        assert!(
            differs(row.embedded) || differs(row.second),
            "{}",
            row.probe
        );
    }
}

//! The table of the rules of places, cell by cell over HTTP: 13 districts, six kinds of place, both
//! directions, every colour, and what is shown.

mod listing;
mod succession;
mod town;

use futures_util::future::join_all;
use serde_json::Value;

use crate::support::{resident_id, with};
use listing::{Cell, DAYS, JIANDE};
use town::{DIRECTIONS, GREEN, Gate, RED, STRANGER, Town, YELLOW};

/// How many cells are asked at on each day.
const ALL: [usize; 2] = [78, 6];

/// The cells to ask at on `day`: all of them, and on the day of 建德's own rules those of 建德.
/// That nobody else's rule changed on that day is read in R51's journey.
fn cells_on(day: &str) -> Vec<Cell> {
    let mut cells = Cell::all(day);
    assert_eq!(cells.len(), 13 * 6);
    cells.retain(|cell| day == DAYS[0] || cell.district == JIANDE);
    cells
}

/// Does this at every gate of the cells that `concern` it, so many on each day.
async fn everywhere(
    counts: [usize; 2],
    concern: impl Fn(&Cell) -> bool,
    ask: impl AsyncFn(&Town, &Gate<'_>),
) {
    for (day, count) in DAYS.into_iter().zip(counts) {
        let mut cells = cells_on(day);
        cells.retain(&concern);
        assert_eq!(cells.len(), count, "on {day}");
        let town = Town::on(day).await;
        let gates = town.gates(cells).await;
        join_all(gates.iter().map(|gate| ask(&town, gate))).await;
    }
}

/// Asks green people at every cell of a row, so many on each day.
async fn the_row_holds(row: &str, counts: [usize; 2]) {
    let concern = |cell: &Cell| cell.row.name == row;
    everywhere(counts, concern, async |_, gate| {
        gate.asks_green_for_what_the_row_says().await;
    })
    .await;
}

fn by_document(question: &Value, n: u32) -> Value {
    with(question, "/document", resident_id(n))
}

#[tokio::test]
async fn r52_green_alone_passes_wherever_no_district_says_more() {
    the_row_holds("R52", [39, 1]).await;
}

#[tokio::test]
async fn r53_nine_closed_districts_ask_at_communities_and_workplaces_for_a_document() {
    the_row_holds("R53", [18, 0]).await;
}

#[tokio::test]
async fn r54_three_strict_districts_ask_for_a_document_and_any_of_four_proofs() {
    the_row_holds("R54", [6, 0]).await;
}

#[tokio::test]
async fn r55_chunan_is_on_neither_list_and_asks_for_green_alone() {
    the_row_holds("R55", [2, 0]).await;
}

#[tokio::test]
async fn r57_jiandes_communities_ask_on_the_way_in_for_a_proof_and_the_temperature() {
    the_row_holds("R57", [0, 1]).await;
}

#[tokio::test]
async fn r59_jiandes_malls_and_hotels_ask_for_the_temperature() {
    the_row_holds("R59", [0, 1]).await;
}

#[tokio::test]
async fn r60_jiandes_workplaces_and_schools_ask_for_todays_check_in() {
    the_row_holds("R60", [0, 2]).await;
}

#[tokio::test]
async fn r60_whoever_checks_in_at_the_gate_goes_in_by_the_same_pass_that_day_only() {
    let town = Town::on(DAYS[1]).await;
    let works = cells_on(DAYS[1]).into_iter();
    let works = works.filter(|cell| cell.row.name == "R60");
    let gates = town.gates(works).await;
    let mut questions = Vec::new();
    for gate in &gates {
        let question = with(
            &gate.question("entry", &[]),
            "/token",
            town.pass(GREEN).await,
        );
        gate.tells_green(&question, &["check-in-today"]).await;
        questions.push(question);
    }
    town.checks_in(GREEN).await;
    for (gate, question) in gates.iter().zip(&questions) {
        gate.tells_green(question, &[]).await;
    }
    town.world.morning_of("2020-02-19");
    for gate in &gates {
        let tomorrow = by_document(&gate.question("entry", &[]), GREEN);
        gate.tells_green(&tomorrow, &["check-in-today"]).await;
    }
}

#[tokio::test]
async fn r3_at_the_border_of_every_district_only_green_is_admitted() {
    the_row_holds("R3", [13, 1]).await;
    let border = |cell: &Cell| cell.kind == "city-entry";
    everywhere([13, 1], border, async |_, gate| {
        for direction in DIRECTIONS {
            let bare = gate.question(direction, &[]);
            let full = gate.with_everything(direction);
            for question in [&bare, &full, &with(&full, "/temperature_c", 37.3)] {
                for question in [question.clone(), by_document(question, STRANGER)] {
                    let answer = gate
                        .tells(&question, "refuse", &["code-required"], &[])
                        .await;
                    assert_eq!(answer["colour"], "none");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn r4_anywhere_else_a_person_without_a_code_is_referred_and_never_refused() {
    let inside = |cell: &Cell| cell.kind != "city-entry";
    everywhere([65, 5], inside, async |_, gate| {
        for direction in DIRECTIONS {
            let (outcome, reasons) = if gate.cell.looks_at(direction) {
                ("refer", &["no-code"][..])
            } else {
                ("admit", &[][..])
            };
            let bare = gate.question(direction, &[]);
            let full = gate.with_everything(direction);
            for question in [&bare, &full, &by_document(&full, STRANGER)] {
                let answer = gate.tells(question, outcome, reasons, &[]).await;
                assert_eq!(
                    (&answer["colour"], &answer["holder"]),
                    (&Value::from("none"), &Value::Null)
                );
            }
        }
    })
    .await;
}

/// Nothing shown, everything by a pass, and a fever besides.
async fn is_referred_everywhere(n: u32, reason: &str, colour: &str) {
    everywhere(
        ALL,
        |_| true,
        async |town, gate| {
            for direction in DIRECTIONS {
                let bare = gate.question(direction, &[]);
                let full = gate.with_everything(direction);
                let shown = with(&full, "/token", town.pass(n).await);
                for question in [by_document(&bare, n), shown] {
                    let answer = gate.tells(&question, "refer", &[reason], &[]).await;
                    assert_eq!(answer["colour"], colour, "{gate}");
                }
                let hot = with(&by_document(&full, n), "/temperature_c", 37.3);
                let both = [reason, "temperature-high"];
                gate.tells(&hot, "refer", &both, &[]).await;
            }
        },
    )
    .await;
}

#[tokio::test]
async fn r50_yellow_is_referred_at_every_cell_and_both_ways_whatever_is_shown() {
    is_referred_everywhere(YELLOW, "colour-yellow", "yellow").await;
}

#[tokio::test]
async fn r50_red_is_referred_at_every_cell_and_both_ways_whatever_is_shown() {
    is_referred_everywhere(RED, "colour-red", "red").await;
}

#[tokio::test]
async fn r58_at_every_cell_37_3_degrees_is_referred_and_37_2_is_not() {
    everywhere(
        ALL,
        |_| true,
        async |town, gate| {
            for direction in DIRECTIONS {
                let bare = by_document(&gate.question(direction, &[]), GREEN);
                let full = by_document(&gate.with_everything(direction), GREEN);
                for question in [&bare, &full] {
                    let hot = with(question, "/temperature_c", 37.3);
                    let answer = gate.tells(&hot, "refer", &["temperature-high"], &[]).await;
                    assert_eq!(answer["colour"], "green", "{gate}");
                }
                let warm = with(&bare, "/temperature_c", 37.2);
                let shown = ["identity-document", "temperature"];
                gate.tells_green(&warm, &gate.cell.missing(direction, &shown))
                    .await;
            }
            assert_eq!(town.colour(GREEN).await, "green");
        },
    )
    .await;
}

#[tokio::test]
async fn r51_anybody_reads_at_every_cell_who_asks_for_what_and_since_when() {
    for day in DAYS {
        let town = Town::on(day).await;
        let english = town.world.anonymous().reading("en");
        for gate in town.gates(Cell::all(day)).await {
            let (row, rule) = (gate.cell.row, &gate.rule);
            let text = |member: &str| rule[member].as_str().unwrap().to_owned();
            assert_eq!(text("version"), "2020-02-11");
            assert_eq!(text("effective_from"), row.from, "{gate}");
            assert!(text("authority").contains(row.authority), "{gate}");
            for words in row.says {
                assert!(text("text").contains(words), "{gate}: {words}");
            }
            assert_eq!(rule["requires"], serde_json::json!(row.asks), "{gate}");
            let ways = if row.entry_only { 1 } else { 2 };
            assert_eq!(rule["directions"], serde_json::json!(DIRECTIONS[..ways]));
            assert_eq!(rule["code_required"], row.name == "R3", "{gate}");
            let path = format!("/v1/places/{}/rule", gate.cell.place());
            let read = english.get(&path).await.is(200);
            for member in ["authority", "text"] {
                let words = read[member].as_str().unwrap();
                assert!(!words.is_empty() && words.is_ascii(), "{gate}: {words}");
            }
        }
    }
}

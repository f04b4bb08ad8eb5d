//! A town with a place for every cell of the table, staff at each, and people of every colour.

use std::fmt;

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::listing::{Cell, EVERYTHING};
use crate::passages::{expected, told};
use crate::support::{Actor, Citizen, World, application, resident_id, verification, with};

/// Who lives in the town; the number is that of the document.
pub const GREEN: u32 = 1;
pub const YELLOW: u32 = 2;
pub const RED: u32 = 3;
/// A green person who checks in every day.
const DILIGENT: u32 = 4;
/// A document whose owner never applied.
pub const STRANGER: u32 = 9;

pub const DIRECTIONS: [&str; 2] = ["entry", "exit"];

/// A world with its people.
pub struct Town {
    pub world: World,
    citizen: Citizen,
    people: Vec<String>,
}

impl Town {
    /// A town on the morning of `day`.
    pub async fn on(day: &str) -> Self {
        let world = World::at(&format!("{day}T09:00:00")).await;
        let citizen = world.citizen("one").await;
        let mut people = Vec::new();
        for (n, fact) in [
            (GREEN, None),
            (YELLOW, Some("/contact/quarantined_cohabitant")),
            (RED, Some("/contact/confirmed_case")),
            (DILIGENT, None),
        ] {
            let mut body = application(&resident_id(n));
            if let Some(fact) = fact {
                body = with(&body, fact, true);
            }
            people.push(citizen.applied(&body).await);
        }
        let town = Self {
            world,
            citizen,
            people,
        };
        town.citizen.checks_in(town.person(DILIGENT)).await;
        town
    }

    fn person(&self, n: u32) -> &str {
        &self.people[n as usize - 1]
    }

    /// A fresh pass of this person.
    pub async fn pass(&self, n: u32) -> String {
        self.citizen.pass(self.person(n)).await
    }

    pub async fn colour(&self, n: u32) -> String {
        self.citizen.colour(self.person(n)).await
    }

    /// Someone who has a code and has not checked in today does.
    pub async fn checks_in(&self, n: u32) {
        self.citizen.checks_in(self.person(n)).await;
    }

    /// Sets up a place of each of these cells, and reads its rule as anybody can.
    pub async fn gates(&self, cells: impl IntoIterator<Item = Cell>) -> Vec<Gate<'_>> {
        let reader = self.world.anonymous();
        let set_up = cells.into_iter().map(async |cell| {
            let place = cell.place();
            let staff = self.world.gate(&place, cell.kind, cell.district).await;
            let rule = reader.get(&format!("/v1/places/{place}/rule")).await;
            Gate {
                cell,
                town: self,
                staff: staff.0,
                rule: rule.is(200),
            }
        });
        join_all(set_up).await
    }
}

/// A place of the table, with its staff.
pub struct Gate<'a> {
    pub cell: Cell,
    town: &'a Town,
    staff: Actor,
    /// The rule as anybody reads it.
    pub rule: Value,
}

impl fmt::Display for Gate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.cell.row.name, self.cell.place())
    }
}

impl Gate<'_> {
    /// A question about somebody who goes this way, with these things shown.
    pub fn question(&self, direction: &str, shown: &[&str]) -> Value {
        let mut question = with(&verification(&self.cell.place()), "/direction", direction);
        let is_paper = |thing: &&&str| !["temperature", "check-in-today"].contains(thing);
        let papers: Vec<_> = shown.iter().filter(is_paper).collect();
        if !papers.is_empty() {
            question["presented"] = json!(papers);
        }
        if shown.contains(&"temperature") {
            question["temperature_c"] = json!(36.5);
        }
        question
    }

    /// The same with everything shown.
    pub fn with_everything(&self, direction: &str) -> Value {
        self.question(direction, &EVERYTHING)
    }

    /// Asks, and asserts what is told and that it is by the rule that anybody can read.
    pub async fn tells(
        &self,
        question: &Value,
        outcome: &str,
        reasons: &[&str],
        missing: &[&str],
    ) -> Value {
        let reply = self.staff.post("/v1/verifications", question).await;
        let answer = reply.is(200);
        assert_eq!(
            told(&answer),
            expected(outcome, reasons, missing),
            "{self}: {question}"
        );
        for member in ["version", "authority", "effective_from", "text"] {
            assert_eq!(answer["rule"][member], self.rule[member], "{self}");
        }
        answer
    }

    /// Asks about somebody who is green, who has shown what leaves this missing.
    pub async fn tells_green(&self, question: &Value, missing: &[&str]) {
        let outcome = if missing.is_empty() {
            "admit"
        } else {
            "undecided"
        };
        let answer = self.tells(question, outcome, &[], missing).await;
        assert_eq!(answer["colour"], "green", "{self}");
    }

    /// A green person goes both ways by one pass for each, and shows things until nothing is
    /// missing; another time by the document alone.
    pub async fn asks_green_for_what_the_row_says(&self) {
        for direction in DIRECTIONS {
            let plain = self.town.pass(GREEN).await;
            let diligent = self.town.pass(DILIGENT).await;
            for shown in self.cell.shown(direction) {
                let is_checked_in = shown.contains(&"check-in-today");
                let pass = if is_checked_in { &diligent } else { &plain };
                let question = with(&self.question(direction, &shown), "/token", pass.as_str());
                let missing = self.cell.missing(direction, &shown);
                self.tells_green(&question, &missing).await;
            }
            let question = self.question(direction, &[]);
            let question = with(&question, "/document", resident_id(GREEN));
            let missing = self.cell.missing(direction, &["identity-document"]);
            self.tells_green(&question, &missing).await;
        }
    }
}

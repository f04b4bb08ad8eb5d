//! What was measured in the cities, as tables, and what of it is not as promised.

use measure::program::Found;
use measure::table::Table;
use store::SHARDS;

use crate::killed::Killed;
use crate::worker::Night;

/// Read units to find one person who is due, at most.
const FIND_AT_MOST: f64 = 0.03;
/// An empty partition of the due index is asked all the same, for half a unit.
const FIND_AT_LEAST: f64 = SHARDS as f64 * 0.5;
/// Write units for a release, at most.
const RELEASE_AT_MOST: f64 = 8.0;
/// So much larger may the worker's memory be in the largest city than in the smallest, in MB: pages of
/// people, which a small city does not fill, and the 4,096 buckets.
const GROWTH_AT_MOST: f64 = 10.0;

/// What was measured in a city.
#[derive(Debug)]
pub struct Measured {
    /// In quarantine.
    pub people: u64,
    /// Of whom the index said that they are due.
    pub due: u64,
    /// Read units that this took.
    pub finding: f64,
    /// The night.
    pub night: Night,
    /// The same night, once more.
    pub again: Night,
    /// People in the root of the day.
    pub sealed: u64,
    /// The most memory of the process that serves the database.
    pub engine_peak: u64,
    /// The same night with kills, if that was asked.
    pub killed: Option<Killed>,
}

/// The tables, and what is wrong.
pub fn found(all: &[Measured]) -> Found {
    let mut complaints: Vec<_> = all.iter().flat_map(Measured::complaints).collect();
    if let [smallest, .., largest] = all {
        let growth = largest.peak() - smallest.peak();
        if growth > GROWTH_AT_MOST {
            complaints.push(format!("the worker's memory grows by {growth:.1} MB"));
        }
    }
    let mut printed = format!("{}\n{}\n{}", days(all), heads(all), memory(all));
    if all.iter().any(|one| one.killed.is_some()) {
        printed = format!("{printed}\n{}", kills(all));
    }
    Found {
        printed,
        complaints,
    }
}

fn days(all: &[Measured]) -> Table {
    let mut table = Table::new([
        "in quarantine",
        "due",
        "seconds",
        "released a second",
        "RRU to find one",
        "RRU",
        "RRU a person in quarantine",
        "WRU",
        "WRU a release",
        "WRU of a second run",
    ]);
    for one in all {
        let days = one.night.days;
        table.row([
            one.people.to_string(),
            one.due.to_string(),
            format!("{:.1}", days.seconds),
            format!("{:.0}", number(days.released) / days.seconds),
            format!("{:.4}", one.finding / number(one.due)),
            format!("{:.0}", days.rru),
            format!("{:.4}", days.rru / number(one.people)),
            format!("{:.0}", days.wru),
            format!("{:.2}", days.wru / number(days.released)),
            format!("{:.0}", one.again.days.wru + one.again.heads.wru),
        ]);
    }
    table
}

fn heads(all: &[Measured]) -> Table {
    let mut table = Table::new([
        "histories sealed",
        "seconds",
        "a second",
        "RRU",
        "RRU each",
        "WRU",
        "WRU each",
    ]);
    for one in all {
        let heads = one.night.heads;
        table.row([
            one.sealed.to_string(),
            format!("{:.1}", heads.seconds),
            format!("{:.0}", number(one.sealed) / heads.seconds),
            format!("{:.0}", heads.rru),
            format!("{:.4}", heads.rru / number(one.sealed)),
            format!("{:.0}", heads.wru),
            format!("{:.4}", heads.wru / number(one.sealed)),
        ]);
    }
    table
}

fn memory(all: &[Measured]) -> Table {
    let mut table = Table::new([
        "in quarantine",
        "worker before, MB",
        "after counting down",
        "after sealing",
        "the database's process",
    ]);
    for one in all {
        let Night {
            peak_before,
            days,
            heads,
        } = one.night;
        let peaks = [peak_before, days.peak, heads.peak, one.engine_peak];
        let peaks = peaks.map(|peak| format!("{:.1}", number(peak) / 1024.0));
        table.row([vec![one.people.to_string()], peaks.to_vec()].concat());
    }
    table
}

fn kills(all: &[Measured]) -> Table {
    let mut table = Table::new([
        "in quarantine",
        "workers killed",
        "items equal",
        "different",
    ]);
    for one in all {
        if let Some(killed) = &one.killed {
            table.row([
                one.people.to_string(),
                killed.kills.to_string(),
                killed.same.to_string(),
                killed
                    .different
                    .clone()
                    .unwrap_or_else(|| "none".to_owned()),
            ]);
        }
    }
    table
}

impl Measured {
    /// The worker's, in MB.
    fn peak(&self) -> f64 {
        number(self.night.heads.peak) / 1024.0
    }

    fn complaints(&self) -> Vec<String> {
        let (days, heads, again) = (self.night.days, self.night.heads, self.again);
        let different = self.killed.as_ref();
        let different = different.and_then(|killed| killed.different.as_ref());
        let wrongs = [
            (days.failed + heads.failed > 0, "something failed"),
            (self.due == 0, "nobody was due"),
            (
                days.released != self.due,
                "not all who were due were released",
            ),
            (
                days.examined != self.due,
                "others than those who were due were looked at",
            ),
            (self.sealed != self.people, "not all histories were sealed"),
            (
                self.finding > (FIND_AT_MOST * number(self.due)).max(FIND_AT_LEAST),
                "to find one person took more than 0.03 RRU",
            ),
            (
                days.wru > RELEASE_AT_MOST * number(days.released),
                "a release took more than 8 WRU",
            ),
            (
                again.days.wru + again.heads.wru > 0.0,
                "the second run wrote something",
            ),
            (
                different.is_some(),
                "a night with kills ended otherwise than one without",
            ),
            (
                self.killed.as_ref().is_some_and(|killed| killed.kills == 0),
                "no worker lived long enough to be killed",
            ),
        ];
        let wrongs = wrongs.iter().filter(|(is_wrong, _)| *is_wrong);
        wrongs
            .map(|(_, what)| format!("{} people: {what}", self.people))
            .collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and bytes")]
fn number(count: u64) -> f64 {
    count as f64
}

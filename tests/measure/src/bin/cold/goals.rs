//! What was promised of a start, and whether it is kept.

use std::time::Duration;

use measure::table::Table;

use crate::sample::Sample;

/// A function is ready after at most so many times what an empty one takes.
const READY: f64 = 1.5;
/// And has answered, with 7.2 % of a processor, after so much of what the SDK's defaults take.
const ANSWERED: f64 = 0.4;
/// Its first answer takes at most so many times a later one.
const FIRST: f64 = 1.5;
/// Megabytes of memory.
const MEMORY: f64 = 25.0;

/// A function's figures, next to those it is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// With a whole processor.
    pub whole: Sample,
    /// With 7.2 % of one, where that was measured.
    pub share: Option<Sample>,
}

impl Figures {
    /// Until the first answer, with 7.2 % of a processor.
    fn until_answered(&self) -> Option<Duration> {
        self.share.map(|share| share.init + share.first)
    }
}

/// Each goal with the function that is farthest from it; and a complaint for each that is missed.
pub fn judge(
    hello: &Figures,
    get_item: &Figures,
    ours: &[(String, Figures)],
) -> (Table, Vec<String>) {
    let mut table = Table::new(["goal", "at most", "worst", "of", ""]);
    let mut complaints = Vec::new();
    let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
    let mut goal = |name: &str, limit: f64, of: &dyn Fn(&Figures) -> Option<f64>| {
        let figures = ours
            .iter()
            .filter_map(|(name, figures)| Some((name, of(figures)?)));
        let Some((worst, figure)) = figures.max_by(|one, other| one.1.total_cmp(&other.1)) else {
            return;
        };
        let kept = if figure <= limit { "kept" } else { "missed" };
        table.row([
            name.to_owned(),
            limit.to_string(),
            format!("{figure:.2}"),
            worst.clone(),
            kept.to_owned(),
        ]);
        if figure > limit {
            complaints.push(format!("{name}: {figure:.2} of {worst}, {limit} at most"));
        }
    };
    goal("ready, times hello, a whole processor", READY, &|of| {
        Some(ratio(of.whole.init, hello.whole.init))
    });
    goal(
        "answered, times get-item, 7.2 % of a processor",
        ANSWERED,
        &|of| Some(ratio(of.until_answered()?, get_item.until_answered()?)),
    );
    goal(
        "first answer, times a later one, a whole processor",
        FIRST,
        &|of| Some(ratio(of.whole.first, of.whole.warm)),
    );
    goal("peak memory, MB", MEMORY, &|of| {
        Some(megabytes(of.whole.peak))
    });
    (table, complaints)
}

/// Millions of bytes.
#[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(init: u64, first: u64, warm: u64) -> Figures {
        let sample = |times| Sample {
            init: Duration::from_millis(init * times),
            first: Duration::from_millis(first * times),
            warm: Duration::from_millis(warm * times),
            peak: 20_000_000,
        };
        Figures {
            whole: sample(1),
            share: Some(sample(14)),
        }
    }

    #[test]
    fn the_worst_function_decides_each_goal() {
        let (hello, get_item) = (figures(10, 1, 1), figures(80, 20, 2));
        let good = ("code".to_owned(), figures(14, 3, 2));
        let (_, complaints) = judge(&hello, &get_item, std::slice::from_ref(&good));
        assert!(complaints.is_empty(), "{complaints:?}");
        let slow = ("verify".to_owned(), figures(16, 30, 2));
        let (table, complaints) = judge(&hello, &get_item, &[good, slow]);
        assert_eq!(complaints.len(), 3, "{complaints:?}");
        assert_eq!(table.to_string().matches("missed").count(), 3);
    }
}

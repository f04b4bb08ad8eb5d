//! What a message says: which part of the work is to be done, and of which night it is one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Part;

/// A part of the work, as a message of the queue has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The night in whose sums the part counts; none for what is done between the nights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub night: Option<Date>,
    /// The part.
    #[serde(flatten)]
    pub part: Part,
}

impl Task {
    /// A part of the night before this day.
    pub fn of_night(day: Date, part: Part) -> Self {
        let night = Some(day);
        Self { night, part }
    }

    /// A part that no night counts.
    pub fn between_nights(part: Part) -> Self {
        Self { night: None, part }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_has_one_spelling_in_a_message() {
        let day = jiff::civil::date(2020, 2, 12);
        let heads = Part::Heads {
            day,
            shard: Some(3),
        };
        for (task, message) in [
            (
                Task::of_night(day, Part::Due { shard: 3 }),
                r#"{"night":"2020-02-12","part":"due","shard":3}"#,
            ),
            (
                Task::of_night(day, heads),
                r#"{"night":"2020-02-12","part":"heads","day":"2020-02-12","shard":3}"#,
            ),
            (Task::between_nights(Part::Orders), r#"{"part":"orders"}"#),
        ] {
            assert_eq!(serde_json::to_string(&task).unwrap(), message);
            assert_eq!(serde_json::from_str::<Task>(message).unwrap(), task);
        }
        let unknown = r#"{"part":"due","shard":3,"nihgt":"2020-02-12"}"#;
        assert!(serde_json::from_str::<Task>(unknown).is_err());
    }
}

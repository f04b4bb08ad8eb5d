//! One life of a function: how long it takes to be ready, to answer first, and to answer again.

use std::time::{Duration, Instant};

use measure::caller::Failed;

use crate::runtime::Runtime;
use crate::sandbox::{Cage, Processor, peak_memory, start};
use crate::subject::{Subject, is_done};

/// Which processor a function gets before it is ready, and from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// In words, as a heading.
    pub name: &'static str,
    before: Processor,
    after: Processor,
    warm: usize,
}

/// A whole processor throughout.
pub const WHOLE: Lane = Lane {
    name: "a whole processor",
    before: Processor::Whole,
    after: Processor::Whole,
    warm: 30,
};
/// The share of 128 MB throughout.
pub const SHARE: Lane = Lane {
    name: "7.2 % of a processor",
    before: Processor::Share,
    after: Processor::Share,
    warm: 5,
};
/// As Lambda does it for 128 MB: a whole processor until the function is ready, then its share.
pub const LAMBDA: Lane = Lane {
    name: "a whole processor until ready, then 7.2 %",
    before: Processor::Whole,
    after: Processor::Share,
    warm: 5,
};

/// What one life showed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sample {
    /// From the start of the process until it asks for an event.
    pub init: Duration,
    /// From the event to the answer, the first time.
    pub first: Duration,
    /// The same later, the median.
    pub warm: Duration,
    /// The most memory that it had, bytes.
    pub peak: u64,
}

impl Sample {
    /// Lives one life in this lane.
    pub async fn take(subject: &Subject, lane: Lane, cage: Option<&Cage>) -> Result<Self, Failed> {
        let named = |error| Failed::Unreadable(format!("{}: {error}", subject.name));
        Self::life(subject, lane, cage).await.map_err(named)
    }

    async fn life(subject: &Subject, lane: Lane, cage: Option<&Cage>) -> Result<Self, Failed> {
        let mut runtime = Runtime::open().await?;
        let address = runtime.address.to_string();
        let from_the_start = cage.filter(|_| lane.before == Processor::Share);
        let begun = Instant::now();
        let child = start(
            &subject.binary,
            &subject.environment,
            &address,
            from_the_start,
        )?;
        let ready = runtime.asked().await?;
        if let (Some(cage), Processor::Whole, Processor::Share) = (cage, lane.before, lane.after) {
            cage.close(&child)?;
        }
        let first = answered(&mut runtime, subject).await?;
        let mut warm = Vec::with_capacity(lane.warm);
        for _ in 0..lane.warm {
            warm.push(answered(&mut runtime, subject).await?);
        }
        Ok(Self {
            init: ready.duration_since(begun),
            first,
            warm: median(warm),
            peak: peak_memory(&child)?,
        })
    }
}

/// Sends the subject's event, and waits until it is answered and the next is asked for.
async fn answered(runtime: &mut Runtime, subject: &Subject) -> Result<Duration, Failed> {
    let (took, answer) = runtime.invoke(&subject.event).await?;
    if !is_done(&answer) {
        return Err(Failed::Unreadable(format!("answers {answer}")));
    }
    runtime.asked().await?;
    Ok(took)
}

/// The one in the middle.
pub fn median<T: Ord + Default + Copy>(mut all: Vec<T>) -> T {
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Medians of samples, each figure by itself.
pub fn typical(samples: &[Sample]) -> Sample {
    let of = |figure: fn(&Sample) -> Duration| median(samples.iter().map(figure).collect());
    Sample {
        init: of(|sample| sample.init),
        first: of(|sample| sample.first),
        warm: of(|sample| sample.warm),
        peak: median(samples.iter().map(|sample| sample.peak).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typical_life_is_put_together_of_medians() {
        let life = |init, first| Sample {
            init: Duration::from_millis(init),
            first: Duration::from_millis(first),
            ..Sample::default()
        };
        let typical = typical(&[life(1, 9), life(2, 8), life(90, 1)]);
        assert_eq!(typical.init.as_millis(), 2);
        assert_eq!(typical.first.as_millis(), 8);
    }
}

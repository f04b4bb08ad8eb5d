//! Where the two engines differ from each other or from AWS's documentation. `docs/engines.md` shows
//! this list, and the probes hold it to be true.

/// One difference.
#[derive(Debug, Clone, Copy)]
pub struct Deviation {
    /// Name of the probe that shows it.
    pub probe: &'static str,
    /// What the embedded engine does.
    pub embedded: &'static str,
    /// What DynamoDB Local does.
    pub second: &'static str,
    /// Why it does not matter here.
    pub harmless: &'static str,
}

/// All that are known.
pub const DEVIATIONS: &[Deviation] = &[
    Deviation {
        probe: "the_same_key_in_two_parts_is_refused",
        embedded: "ValidationException",
        second: "cancelled: None, ConditionalCheckFailed",
        harmless: "No transaction of ours has a key twice; the embedded engine would refuse it in every journey, \
                   as AWS does.",
    },
    Deviation {
        probe: "of_twenty_deletions_at_once_one_did_it",
        embedded: "never more than one did it",
        second: "sometimes more than one did it",
        harmless: "The erasure counts by it what it erased, and by nothing else; AWS does one write of an item \
                   after the other. The journey that compares the count is skipped there.",
    },
    Deviation {
        probe: "time_to_live_is_switched_on_once",
        embedded: "done, then done",
        second: "done, then ValidationException",
        harmless: "Deployed, the template switches it on; the local bundle looks first whether it is.",
    },
];

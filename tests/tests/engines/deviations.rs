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
pub const DEVIATIONS: &[Deviation] = &[];

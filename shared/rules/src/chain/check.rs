//! Checking a chain from what is shown of it: whatever was changed, left out, added or moved is
//! found, and the first entry named that no longer fits (R84).
//!
//! A whole chain that was made anew holds by itself. That it is the one of yesterday is proved by
//! yesterday's root (`heads`).

use thiserror::Error;

use super::{Entry, Head};

/// The first entry of a chain that does not hold, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("entry {at}: {why}")]
pub struct Broken {
    /// Its place, from 1; the last one's where the chain does not end at its head.
    pub at: u64,
    /// Why.
    pub why: Break,
}

/// Why a chain does not hold at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Break {
    /// Its number is another: one was left out, added or moved.
    #[error("its number is not its place")]
    Number,
    /// It names another entry before it.
    #[error("it does not follow the entry before it")]
    Before,
    /// It begins with another colour than the one before it left.
    #[error("it begins with another colour than the entry before it left")]
    Colour,
    /// Its content is not what was hashed.
    #[error("its content does not give its hash")]
    Hash,
    /// It is the last one shown, and not the head.
    #[error("the chain does not end at its head")]
    End,
}

/// Checks that `entries`, oldest first, are a whole chain that ends at `head`, the hash of the last.
///
/// # Errors
/// [`Broken`] with the first entry that does not fit.
pub fn check(entries: &[Entry], head: &str) -> Result<(), Broken> {
    let mut end = Head::default();
    for entry in entries {
        let at = end.seq + 1;
        let broken = |why| Err(Broken { at, why });
        if entry.seq != at {
            return broken(Break::Number);
        }
        if entry.prev_hash != end.hash {
            return broken(Break::Before);
        }
        if entry.hash != entry.computed_hash() {
            return broken(Break::Hash);
        }
        if entry.colour_before != end.colour {
            return broken(Break::Colour);
        }
        end = Head {
            seq: at,
            hash: entry.hash.clone(),
            colour: Some(entry.colour_after),
        };
    }
    if end.hash == head {
        Ok(())
    } else {
        Err(Broken {
            at: end.seq,
            why: Break::End,
        })
    }
}

#[cfg(test)]
mod tests;

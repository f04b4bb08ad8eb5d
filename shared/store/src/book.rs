//! The policies in force, as every reader of a process sees them: read twice a minute, so that
//! a new version is noticed within one, without a deployment (R61).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rules::policy::{Policy, PolicyBook, Published};

use crate::classify::unreadable;
use crate::policies::{ApprovedItem, ListItem, PolicyItem};
use crate::{Store, StoreError, keys, meter};

/// How long a book is believed before the list is read again: half of the minute within which a
/// new version is promised to be noticed.
const BELIEVED: Duration = Duration::from_secs(30);
/// The book of a process, and when the list was read.
#[derive(Debug)]
pub(crate) struct KeptBook {
    /// How long it is believed.
    pub(crate) believed: Duration,
    kept: Mutex<Option<(Arc<PolicyBook>, Instant)>>,
    /// Approved versions that were read; they never change.
    known: Mutex<HashMap<String, Published>>,
    /// Held by whoever reads the list, so that the others go on with the book they have.
    reading: tokio::sync::Mutex<()>,
}

impl Default for KeptBook {
    fn default() -> Self {
        Self {
            believed: BELIEVED,
            kept: Mutex::default(),
            known: Mutex::default(),
            reading: tokio::sync::Mutex::default(),
        }
    }
}

impl KeptBook {
    /// The book that was read last, and whether it is still believed.
    fn last(&self) -> Option<(Arc<PolicyBook>, bool)> {
        let kept = self.kept.lock().ok()?;
        let (book, read_at) = kept.as_ref()?;
        Some((Arc::clone(book), read_at.elapsed() < self.believed))
    }

    fn keep(&self, book: &Arc<PolicyBook>, read_at: Instant) {
        if let Ok(mut kept) = self.kept.lock() {
            *kept = Some((Arc::clone(book), read_at));
        }
    }
}

impl Store {
    /// The same store, whose book is believed for another time than half a minute.
    #[must_use]
    pub fn believing_its_book_for(mut self, believed: Duration) -> Self {
        self.book = Arc::new(KeptBook {
            believed,
            ..KeptBook::default()
        });
        self
    }

    /// The policies in force and to come, as they were at most half a minute ago. The units of
    /// that reading are the process's and not any request's.
    ///
    /// # Errors
    /// When the list was never read and cannot be read now. Later failures leave the book that
    /// is there: an old policy is better than none, and the next request tries again.
    pub async fn book(&self) -> Result<Arc<PolicyBook>, StoreError> {
        match self.book.last() {
            Some((book, true)) => Ok(book),
            Some((book, false)) => match self.book.reading.try_lock() {
                Ok(_reading) => Ok(self.read_book().await.unwrap_or(book)),
                Err(_) => Ok(book),
            },
            None => {
                let _reading = self.book.reading.lock().await;
                match self.book.last() {
                    Some((book, _)) => Ok(book),
                    None => self.read_book().await,
                }
            }
        }
    }

    pub(crate) fn forget_book(&self) {
        if let Ok(mut kept) = self.book.kept.lock() {
            *kept = None;
        }
    }

    async fn read_book(&self) -> Result<Arc<PolicyBook>, StoreError> {
        let (book, _) = meter::metered(Box::pin(self.assemble_book())).await;
        let book = Arc::new(book?);
        self.book.keep(&book, Instant::now());
        Ok(book)
    }

    async fn assemble_book(&self) -> Result<PolicyBook, StoreError> {
        let list: Option<ListItem> = self.one(keys::POLICIES, "list of policies").await?;
        let mut published = Vec::new();
        for (number, approved) in (1..).zip(list.unwrap_or_default().approved) {
            published.push(self.published(approved, number).await?);
        }
        PolicyBook::with(published).map_err(|error| StoreError::Broken(error.to_string()))
    }

    async fn published(&self, one: ApprovedItem, number: u32) -> Result<Published, StoreError> {
        let known = self.book.known.lock().ok();
        if let Some(known) = known.and_then(|known| known.get(&one.version).cloned()) {
            return Ok(known);
        }
        let item: Option<PolicyItem> = self.one(&keys::policy(&one.version), "policy").await?;
        let policy = item.and_then(|item| Policy::load(&item.document).ok());
        let published = Published {
            policy: policy.ok_or_else(|| unreadable("policy"))?,
            approved_at: one.at,
            number,
        };
        if let Ok(mut known) = self.book.known.lock() {
            known.insert(one.version, published.clone());
        }
        Ok(published)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The longest that a request goes on with the book it began with: API Gateway waits no longer
    /// for a function, and `evidence` has this long for a batch.
    const LONGEST_REQUEST: Duration = Duration::from_secs(30);

    #[test]
    fn r61_by_default_a_process_notices_a_new_version_within_a_minute() {
        let kept = KeptBook::default();
        assert!(kept.last().is_none());
        let book = Arc::new(PolicyBook::with(Vec::new()).unwrap());
        let now = Instant::now();
        kept.keep(&book, now);
        assert!(kept.last().unwrap().1, "not read again with every request");
        let latest = Duration::from_mins(1).checked_sub(LONGEST_REQUEST);
        kept.keep(&book, now.checked_sub(latest.unwrap()).unwrap());
        assert!(!kept.last().unwrap().1, "read again by the next request");
    }
}

//! How much a bundle logs, counted where its lines leave it.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use edge::log::Log;
use tracing::Level;

/// A log of which only the length is kept. Clones count together.
#[derive(Debug, Clone, Default)]
pub struct Logged(Arc<AtomicUsize>);

impl Logged {
    /// The log that a bundle is to write: as much as a deployment does.
    pub fn log(&self) -> Log {
        Log::to(self.clone(), Level::INFO)
    }

    /// Bytes until now, with the ends of lines. The event of a request is written before its answer is sent.
    pub fn bytes(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len(), Ordering::Release);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

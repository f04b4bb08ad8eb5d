//! The writer behind a log: whole lines, whoever writes them.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// Shared by the events and the lines of a log. Each write is one line, and reaches the writer in one piece,
/// so that two requests never share a line.
#[derive(Clone)]
pub struct Output(Arc<Mutex<dyn Write + Send>>);

impl Output {
    /// Writes to `writer`.
    pub fn to(writer: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(writer)))
    }

    /// Writes a line that has its end. Where it cannot be written nobody can be told.
    pub fn write_line(&self, line: &[u8]) {
        if let Ok(mut writer) = self.0.lock() {
            let _ = writer.write_all(line).and_then(|()| writer.flush());
        }
    }
}

impl Write for Output {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.write_line(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! How a measuring program ends: what it found on standard output, what is wrong on standard error, and
//! an exit code that tells the two apart.

use std::fmt::Display;
use std::process::ExitCode;

/// What a program found.
#[derive(Debug, Default)]
pub struct Found {
    /// What it prints.
    pub printed: String,
    /// What is not as it should be.
    pub complaints: Vec<String>,
}

/// Prints what was found: 0 if all is as it should be, 1 if not, 2 if there was nothing to find.
#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program's output"
)]
pub fn end(found: Result<Found, impl Display>) -> ExitCode {
    match found {
        Ok(found) => {
            print!("{}", found.printed);
            for complaint in &found.complaints {
                eprintln!("{complaint}");
            }
            ExitCode::from(u8::from(!found.complaints.is_empty()))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

//! Builds the pages where they are not of today's sources: beside a bundle that serves already, at low
//! priority, by one process of the machine at a time, and put into place whole or not at all.
//!
//! A bundle needs no Node to start, so that nothing here may stop one from starting
//! (docs/decisions/pages.md).

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::{Notice, Pages, stamp};

/// What is served, in the folder of the sources.
pub const MADE: &str = "dist";
/// Beside it: what is being made, what it took the place of, who makes it, and what that said.
const NEW: &str = "dist.new";
const OLD: &str = "dist.old";
const LOCK: &str = "dist.lock";
const LOG: &str = "dist.log";
/// Of which sources the pages are; no page itself.
const STAMP: &str = "stamp";

/// The oldest Node that the build's tools run on.
const OLDEST_NODE: (u32, u32) = (20, 19);
/// Letters of a build's last words that are told.
const LAST_WORDS: i64 = 1500;

/// How to get what is missing.
pub const HOW_TO_GET_NODE: &str = "The pages need Node.js 20.19 or later, once, to be built: \
    https://nodejs.org/download, or your system's package `nodejs` and `npm`. Then start again.";

/// Why there are no pages of today's sources.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// There is no Node, or an old one.
    #[error("{found}. {HOW_TO_GET_NODE}")]
    Node {
        /// What was found.
        found: String,
    },
    /// One of npm's steps failed.
    #[error("`{step}` failed, as {LOG} in the folder of the pages tells:\n{last_words}")]
    Step {
        /// The command.
        step: String,
        /// The end of what it said.
        last_words: String,
    },
    /// The sources are not there, or the disk is full.
    #[error("the folder of the pages: {0}")]
    Files(#[from] io::Error),
}

/// Whether the pages in `web` are of its sources as they are now.
pub fn is_current(web: &Path) -> bool {
    let made = fs::read_to_string(web.join(MADE).join(STAMP));
    matches!((made, stamp::of(web)), (Ok(made), Ok(now)) if made == now)
}

/// Builds the pages in `web` unless they are current. Waits while another process does.
///
/// # Errors
/// [`BuildError`]; then what was there before still is.
pub fn make(web: &Path) -> Result<(), BuildError> {
    if is_current(web) {
        return Ok(());
    }
    let mut steps = Steps::begin(web)?;
    // Before it is built, so that what is changed meanwhile is built next time.
    let stamp = stamp::of(web)?;
    if is_current(web) {
        return Ok(());
    }
    steps.install()?;
    let (new, made, old) = (web.join(NEW), web.join(MADE), web.join(OLD));
    for left in [&new, &old] {
        gone(fs::remove_dir_all(left))?;
    }
    steps.npm(&["run", "build", "--", "--outDir", NEW, "--emptyOutDir"])?;
    fs::write(new.join(STAMP), stamp)?;
    gone(fs::rename(&made, &old))?;
    fs::rename(&new, &made)?;
    gone(fs::remove_dir_all(&old))?;
    Ok(())
}

/// Installs what the pages' tools are made of, unless it is there, as [`make`] does before it builds.
///
/// # Errors
/// [`BuildError`].
pub fn install(web: &Path) -> Result<(), BuildError> {
    Steps::begin(web)?.install()
}

/// Does the same as [`make`] beside whatever this process does, and says how it goes, to whoever looks at the pages
/// and by `tell`. Pages from elsewhere are left alone.
pub fn in_background(pages: &Pages, base: &str, tell: impl Fn(&str) + Send + 'static) {
    let Some(web) = pages.sources().map(Path::to_owned) else {
        return;
    };
    let pages = pages.clone();
    let built = format!("The pages are built: {base}/\n");
    // A thread that the end of the process does not wait for.
    std::thread::spawn(move || {
        if is_current(&web) {
            return;
        }
        let made = found_node().and_then(|_| {
            pages.say(Notice::Building);
            tell("The pages are being built; they are there when `/` shows them.\n");
            make(&web)
        });
        match made {
            Ok(()) => {
                pages.say(Notice::None);
                tell(&built);
            }
            Err(error) => {
                tell(&format!("No new pages: {error}\n"));
                pages.say(Notice::Failed(error.to_string()));
            }
        }
    });
}

/// The version of a Node that is new enough.
fn found_node() -> Result<String, BuildError> {
    let missing = |found: String| BuildError::Node { found };
    let Ok(answer) = Command::new("node").arg("--version").output() else {
        return Err(missing("There is no Node.js".into()));
    };
    let version = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
    match parsed(&version) {
        Some(found) if found >= OLDEST_NODE => Ok(version),
        _ => Err(missing(format!("There is Node.js {version:?}"))),
    }
}

/// Major and minor number of `v20.19.1`.
fn parsed(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Whether what npm has installed is of the lock file of today; npm writes its own list last.
fn has_packages(web: &Path) -> bool {
    let time = |file: &str| fs::metadata(web.join(file)).and_then(|file| file.modified());
    let installed = time("node_modules/.package-lock.json");
    matches!((installed, time("package-lock.json")), (Ok(installed), Ok(wanted)) if installed >= wanted)
}

/// Fine if there was nothing.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// What the steps of a build share.
struct Steps<'a> {
    web: &'a Path,
    lock: File,
    log: File,
}

impl<'a> Steps<'a> {
    /// Waits until no other process makes these pages.
    fn begin(web: &'a Path) -> Result<Self, BuildError> {
        let node = found_node()?;
        let lock = File::create(web.join(LOCK))?;
        lock.lock()?;
        let log = OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .read(true)
            .open(web.join(LOG))?;
        let mut steps = Self { web, lock, log };
        writeln!(steps.log, "Node {node}")?;
        Ok(steps)
    }

    fn install(&mut self) -> Result<(), BuildError> {
        if has_packages(self.web) {
            return Ok(());
        }
        self.npm(&["ci", "--no-audit", "--no-fund"])
    }

    fn npm(&mut self, arguments: &[&str]) -> Result<(), BuildError> {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        // Who is served already goes first.
        let mut nice = Command::new("nice");
        nice.args(["-n", "19", npm]).args(arguments);
        let ended = match self.run(&mut nice) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.run(Command::new(npm).args(arguments))?
            }
            ended => ended?,
        };
        if ended.success() {
            return Ok(());
        }
        Err(BuildError::Step {
            step: format!("npm {}", arguments.join(" ")),
            last_words: self.last_words()?,
        })
    }

    /// The lock is the step's input, so that it is held until the last of its processes has ended, even
    /// if this one is killed.
    fn run(&self, command: &mut Command) -> io::Result<ExitStatus> {
        command
            .current_dir(self.web)
            .stdin(Stdio::from(self.lock.try_clone()?))
            .stdout(Stdio::from(self.log.try_clone()?))
            .stderr(Stdio::from(self.log.try_clone()?))
            .status()
    }

    fn last_words(&mut self) -> io::Result<String> {
        let length = self.log.metadata()?.len();
        let back = LAST_WORDS.min(i64::try_from(length).unwrap_or(LAST_WORDS));
        self.log.seek(SeekFrom::End(-back))?;
        let mut words = Vec::new();
        self.log.read_to_end(&mut words)?;
        Ok(String::from_utf8_lossy(&words).trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_node_is_read_and_compared_by_number() {
        assert_eq!(parsed("v20.19.1"), Some((20, 19)));
        assert!(parsed("v20.9.0") < Some(OLDEST_NODE));
        assert!(parsed("v24.0.0") > Some(OLDEST_NODE));
        for none in ["", "20.19.1", "v20", "vx.y.z"] {
            assert_eq!(parsed(none), None, "{none}");
        }
    }

    #[test]
    fn pages_without_sources_or_a_stamp_are_not_current() {
        let web = std::env::temp_dir().join(format!("health-code-build-{}", std::process::id()));
        assert!(!is_current(&web));
        fs::create_dir_all(web.join(MADE)).unwrap();
        assert!(!is_current(&web));
        fs::remove_dir_all(web).unwrap();
    }
}

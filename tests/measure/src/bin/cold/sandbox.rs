//! One process of a function, with the environment that Lambda gives it and the share of a processor
//! that it pays for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use measure::caller::Failed;
use tokio::process::{Child, Command};

/// What a function with 128 MB gets of a processor: 128 of the 1,769 MB that make a whole one.
pub const SHARE: f64 = 128.0 / 1769.0;
/// Microseconds over which the share is counted; short, as Lambda's is, so that it is spread evenly.
const PERIOD_MICROS: u32 = 20_000;
/// What AWS puts into every environment.
const GIVEN: [(&str, &str); 7] = [
    ("AWS_LAMBDA_FUNCTION_NAME", "measured"),
    ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
    ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
    ("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
    ("AWS_SESSION_TOKEN", "local"),
    ("PATH", "/usr/local/bin:/usr/bin:/bin"),
    ("LANG", "en_US.UTF-8"),
];

/// How much of a processor a process gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Processor {
    /// A whole one.
    Whole,
    /// [`SHARE`] of one.
    Share,
}

/// Where processes are held to their share; removed when this value goes.
#[derive(Debug)]
pub struct Cage {
    folder: PathBuf,
}

impl Drop for Cage {
    fn drop(&mut self) {
        // Not empty while a process still ends; then it stays behind, and the next run takes it over.
        let _ = fs::remove_dir(&self.folder);
    }
}

impl Cage {
    /// A control group of either version.
    ///
    /// # Errors
    /// Where this user may not make one.
    pub fn open() -> Result<Self, Failed> {
        let quota = (f64::from(PERIOD_MICROS) * SHARE).round();
        let name = "health-code-cold";
        let old = Path::new("/sys/fs/cgroup/cpu");
        let is_old = old.join("cpu.cfs_quota_us").exists();
        let folder = if is_old {
            old
        } else {
            Path::new("/sys/fs/cgroup")
        }
        .join(name);
        if !folder.exists() {
            write_failed(&folder, fs::create_dir(&folder))?;
        }
        let values = if is_old {
            vec![
                ("cpu.cfs_period_us", PERIOD_MICROS.to_string()),
                ("cpu.cfs_quota_us", quota.to_string()),
            ]
        } else {
            vec![("cpu.max", format!("{quota} {PERIOD_MICROS}"))]
        };
        for (file, value) in values {
            let path = folder.join(file);
            write_failed(&path, fs::write(&path, value))?;
        }
        Ok(Self { folder })
    }

    fn processes(&self) -> PathBuf {
        self.folder.join("cgroup.procs")
    }

    /// Holds a running process to the share from now on.
    pub fn close(&self, child: &Child) -> Result<(), Failed> {
        let id = child.id().unwrap_or_default().to_string();
        write_failed(&self.processes(), fs::write(self.processes(), id))
    }

    /// A command whose process joins the cage before it becomes the function. What the shell does for
    /// that costs the same for every function.
    fn command(&self, binary: &Path) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "echo $$ >\"$0\" && exec \"$1\""]);
        command.args([self.processes().as_path(), binary]);
        command
    }
}

fn write_failed<T>(path: &Path, done: std::io::Result<T>) -> Result<T, Failed> {
    done.map_err(|error| Failed::File(path.display().to_string(), error))
}

/// What a function finds when it starts.
#[derive(Debug, Clone)]
pub struct Environment(pub Vec<(String, String)>);

impl Environment {
    /// The settings of `docs/lambda.env`, which the template gives on AWS, and these.
    pub fn with<'a>(others: impl IntoIterator<Item = (&'a str, String)>) -> Result<Self, Failed> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/lambda.env");
        let text = write_failed(Path::new(path), fs::read_to_string(path))?;
        let settings = text.lines().filter(|line| !line.starts_with('#'));
        let settings = settings.filter_map(|line| line.split_once('='));
        let given = GIVEN.into_iter().chain(settings);
        let mut all: Vec<_> = given
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        all.extend(
            others
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value)),
        );
        Ok(Self(all))
    }
}

/// Starts a function; it ends when the child is dropped.
pub fn start(
    binary: &Path,
    environment: &Environment,
    runtime: &str,
    cage: Option<&Cage>,
) -> Result<Child, Failed> {
    let mut command = match cage {
        Some(cage) => cage.command(binary),
        None => Command::new(binary),
    };
    command
        .env_clear()
        .envs(environment.0.iter().map(|(name, value)| (name, value)))
        .env("AWS_LAMBDA_RUNTIME_API", runtime)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    write_failed(binary, command.spawn())
}

/// The most memory that a running process has had, in bytes.
pub fn peak_memory(child: &Child) -> Result<u64, Failed> {
    let path = format!("/proc/{}/status", child.id().unwrap_or_default());
    let status = write_failed(Path::new(&path), fs::read_to_string(&path))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    let kilobytes = kilobytes.ok_or_else(|| Failed::Lacks("VmHWM".to_owned()))?;
    Ok(kilobytes * 1024)
}

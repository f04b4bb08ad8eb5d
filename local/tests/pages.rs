//! The pages' own checks are part of ours: their lints, their units, and all that their tests do with a
//! bundle in a real browser.
//!
//! Whoever has no Node can test everything else; then it is said, loudly, that this was not. Where
//! `REQUIRE_PAGES` or `CI` is set, it is a failure.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on ends here"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex};

use local::pages::{Pages, Source, build};

/// One after the other: they share the processors, and would share what they write.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The pages, built as a bundle builds them, once; or why not.
static BUILT: LazyLock<Result<(), build::BuildError>> = LazyLock::new(|| {
    let web = web();
    build::make(&web)?;
    build::install(&web)
});

/// Names under which browsers are installed.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

#[test]
fn the_pages_keep_the_rules_of_their_language() {
    check("npm", &["run", "lint"]);
}

#[test]
fn the_pages_units_do_what_they_say() {
    check("npm", &["run", "unit"]);
}

#[test]
fn in_a_browser_the_pages_do_what_their_tests_say() {
    // What failed leaves pictures where no run by hand clears them away.
    let left = concat!(env!("CARGO_TARGET_TMPDIR"), "/pages");
    check("npx", &["playwright", "test", "--output", left]);
}

/// Runs a check of the pages, with all it needs; fails with what it said if it fails.
fn check(program: &str, arguments: &[&str]) {
    let _turn = ONE_AT_A_TIME.lock();
    let step = format!("{program} {}", arguments.join(" "));
    match &*BUILT {
        Ok(()) => {}
        Err(error @ build::BuildError::Node { .. }) => return not_run(&step, &error.to_string()),
        Err(error) => panic!("{error}"),
    }
    let mut command = tool(program, arguments);
    command.env("LOCAL", env!("CARGO_BIN_EXE_local"));
    if arguments.contains(&"playwright") {
        match browser() {
            Ok(Some(browser)) => drop(command.env("CHROMIUM", browser)),
            Ok(None) => {}
            Err(reason) => return not_run(&step, &reason),
        }
    }
    let ended = command.output().unwrap();
    let said = String::from_utf8_lossy(&ended.stdout);
    let errors = String::from_utf8_lossy(&ended.stderr);
    if arguments.contains(&"playwright") {
        // On a line of its own, whatever the runner has begun to write.
        tell(&format!("\npages, in a browser: {}\n", sum(&said)));
    }
    assert!(ended.status.success(), "{step}:\n{said}\n{errors}");
}

/// The counts at the end of what the browser's tests say: so many failed, so many passed.
fn sum(said: &str) -> String {
    let counts = [
        "failed",
        "flaky",
        "interrupted",
        "did not run",
        "skipped",
        "passed",
    ];
    let is_count = |line: &&str| {
        let count = line
            .split_once(' ')
            .filter(|(number, _)| number.parse::<u32>().is_ok());
        count.is_some_and(|(_, of)| counts.iter().any(|word| of.starts_with(word)))
    };
    let counted: Vec<_> = said.lines().map(str::trim).filter(is_count).collect();
    counted.join(", ")
}

/// Says what was not run; fails where it had to be.
fn not_run(step: &str, reason: &str) {
    tell(&format!(
        "\n*** NOT RUN: `{step}` of the pages. {reason}\n\n"
    ));
    let is_required = ["CI", "REQUIRE_PAGES"].map(variable).iter().any(|set| {
        set.as_deref()
            .is_some_and(|set| !set.is_empty() && set != "0")
    });
    assert!(!is_required, "{step}: {reason}");
}

/// A browser's path; none if the tests' own library has one of its own; or why there is neither.
fn browser() -> Result<Option<PathBuf>, String> {
    if let Some(given) = variable("CHROMIUM") {
        return Ok(Some(given.into()));
    }
    if let Some(found) = installed() {
        return Ok(Some(found));
    }
    if output("id", &["-u"]).as_deref() == Some("0") && output("apt-get", &["--version"]).is_some()
    {
        output("apt-get", &["-qq", "update"]);
        output("apt-get", &["-qq", "-y", "install", "chromium"]);
        if let Some(found) = installed() {
            return Ok(Some(found));
        }
    }
    let with_libraries: &[&str] = &["playwright", "install", "--with-deps", "chromium"];
    for arguments in [with_libraries, &["playwright", "install", "chromium"]] {
        if tool("npx", arguments)
            .output()
            .is_ok_and(|ended| ended.status.success())
        {
            return Ok(None);
        }
    }
    Err("There is no Chromium, and none could be installed. Name one in CHROMIUM.".to_owned())
}

fn installed() -> Option<PathBuf> {
    BROWSERS.iter().find_map(|name| {
        let path = output("sh", &["-c", &format!("command -v {name}")])?;
        // Some systems have one in name only, which says where a real one would be.
        output(&path, &["--version"])?;
        Some(path.into())
    })
}

/// What a program says, if it is there and succeeds.
fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let ended = Command::new(program).args(arguments).output().ok()?;
    let said = String::from_utf8_lossy(&ended.stdout).trim().to_owned();
    ended.status.success().then_some(said)
}

fn tool(program: &str, arguments: &[&str]) -> Command {
    let program = if cfg!(windows) {
        format!("{program}.cmd")
    } else {
        program.to_owned()
    };
    let mut command = Command::new(program);
    command.args(arguments).current_dir(web());
    command
}

fn web() -> PathBuf {
    let own = Pages::of(&Source::Own);
    own.unwrap().sources().map(Path::to_owned).unwrap()
}

#[expect(
    clippy::disallowed_methods,
    reason = "what a test is told by whoever runs it; no function reads this"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Also where the test's own words are kept for a failure.
fn tell(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

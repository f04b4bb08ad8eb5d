//! What pages were built from, in one line: two builds with the same stamp are of the same sources.
//!
//! Contents count and times do not: a branch that was left and come back to builds nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use aws_lc_rs::digest::{Context, SHA256};
use data_encoding::HEXLOWER;

/// Folders that are built from, with all that is in them.
const FOLDERS: [&str; 2] = ["src", "public"];
/// Made by the build itself, from what is counted.
const MADE: [&str; 2] = ["src/api/schema.d.ts", "src/components.d.ts"];
/// Begins of names of files beside the folders that only checks read.
const OF_CHECKS: [&str; 5] = [".", "dist.", "eslint.", "playwright.", "budget."];

/// The stamp of the sources in `web`, and of the description of the API beside it.
///
/// # Errors
/// If something cannot be read.
pub fn of(web: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(web)? {
        let path = entry?.path();
        if path.is_file() && !has_name(&path, |name| begins_with(name, &OF_CHECKS)) {
            files.push(path);
        }
    }
    for folder in FOLDERS {
        collect(&web.join(folder), &mut files)?;
    }
    let is_made = |path: &PathBuf| MADE.iter().any(|made| *path == web.join(made));
    files.retain(|path| !is_made(path) && !has_name(path, |name| name.ends_with(".test.ts")));
    files.sort();
    files.push(web.join("../docs/openapi.json"));

    let mut all = Context::new(&SHA256);
    for file in files {
        let name = file.strip_prefix(web).unwrap_or(&file).to_string_lossy();
        let content = fs::read(&file)?;
        all.update(format!("{name}\n{}\n", content.len()).as_bytes());
        all.update(&content);
    }
    Ok(HEXLOWER.encode(all.finish().as_ref()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn has_name(path: &Path, is_right: impl Fn(&str) -> bool) -> bool {
    path.file_name()
        .is_some_and(|name| is_right(&name.to_string_lossy()))
}

fn begins_with(name: &str, begins: &[&str]) -> bool {
    begins.iter().any(|begin| name.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_are_made_of_changes_the_stamp_and_what_checks_them_does_not() {
        let root = std::env::temp_dir().join(format!("health-code-stamp-{}", std::process::id()));
        let web = root.join("web");
        for folder in ["docs", "web/src/api", "web/tests"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        let write = |file: &str, text: &str| fs::write(root.join(file), text).unwrap();
        write("docs/openapi.json", "{}");
        write("web/index.html", "one");
        write("web/src/main.ts", "one");
        let mut last = of(&web).unwrap();
        for (file, counts) in [
            ("web/src/main.ts", true),
            ("web/src/api/client.ts", true),
            ("web/package-lock.json", true),
            ("docs/openapi.json", true),
            ("web/src/api/client.test.ts", false),
            ("web/src/api/schema.d.ts", false),
            ("web/src/components.d.ts", false),
            ("web/playwright.config.ts", false),
            ("web/dist.log", false),
            ("web/tests/start.spec.ts", false),
        ] {
            write(file, "two");
            let now = of(&web).unwrap();
            assert_eq!(now != last, counts, "{file}");
            last = now;
        }
        fs::remove_dir_all(root).unwrap();
    }
}

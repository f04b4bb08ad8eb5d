//! Dependencies point one way: rules ← store, pass ← edge ← wire ← functions ← local ← tests.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Rooms by floor; functions, wherever they are listed, stand on [`FUNCTIONS`].
const FLOORS: [(&str, u8); 8] = [
    ("rules", 0),
    ("store", 1),
    ("pass", 1),
    ("edge", 2),
    ("wire", 3),
    ("local", 5),
    ("tests", 6),
    ("measure", 6),
];
const FUNCTIONS: u8 = 4;

/// What `rules` may not even see, by the beginning of its name.
const KEPT_FROM_RULES: [&str; 9] = [
    "tokio",
    "aws",
    "axum",
    "hyper",
    "http",
    "lambda",
    "rand",
    "getrandom",
    "reqwest",
];

#[test]
fn no_room_depends_on_one_of_its_own_floor_or_above() {
    let packages = packages();
    let floors: BTreeMap<_, _> = packages
        .iter()
        .map(|package| (name(package), floor(package)))
        .collect();
    for package in &packages {
        for dependency in package["dependencies"].as_array().unwrap() {
            let Some(below) = floors.get(name(dependency)) else {
                continue;
            };
            assert!(
                *below < floor(package),
                "{} depends on {}",
                name(package),
                name(dependency)
            );
        }
    }
}

#[test]
fn a_function_is_one_folder_one_package_and_one_binary_of_one_name() {
    let functions: Vec<_> = packages().into_iter().filter(is_function).collect();
    assert!(functions.len() >= 8);
    for package in &functions {
        let folder = format!("functions/{}/Cargo.toml", name(package));
        let manifest = package["manifest_path"].as_str().unwrap();
        assert!(manifest.ends_with(&folder), "{manifest}");
        let binaries: Vec<_> = package["targets"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|target| target["kind"][0] == "bin")
            .map(name)
            .collect();
        assert_eq!(binaries, [name(package)]);
    }
}

#[test]
fn rules_knows_no_runtime_no_cloud_and_no_randomness() {
    let tree = cargo(&["tree", "-p", "rules", "-e", "normal", "--prefix", "none"]);
    let names: Vec<_> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(names.contains(&"jiff"), "{tree}");
    for name in names {
        let is_kept_out = KEPT_FROM_RULES.iter().any(|kept| name.starts_with(kept));
        assert!(!is_kept_out, "rules sees {name}");
    }
}

fn floor(package: &Value) -> u8 {
    let known = FLOORS.iter().find(|(room, _)| *room == name(package));
    match known {
        Some((_, floor)) => *floor,
        None if is_function(package) => FUNCTIONS,
        None => panic!("{} has no floor in the house", name(package)),
    }
}

fn is_function(package: &Value) -> bool {
    package["manifest_path"]
        .as_str()
        .is_some_and(|path| path.replace('\\', "/").contains("/functions/"))
}

fn name(of: &Value) -> &str {
    of["name"].as_str().expect("a name")
}

/// The workspace's own packages, as cargo sees them.
fn packages() -> Vec<Value> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo's metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages.clone()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {said}");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

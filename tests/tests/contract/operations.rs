//! The operations page has what the template has: who is woken up by an alarm finds it there.

use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../../docs/operations.md");
const SECTION: &str = "## Alarms, one by one";

/// Names in the headings of the section, each heading of one alarm or of several of a kind.
fn described() -> Vec<String> {
    let (_, section) = PAGE.split_once(SECTION).expect("the section");
    let section = section.split("\n## ").next().expect("its text");
    let headings = section.lines().filter(|line| line.starts_with("### "));
    headings
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_alarm_of_the_template_is_told_once_and_none_besides() {
    let alarms = local::template::shipped().expect("the template").alarms;
    let described = described();
    let told: BTreeSet<_> = described.iter().cloned().collect();
    assert_eq!(told, alarms.into_iter().collect());
    assert_eq!(told.len(), described.len(), "told twice: {described:?}");
}

/// SAM makes a version of what is written, not of what a reference stands for: without this a rotated key
/// never reaches the alias that everybody calls.
#[test]
fn settings_that_are_read_anew_make_a_new_version_of_every_function() {
    const TEMPLATE: &str = include_str!("../../../template.yaml");
    let literal = |line: &&str| {
        let value = line.trim().strip_prefix("SETTINGS_READ: \"");
        value.is_some_and(|rest| rest.trim_end_matches('"').parse::<u32>().is_ok())
    };
    assert_eq!(TEMPLATE.lines().filter(literal).count(), 1);
    let count = |wanted: &str| {
        TEMPLATE
            .lines()
            .filter(|line| line.trim() == wanted)
            .count()
    };
    let functions = count("Type: AWS::Serverless::Function");
    assert!(functions > 0);
    assert_eq!(count("AutoPublishAliasAllProperties: true"), functions);
}

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

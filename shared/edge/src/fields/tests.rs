use super::*;
use serde_json::json;

fn faults_of(read: impl FnOnce(&Faults)) -> Vec<(String, &'static str)> {
    let faults = Faults::default();
    read(&faults);
    faults
        .0
        .into_inner()
        .into_iter()
        .map(|fault| (fault.pointer, fault.code))
        .collect()
}

#[test]
fn every_fault_is_named_with_its_pointer() {
    let body = json!({"name": 7, "day": "2020-02-30", "extra": 1, "list": [{"x": "y"}]});
    let faults = faults_of(|faults| {
        let fields = Fields::of(&body, &["name", "day", "list", "gone"], faults).unwrap();
        assert_eq!(fields.field("name").text(), None);
        assert_eq!(fields.field("day").day(), None);
        assert!(fields.field("gone").required().is_none());
        for place in fields.field("list").list(5).unwrap() {
            place.object(&[]);
        }
    });
    let expected = [
        ("#/extra", "unknown-field"),
        ("#/name", "type"),
        ("#/day", "date"),
        ("#/gone", "required"),
        ("#/list/0/x", "unknown-field"),
    ];
    assert_eq!(
        faults,
        expected.map(|(pointer, code)| (pointer.to_owned(), code))
    );
}

#[test]
fn null_counts_as_missing() {
    let body = json!({"a": null});
    let faults = faults_of(|faults| {
        let fields = Fields::of(&body, &["a"], faults).unwrap();
        assert!(fields.field("a").optional().is_none());
        assert!(fields.field("a").required().is_none());
    });
    assert_eq!(faults, [("#/a".to_owned(), "required")]);
}

#[test]
fn a_strange_name_is_escaped_and_cut() {
    let body = json!({"a/b~c": 1, "很".repeat(100): 2});
    let faults = faults_of(|faults| {
        Fields::of(&body, &[], faults);
    });
    assert!(faults.contains(&("#/a~1b~0c".to_owned(), "unknown-field")));
    assert!(
        faults
            .iter()
            .all(|(pointer, _)| pointer.chars().count() <= MOST_OF_A_NAME + 2)
    );
}

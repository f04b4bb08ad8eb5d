//! Holds by order.

use rules::words::{Colour, Rule};

use crate::person::{Somebody, nothing, order};

/// Each order is a hold of its own, with its own days; neither covers the other.
#[test]
fn r83_orders_are_holds_with_days_and_none_covers_another() {
    let mut somebody = Somebody::applying("2020-02-11", &nothing());
    somebody.learns("2020-02-11", &order(Colour::Yellow, 3));
    let mut red = order(Colour::Red, 14);
    red.evidence.id = "another order".to_owned();
    somebody.learns("2020-02-11", &red);
    assert_eq!(
        somebody.rules_at("2020-02-11"),
        [Rule::OfficerOrder, Rule::OfficerOrder]
    );
    assert_eq!(somebody.colour_at("2020-02-11"), Colour::Red);
    somebody.is_well("2020-02-11", 14);
    assert_eq!(
        somebody.rules_at("2020-02-14T00:00:00"),
        [Rule::OfficerOrder]
    );
    assert_eq!(somebody.colour_at("2020-02-24T23:59:59"), Colour::Red);
    assert_eq!(somebody.colour_at("2020-02-25T00:00:00"), Colour::Green);
}

#[test]
fn r83_an_order_waits_for_whoever_has_not_applied() {
    let mut somebody = Somebody::unknown_until("2020-03-20".parse().unwrap());
    somebody.learns("2020-02-11", &order(Colour::Yellow, 3));
    somebody.declares("2020-03-20", &nothing());
    let (status, progress) = somebody.hold_at("2020-03-20", Rule::OfficerOrder);
    assert_eq!(status.hold.since, "2020-03-20".parse().unwrap());
    assert_eq!(progress.required_days, 3);
}

//! The order in which things of one day reach the service does not matter: not whether evidence or the
//! application came first, nor which piece of evidence.

use serde_json::{Value, json};

use crate::support::{World, application, contact, resident_id, result, stay, travel_record, with};

/// What happens on the day. The check-in needs the application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Apply,
    CheckIn,
    Stay,
    Contact,
    Suspected,
    Cleared,
}

const ALL: [Step; 6] = [
    Step::Apply,
    Step::CheckIn,
    Step::Stay,
    Step::Contact,
    Step::Suspected,
    Step::Cleared,
];

/// All orders of `steps` in which nobody checks in before they applied.
fn orders(steps: &[Step]) -> Vec<Vec<Step>> {
    if steps.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (index, &first) in steps.iter().enumerate() {
        let is_too_early = first == Step::CheckIn && steps.contains(&Step::Apply);
        if is_too_early {
            continue;
        }
        let mut rest = steps.to_vec();
        rest.remove(index);
        for mut order in orders(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

/// The code at the end of the day, without what is made anew or counts the holds.
async fn end_of(world: &World, order: &[Step], n: u32) -> Value {
    let citizen = world.citizen("one").await;
    let (clinic, registry) = (world.clinic("a").await, world.registry().await);
    let document = resident_id(n);
    let body = with(
        &application(&document),
        "/health/symptoms",
        json!(["fever"]),
    );
    let body = with(&body, "/travel", stay("330302", "2020-02-05"));
    let person = world.id_of(&document);
    for step in order {
        match step {
            Step::Apply => drop(citizen.applied(&body).await),
            Step::CheckIn => drop(citizen.checks_in(&person).await),
            Step::Stay => {
                let stayed = travel_record("e-1", &document, "420100", "2020-02-05");
                registry.tells([&stayed]).await;
            }
            Step::Contact => {
                let met = contact("e-2", &document, "secondary", "2020-02-05");
                registry.tells([&met]).await;
            }
            Step::Suspected => {
                let found = result("e-3", &document, "suspected", "2020-02-11T07:00:00");
                clinic.tells([&found]).await;
            }
            Step::Cleared => {
                let found = result("e-4", &document, "cleared", "2020-02-11T08:00:00");
                clinic.tells([&found]).await;
            }
        }
    }
    let code = citizen.code(&person).await;
    let holds = code["holds"].as_array().unwrap().iter();
    let holds = holds.map(|hold| {
        let hold = with(hold, "/id", Value::Null);
        with(&hold, "/evidence/recorded_at", Value::Null)
    });
    json!({
        "colour": code["colour"], "holds": holds.collect::<Vec<_>>(),
        "check_in": code["check_in"],
    })
}

#[tokio::test]
async fn r19_r41_r64_any_order_of_a_days_events_ends_in_the_same_code() {
    let world = World::at("2020-02-11T09:00:00").await;
    let orders = orders(&ALL);
    assert_eq!(orders.len(), 360);
    let mut expected: Option<Value> = None;
    // Every eleventh: each step begins and ends some of them.
    for (order, n) in orders.iter().step_by(11).zip(0..) {
        let end = end_of(&world, order, n).await;
        let expected = expected.get_or_insert_with(|| end.clone());
        assert_eq!(end, *expected, "{order:?}");
    }
    let end = expected.unwrap();
    let holds = end["holds"].as_array().unwrap().iter();
    let rules: Vec<_> = holds.map(|hold| hold["rule"].as_str().unwrap()).collect();
    assert_eq!(
        rules,
        [
            "false-declaration",
            "travel-record-high",
            "secondary-contact",
            "stay-medium-risk",
            "symptoms",
        ]
    );
}

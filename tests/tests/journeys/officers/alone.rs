//! One officer alone: whatever they call, in whatever order and under whatever token, no colour
//! changes (R83). And no citizen, and no pass, opens an officer's route.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::{DAY, doubting};
use crate::history::checked;
use crate::support::{
    Actor, World, amend, application, order, resident_id, review, travel_record, uphold, with,
};

/// Every route by which officers act, of this review, order and case.
fn routes(review: &str, order_id: &str, case: &str) -> Vec<(&'static str, String, Value)> {
    let finding = |finding: &str| json!({"finding": finding, "credit_referral": false, "statement": "已核实。"});
    vec![
        ("GET", "/v1/reviews".to_owned(), json!(null)),
        ("GET", format!("/v1/reviews/{review}"), json!(null)),
        (
            "POST",
            format!("/v1/reviews/{review}/proposal"),
            amend(&["h1"]),
        ),
        (
            "POST",
            format!("/v1/reviews/{review}/proposal"),
            amend(&["h1", "h2", "h3"]),
        ),
        ("POST", format!("/v1/reviews/{review}/approval"), json!({})),
        (
            "POST",
            format!("/v1/reviews/{review}/transfer"),
            json!({"district": "330110"}),
        ),
        (
            "POST",
            format!("/v1/reviews/{review}/transfer"),
            json!({"district": "330106"}),
        ),
        ("POST", "/v1/orders".to_owned(), order(&[resident_id(1)])),
        ("GET", "/v1/orders".to_owned(), json!(null)),
        ("GET", format!("/v1/orders/{order_id}"), json!(null)),
        ("POST", format!("/v1/orders/{order_id}/approval"), json!({})),
        ("GET", "/v1/integrity-cases".to_owned(), json!(null)),
        ("GET", format!("/v1/integrity-cases/{case}"), json!(null)),
        (
            "POST",
            format!("/v1/integrity-cases/{case}/proposal"),
            finding("innocent"),
        ),
        (
            "POST",
            format!("/v1/integrity-cases/{case}/proposal"),
            finding("minor"),
        ),
        (
            "POST",
            format!("/v1/integrity-cases/{case}/approval"),
            json!({}),
        ),
        ("POST", format!("/v1/reviews/{review}/proposal"), uphold()),
    ]
}

async fn call(actor: &Actor, (method, path, body): &(&str, String, Value)) -> u16 {
    let request = actor.request(method, path);
    let request = if body.is_null() {
        request
    } else {
        request.json(body)
    };
    let answer = request.send().await.unwrap();
    answer.status().as_u16()
}

#[tokio::test]
async fn r43_no_citizen_and_no_pass_opens_an_officers_route() {
    let world = World::at(DAY).await;
    let (citizen, person, review) = doubting(&world).await;
    let everybody_else = "citizen checkpoint clinic registry employer";
    let all = world
        .actor(&json!({"sub": "x", "scope": everybody_else, "district": "330106"}))
        .await;
    let pass = citizen.pass(&person).await;
    for route in routes(&review, "o_none", "none") {
        assert_eq!(call(&citizen, &route).await, 403, "{route:?}");
        assert_eq!(call(&all, &route).await, 403, "{route:?}");
        let (method, path, _) = &route;
        let with_pass = world.anonymous().request(method, path).bearer_auth(&pass);
        assert_eq!(with_pass.send().await.unwrap().status().as_u16(), 401);
    }
    assert_eq!(checked(&citizen.history(&person).await).len(), 2);
}

/// A world whose one officer does these things, each under the token of the district or of the city.
async fn officer_alone(tries: Vec<(usize, bool)>) {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/contact/confirmed_case",
        true,
    );
    let person = citizen.applied(&red).await;
    let record = travel_record("rail-1", &resident_id(1), "420100", "2020-02-05");
    world
        .registry()
        .await
        .post("/v1/evidence", &record)
        .await
        .is(202);
    let filed = citizen.file(&person, &review()).await.is(201);
    let review_id = filed["review_id"].as_str().unwrap();
    let free = with(&application(&resident_id(2)), "/person/relation", "child");
    let free = citizen.applied(&free).await;
    let tokens = [
        world.officer_called("alone", "330106").await,
        world.city_called("alone").await,
    ];
    let mut proposed = Vec::new();
    for officer in &tokens {
        proposed.push(
            officer
                .orders(&order(&[resident_id(1), resident_id(2)]))
                .await,
        );
    }
    let cases = tokens[1].get("/v1/integrity-cases").await.is(200);
    let case = cases["cases"][0]["case_id"].as_str().unwrap();
    let holds = citizen.code(&person).await["holds"].clone();
    assert_eq!(holds.as_array().unwrap().len(), 3);
    for (index, from_the_city) in tries {
        let officer = &tokens[usize::from(from_the_city)];
        let order = &proposed[index % 2];
        let routes = routes(review_id, order, case);
        let status = call(officer, &routes[index % routes.len()]).await;
        assert!(status < 500, "{status}");
    }
    assert_eq!(citizen.code(&person).await["holds"], holds);
    assert_eq!(citizen.colour(&free).await, "green");
    world.countdown().await;
    assert_eq!(citizen.code(&person).await["holds"], holds);
    for entry in checked(&citizen.history(&person).await).iter().skip(2) {
        assert_eq!(entry["colour_before"], entry["colour_after"], "{entry}");
    }
}

/// Ten random sequences of up to forty calls.
#[test]
fn r83_no_sequence_of_calls_by_one_officer_changes_any_colour() {
    let tries = prop::collection::vec((0_usize..34, any::<bool>()), 1..40);
    let mut runner = TestRunner::new(Config::with_cases(10));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let result = runner.run(&tries, |tries| {
        runtime.block_on(officer_alone(tries));
        Ok(())
    });
    result.unwrap();
}

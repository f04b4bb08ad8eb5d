//! Officers at the same time, and officers while the person acts: each ends in exactly one outcome, and it is
//! in the chain.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{DAY, doubting, kinds};
use crate::history::checked;
use crate::support::{
    Officer, Reply, World, amend, application, days, order, resident_id, review, uphold, without,
};

/// Posts all of them at the same time.
async fn at_once(requests: Vec<(Officer, String, Value)>) -> Vec<Reply> {
    let mut running = JoinSet::new();
    for (officer, path, body) in requests {
        running.spawn(async move { officer.post(&path, &body).await });
    }
    running.join_all().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r83_of_many_answers_at_once_exactly_one_ends_the_review() {
    for round in 0..4 {
        let world = World::at(DAY).await;
        let (citizen, person, id) = doubting(&world).await;
        let one = world.officer_called("one", "330106").await;
        one.propose(&id, &amend(&["h1"])).await.is(200);
        let mut requests = Vec::new();
        for n in 0..8 {
            let officer = world
                .officer_called(&format!("officer-{n}"), "330106")
                .await;
            let (step, body) = match n % 2 {
                0 => ("approval", json!({})),
                _ => ("proposal", uphold()),
            };
            requests.push((officer, format!("/v1/reviews/{id}/{step}"), body));
        }
        requests.rotate_left(round);
        let replies = at_once(requests).await;
        let kinds = kinds(&citizen, &person).await;
        let ends = |kind: &str| kinds.iter().filter(|(one, _)| one == kind).count();
        let (amended, upheld) = (ends("review-amended"), ends("review-upheld"));
        assert_eq!(amended + upheld, 1, "{kinds:?}");
        let colour = citizen.colour(&person).await;
        assert_eq!(colour == "green", amended == 1);
        let good = replies.iter().filter(|reply| reply.status == 200).count();
        // An approval of what was approved meanwhile is a repeat.
        assert!(if amended == 1 { good >= 1 } else { good == 1 });
        assert!(
            replies
                .iter()
                .all(|reply| [200, 409].contains(&reply.status))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r83_many_approvals_of_one_order_put_on_one_hold() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let one = world.officer_called("one", "330106").await;
    let path = format!("/v1/orders/{}", one.orders(&order(&[resident_id(1)])).await);
    let mut requests = Vec::new();
    for n in 0..8 {
        let officer = world
            .officer_called(&format!("officer-{n}"), "330106")
            .await;
        requests.push((officer, format!("{path}/approval"), json!({})));
    }
    let replies = at_once(requests).await;
    assert!(replies.iter().all(|reply| reply.status == 200));
    let approved: Vec<_> = replies
        .iter()
        .map(|reply| reply.json()["approved_at"].clone())
        .collect();
    assert!(approved.windows(2).all(|two| two[0] == two[1]));
    let code = citizen.code(&person).await;
    assert_eq!(code["holds"].as_array().unwrap().len(), 1);
    assert_eq!(checked(&citizen.history(&person).await).len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r83_an_order_approved_while_the_person_applies_or_reapplies_is_never_lost() {
    for n in 1..=8 {
        let world = World::at(DAY).await;
        let citizen = world.citizen("one").await;
        let body = application(&resident_id(n));
        let is_known = n % 2 == 0;
        if is_known {
            citizen.applied(&body).await;
        }
        let one = world.officer_called("one", "330106").await;
        let two = world.officer_called("two", "330106").await;
        let path = format!("/v1/orders/{}", one.orders(&order(&[resident_id(n)])).await);
        let person = world.id_of(&resident_id(n));
        let declare = async {
            if is_known {
                citizen.reapply(&person, &without(&body, "/person")).await
            } else {
                citizen.apply(&body).await
            }
        };
        let (declared, approved) = tokio::join!(declare, two.approve(&path));
        assert!([200, 201].contains(&declared.status), "{}", declared.text());
        approved.is(200);
        let code = citizen.code(&person).await;
        assert_eq!(
            (&code["colour"], code["holds"].as_array().unwrap().len()),
            (&json!("red"), 1)
        );
        let kinds = kinds(&citizen, &person).await;
        let ordered = kinds.iter().filter(|(kind, _)| kind == "ordered");
        assert_eq!(ordered.count(), 1, "{kinds:?}");
    }
}

/// A hold ends at midnight while a review of it is being answered.
#[tokio::test]
async fn a_review_filed_while_a_hold_is_released_is_answered_for_what_is_left() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = crate::support::with(
        &application(&resident_id(1)),
        "/contact/quarantined_cohabitant",
        true,
    );
    let person = citizen.applied(&body).await;
    for day in days("2020-02-11", 7) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    world.set("2020-02-17T23:59:00");
    let filed = citizen.file(&person, &review()).await.is(201);
    let id = filed["review_id"].as_str().unwrap();
    let one = world.officer_called("one", "330106").await;
    one.propose(id, &amend(&["h1"])).await.is(200);
    world.set("2020-02-18T00:01:00");
    let two = world.officer_called("two", "330106").await;
    two.approve(&format!("/v1/reviews/{id}")).await.is(200);
    assert_eq!(citizen.colour(&person).await, "green");
    let kinds = kinds(&citizen, &person).await;
    let kinds: Vec<_> = kinds.iter().map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "applied",
            "review-filed",
            "review-proposed",
            "recomputed",
            "review-amended"
        ]
    );
}

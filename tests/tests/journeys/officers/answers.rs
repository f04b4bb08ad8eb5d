//! Reviews are answered: by the district that they are in, or by the city.

use serde_json::{Value, json};

use super::{DAY, doubting, ends_with};
use crate::history::checked;
use crate::support::{
    World, amend, application, days, resident_id, review, travel_record, uphold, with, without,
};

#[tokio::test]
async fn r74_r83_an_amendment_takes_two_officers_and_the_colour_follows() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let (one, two) = (
        world.officer_called("one", "330106").await,
        world.officer_called("two", "330106").await,
    );
    let proposed = one.propose(&id, &amend(&["h1"])).await.is(200);
    assert_eq!(
        (&proposed["status"], &proposed["proposal"]["number"]),
        (&json!("proposed"), &json!(1))
    );
    assert_eq!(citizen.colour(&person).await, "red", "nothing has changed");
    let mine = format!("/v1/people/{person}/reviews/{id}");
    let read = citizen.get(&mine).await.is(200);
    assert_eq!(
        (&read["status"], &read["reply"]),
        (&json!("proposed"), &Value::Null),
        "R76: what is proposed is not said yet"
    );

    let path = format!("/v1/reviews/{id}");
    one.approve(&path)
        .await
        .is_problem(409, "second-officer-required");
    assert_eq!(citizen.colour(&person).await, "red");
    world.set("2020-02-11T15:00:00");
    let approved = two.approve(&path).await.is(200);
    assert_eq!(approved["status"], "amended");
    assert_eq!(citizen.colour(&person).await, "green");

    let read = citizen.get(&mine).await.is(200);
    assert_eq!(
        (&read["status"], &read["reply"]),
        (&json!("amended"), &amend(&[])["reply"])
    );
    let answered_at = read["answered_at"].as_str().unwrap();
    assert!(
        answered_at.starts_with("2020-02-11T15:00:"),
        "{answered_at}"
    );
    let list = citizen.get(&format!("/v1/people/{person}/reviews")).await;
    assert_eq!(list.is(200)["reviews"][0]["reply"], read["reply"]);
    ends_with(
        &citizen,
        &person,
        &[
            ("review-filed", "citizen -"),
            ("review-proposed", "district 330106"),
            ("review-amended", "district 330106"),
        ],
    )
    .await;
    let entries = checked(&citizen.history(&person).await);
    let amended = entries.last().unwrap();
    assert_eq!(
        (&amended["colour_before"], &amended["colour_after"]),
        (&json!("red"), &json!("green"))
    );
    let closed = &amended["detail"]["closed"][0];
    assert_eq!(
        (&closed["hold"], &closed["closed_by"]["source"]),
        (&json!("h1"), &json!("officer"))
    );
    let queue = one.open_reviews("status=open").await;
    assert_eq!(
        queue["reviews"],
        json!([]),
        "answered, it has left the queue"
    );
}

#[tokio::test]
async fn r74_upholding_is_final_with_one_officer_and_changes_nothing() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let one = world.officer("330106").await;
    let upheld = one.propose(&id, &uphold()).await.is(200);
    assert_eq!(upheld["status"], "upheld");
    assert_eq!(citizen.colour(&person).await, "red");
    let mine = citizen
        .get(&format!("/v1/people/{person}/reviews/{id}"))
        .await;
    assert_eq!(mine.is(200)["reply"], uphold()["reply"]);

    let again = one.propose(&id, &uphold()).await.is(200);
    assert_eq!(again, upheld, "sent twice is answered once");
    let two = world.officer_called("two", "330106").await;
    for body in [
        amend(&["h1"]),
        uphold(),
        with(&uphold(), "/reply", "别的。"),
    ] {
        two.propose(&id, &body)
            .await
            .is_problem(409, "review-answered");
    }
    one.propose(&id, &with(&uphold(), "/reply", "别的。"))
        .await
        .is_problem(409, "review-answered");
    two.approve(&format!("/v1/reviews/{id}"))
        .await
        .is_problem(409, "review-answered");
    let entries = checked(&citizen.history(&person).await);
    assert_eq!(entries.len(), 3, "applied, filed, upheld");
    citizen.file(&person, &review()).await.is(201);
}

#[tokio::test]
async fn r74_a_review_is_another_districts_or_nobodys_with_the_same_answer() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let stranger = world.officer("330110").await;
    let nobody = format!("{}9", &id[..id.len() - 1]);
    let entries = checked(&citizen.history(&person).await);
    for path in [id.as_str(), nobody.as_str(), "r_none"] {
        let path = format!("/v1/reviews/{path}");
        stranger.get(&path).await.is_problem(404, "not-found");
        stranger
            .post(&format!("{path}/proposal"), &amend(&["h1"]))
            .await
            .is_problem(404, "not-found");
        stranger.approve(&path).await.is_problem(404, "not-found");
    }
    let path = format!("/v1/reviews/{id}/transfer");
    let refused = stranger.post(&path, &json!({"district": "330110"})).await;
    assert_eq!(refused.status, 403, "only the city gives reviews away");
    assert_eq!(checked(&citizen.history(&person).await), entries);
}

#[tokio::test]
async fn r77_the_city_gives_an_overdue_review_to_another_district() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let (first, other) = (
        world.officer("330106").await,
        world.officer_called("other", "330110").await,
    );
    first.propose(&id, &amend(&["h1"])).await.is(200);
    world.set("2020-02-15T00:05:00");
    assert_eq!(world.countdown().await["escalated"], 1);
    let city = world.city().await;
    let path = format!("/v1/reviews/{id}");
    let to = json!({"district": "330110"});
    let moved = city.post(&format!("{path}/transfer"), &to).await.is(200);
    assert_eq!(
        (&moved["district"], &moved["status"], &moved["proposal"]),
        (&json!("330110"), &json!("submitted"), &Value::Null),
        "what the former district proposed is dropped"
    );
    let again = city.post(&format!("{path}/transfer"), &to).await.is(200);
    assert_eq!(again, moved);
    first.get(&path).await.is_problem(404, "not-found");
    other
        .approve(&path)
        .await
        .is_problem(409, "nothing-proposed");
    assert_eq!(
        other.open_reviews("").await["reviews"][0]["review_id"],
        id.as_str()
    );
    assert_eq!(first.open_reviews("").await["reviews"], json!([]));
    other.propose(&id, &amend(&["h1"])).await.is(200);
    city.approve(&path).await.is(200);
    assert_eq!(citizen.colour(&person).await, "green");
    ends_with(
        &citizen,
        &person,
        &[
            ("review-proposed", "district 330106"),
            ("review-escalated", "system -"),
            ("review-transferred", "city -"),
            ("review-proposed", "district 330110"),
            ("review-amended", "city -"),
        ],
    )
    .await;
    city.post(&format!("{path}/transfer"), &to)
        .await
        .is_problem(409, "review-answered");
}

#[tokio::test]
async fn r84_the_officer_sees_what_is_needed_and_each_look_is_an_entry() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let body = with(
        &application(&resident_id(1)),
        "/travel",
        json!([{"place": "330302", "from": "2020-02-01", "to": "2020-02-05"}]),
    );
    let person = citizen.applied(&body).await;
    for day in days("2020-02-11", 2) {
        world.morning_of(&day);
        citizen.checks_in(&person).await;
    }
    let filed = citizen.file(&person, &review()).await.is(201);
    let id = filed["review_id"].as_str().unwrap();
    let officer = world.officer("330106").await;
    let seen = officer.get(&format!("/v1/reviews/{id}")).await.is(200);
    let identity = &seen["person"]["identity"];
    assert_eq!(
        (
            &identity["name"],
            &identity["document_number"],
            &identity["phone"]
        ),
        (
            &json!("鲍晓"),
            &resident_id(1)["number"],
            &json!("13800000000")
        )
    );
    let person_seen = &seen["person"];
    let declared = &person_seen["declarations"][0]["declared"];
    assert_eq!(
        (&declared["travel"], &declared["pledge"]),
        (&body["travel"], &body["pledge"]),
        "as it was sent"
    );
    assert_eq!(person_seen["holds"][0]["rule"], "stay-medium-risk");
    assert_eq!(
        person_seen["holds"][0]["all_evidence"][0]["source"],
        "declaration"
    );
    assert_eq!(person_seen["check_in"]["calendar"][1]["result"], "normal");
    assert_eq!(person_seen["reviews"][0]["review_id"], id);
    assert_eq!(seen["statement"], review()["statement"]);

    officer.get(&format!("/v1/reviews/{id}")).await.is(200);
    ends_with(
        &citizen,
        &person,
        &[
            ("review-filed", "citizen -"),
            ("file-read", "district 330106"),
            ("file-read", "district 330106"),
        ],
    )
    .await;
    let text = citizen.history(&person).await.to_string();
    assert!(!text.contains("\"officer\":\"officer\""), "no account");
    let entries = checked(&citizen.history(&person).await);
    let marks: Vec<_> = entries
        .iter()
        .filter_map(|e| e["detail"]["officer"].as_str())
        .collect();
    assert_eq!(marks.len(), 2);
    assert_ne!(
        marks[0], marks[1],
        "nobody can follow an officer through it"
    );
    // Whoever holds the key can test whose it is.
    let (name, hash) = marks[0].split_once('.').unwrap();
    let of = |account: &str| {
        let pepper = world.bundle.state.store.pepper();
        pepper.digest(format!("officer\n{name}\n{account}").as_bytes())
    };
    assert_eq!(hash, of("officer"));
    assert_ne!(hash, of("another"));
}

#[tokio::test]
async fn every_fault_of_a_proposal_is_told() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let officer = world.officer("330106").await;
    let faults = |reply: crate::support::Reply| reply.faults();
    let bad = json!({"outcome": "forgive", "close_holds": ["h1", "h1", "x"], "reply": "", "colour": "green"});
    let expected = [
        ("#/close_holds/1", "duplicate"),
        ("#/close_holds/2", "unknown-hold"),
        ("#/colour", "unknown-field"),
        ("#/outcome", "unknown-value"),
        ("#/reply", "length"),
    ];
    let owned = |list: &[(&str, &str)]| -> Vec<(String, String)> {
        let list = list.iter();
        list.map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    };
    assert_eq!(faults(officer.propose(&id, &bad).await), owned(&expected));
    for (body, expected) in [
        (amend(&[]), ("#/close_holds", "required")),
        (
            without(&amend(&[]), "/close_holds"),
            ("#/close_holds", "required"),
        ),
        (amend(&["h2"]), ("#/close_holds/0", "unknown-hold")),
        (amend(&["h01"]), ("#/close_holds/0", "unknown-hold")),
        (
            with(&uphold(), "/close_holds", json!(["h1"])),
            ("#/close_holds", "too-many"),
        ),
        (
            with(&uphold(), "/reply", "复".repeat(2001)),
            ("#/reply", "length"),
        ),
    ] {
        assert_eq!(
            faults(officer.propose(&id, &body).await),
            owned(&[expected]),
            "{body}"
        );
    }
    let path = format!("/v1/reviews/{id}/approval");
    let reply = officer.post(&path, &json!({"proposal": 0, "x": 1})).await;
    assert_eq!(
        faults(reply),
        owned(&[("#/proposal", "range"), ("#/x", "unknown-field")])
    );
    let reply = world
        .city()
        .await
        .post(
            &format!("/v1/reviews/{id}/transfer"),
            &json!({"district": "330113"}),
        )
        .await;
    assert_eq!(faults(reply), owned(&[("#/district", "unknown-district")]));
    assert_eq!(
        checked(&citizen.history(&person).await).len(),
        2,
        "nothing was taken"
    );
    officer
        .approve(&format!("/v1/reviews/{id}"))
        .await
        .is_problem(409, "nothing-proposed");
}

/// The holds are closed as they were seen: a hold with new evidence needs a new look.
#[tokio::test]
async fn r83_new_evidence_after_the_proposal_outdates_it() {
    let world = World::at(DAY).await;
    let citizen = world.citizen("one").await;
    let registry = world.registry().await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    let record = |id: &str, place: &str| travel_record(id, &resident_id(1), place, "2020-02-05");
    registry
        .post("/v1/evidence", &record("rail-1", "420100"))
        .await
        .is(202);
    let filed = citizen.file(&person, &review()).await.is(201);
    let id = filed["review_id"].as_str().unwrap();
    let (one, two) = (
        world.officer_called("one", "330106").await,
        world.officer_called("two", "330106").await,
    );
    let holds = ["h1", "h2"];
    one.propose(id, &amend(&holds)).await.is(200);
    registry
        .post("/v1/evidence", &record("rail-2", "420500"))
        .await
        .is(202);
    let path = format!("/v1/reviews/{id}");
    two.approve(&path)
        .await
        .is_problem(409, "proposal-outdated");
    assert_eq!(citizen.colour(&person).await, "red");
    two.propose(id, &amend(&holds)).await.is(200);
    one.approve(&path).await.is(200);
    assert_eq!(citizen.colour(&person).await, "green");
    world.set("2020-02-12T09:00:00");
    citizen
        .reapply(&person, &without(&application(&resident_id(1)), "/person"))
        .await
        .is(200);
    registry
        .post("/v1/evidence", &record("rail-3", "420100"))
        .await
        .is(202);
    assert_eq!(
        citizen.colour(&person).await,
        "green",
        "what was dismissed stays so"
    );
}

#[tokio::test]
async fn an_answer_sent_twice_with_a_key_is_the_same_answer() {
    let world = World::at(DAY).await;
    let (citizen, person, id) = doubting(&world).await;
    let (one, two) = (
        world.officer_called("one", "330106").await,
        world.officer_called("two", "330106").await,
    );
    let proposal = format!("/v1/reviews/{id}/proposal");
    let first = one
        .post_once(&proposal, &amend(&["h1"]), "k1")
        .await
        .is(200);
    let same = one.propose(&id, &amend(&["h1"])).await.is(200);
    assert_eq!(same, first, "the same proposal is not another one");
    let approval = format!("/v1/reviews/{id}/approval");
    let approved = two.post_once(&approval, &json!({}), "k2").await.is(200);
    assert_eq!(
        two.post_once(&approval, &json!({}), "k2").await.is(200),
        approved
    );
    assert_eq!(
        one.post_once(&proposal, &amend(&["h1"]), "k1")
            .await
            .is(200),
        first
    );
    assert_eq!(two.post(&approval, &json!({})).await.is(200), approved);
    assert_eq!(checked(&citizen.history(&person).await).len(), 4);
}

//! What a binding is worth (R69): the person's own word and proof outrank everybody else's.

use serde_json::{Value, json};

use crate::support::{Citizen, World, application, passport, resident_id, with};

const DAY: &str = "2020-02-11T09:00:00";

/// The application that somebody else made, with a name of their choice.
fn by_somebody_else(document: &Value) -> Value {
    let body = with(&application(document), "/person/relation", "parent");
    with(&body, "/person/name", "王示例")
}

/// Asserts that this account keeps nobody's code, and is told what everybody is told.
async fn keeps_nobody(account: &Citizen, person: &str) {
    assert!(account.people().await.is_empty());
    let path = format!("/v1/people/{person}/code");
    account.get(&path).await.is_problem(404, "not-found");
    let share = account.share(person).await;
    share.is_problem(404, "not-found");
}

/// The kinds of the entries in a history, and the detail of the last.
async fn told(account: &Citizen, person: &str) -> (Vec<String>, Value) {
    let history = account.history(person).await;
    let entries = history["entries"].as_array().unwrap();
    let kinds = entries.iter().map(|entry| entry["kind"].as_str().unwrap());
    let detail = entries.last().unwrap()["detail"].clone();
    (kinds.map(str::to_owned).collect(), detail)
}

#[tokio::test]
async fn r68_r69_a_daughter_applies_her_mother_takes_over_and_shares_and_the_daughter_stays() {
    let world = World::at(DAY).await;
    let daughter = world.citizen("daughter").await;
    let person = daughter.applied(&by_somebody_else(&resident_id(1))).await;
    let mother = world.verified("mother", &resident_id(1)).await;
    mother.apply(&application(&resident_id(1))).await.is(200);
    keeps_nobody(&daughter, &person).await;

    let code = mother.shares(&person).await;
    let entry = daughter.redeem(&code, "parent").await.is(201);
    assert_eq!(entry["relation"], "parent");
    let (kinds, detail) = told(&daughter, &person).await;
    assert_eq!(kinds, ["applied", "confirmed", "bound"]);
    assert_eq!(detail, json!({"relation": "parent", "confirmed": true}));

    let channel = world.verified("mother elsewhere", &resident_id(1)).await;
    channel.apply(&application(&resident_id(1))).await.is(200);
    let (_, detail) = told(&mother, &person).await;
    assert_eq!(detail, json!({"unbound_accounts": 0}));
    for account in [&daughter, &mother, &channel] {
        assert_eq!(account.people().await.len(), 1);
        assert_eq!(account.colour(&person).await, "green");
    }
}

#[tokio::test]
async fn r69_whom_a_stranger_shared_a_code_with_goes_with_the_stranger() {
    let world = World::at(DAY).await;
    let stranger = world.citizen("stranger").await;
    let person = stranger.applied(&by_somebody_else(&resident_id(1))).await;
    let second = world.citizen("stranger's second").await;
    let third = world.citizen("stranger's third").await;
    let code = stranger.shares(&person).await;
    second.redeem(&code, "self").await.is(201);
    let code = second.shares(&person).await;
    third.redeem(&code, "child").await.is(201);
    let open = third.shares(&person).await;

    let owner = world.verified("owner", &resident_id(1)).await;
    owner.apply(&application(&resident_id(1))).await.is(200);
    let (_, detail) = told(&owner, &person).await;
    assert_eq!(detail, json!({"unbound_accounts": 3}));
    for account in [&stranger, &second, &third] {
        keeps_nobody(account, &person).await;
        let again = account.redeem(&open, "child").await;
        again.is_problem(404, "not-found");
        let again = account.redeem(&code, "child").await;
        again.is_problem(404, "not-found");
    }
    assert_eq!(owner.people().await.len(), 1);
}

#[tokio::test]
async fn r69_a_share_makes_nobody_the_verified_self() {
    let world = World::at(DAY).await;
    let owner = world.verified("owner", &resident_id(1)).await;
    let person = owner.applied(&application(&resident_id(1))).await;
    let two = world.citizen("two").await;
    let code = owner.shares(&person).await;
    two.redeem(&code, "self").await.is(201);
    let (_, detail) = told(&two, &person).await;
    assert_eq!(detail, json!({"relation": "self", "confirmed": false}));
    let three = world.citizen("three").await;
    let code = two.shares(&person).await;
    three.redeem(&code, "child").await.is(201);
    let (_, detail) = told(&three, &person).await;
    assert_eq!(detail, json!({"relation": "child", "confirmed": false}));
    let channel = world.verified("owner elsewhere", &resident_id(1)).await;
    channel.apply(&application(&resident_id(1))).await.is(200);
    keeps_nobody(&two, &person).await;
    keeps_nobody(&three, &person).await;
    assert_eq!(owner.colour(&person).await, "green");
}

#[tokio::test]
async fn r69_nobody_redeems_as_self_whose_token_is_another_persons() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&passport(1))).await;
    let code = one.shares(&person).await;
    let claims = [
        resident_id(2),
        passport(2),
        with(&passport(1), "/country", "JP"),
        json!({"type": "passport", "number": passport(2)["number"]}),
        json!({"type": "number-plate", "number": passport(1)["number"]}),
        json!({}),
    ];
    for claim in claims {
        let account = world.verified("another", &claim).await;
        let refused = account.redeem(&code, "self").await;
        refused.is_problem(403, "identity-mismatch");
        assert!(account.people().await.is_empty());
        let unknown = account.redeem("7K3M-9QWX-2B4D", "self").await;
        unknown.is_problem(404, "not-found");
    }
    let another = world.verified("another", &resident_id(2)).await;
    another.redeem(&code, "child").await.is(201);
}

#[tokio::test]
async fn r69_the_person_who_redeems_is_the_verified_self_whatever_they_say() {
    let number = passport(1)["number"].clone();
    for (claim, relation) in [
        (passport(1), "self"),
        (passport(1), "other"),
        (json!({"type": "passport", "number": number}), "self"),
    ] {
        let world = World::at(DAY).await;
        let stranger = world.citizen("stranger").await;
        let person = stranger.applied(&by_somebody_else(&passport(1))).await;
        let friend = world.citizen("friend").await;
        let code = stranger.shares(&person).await;
        friend.redeem(&code, "other").await.is(201);
        let code = stranger.shares(&person).await;
        let owner = world.verified("owner", &claim).await;
        let entry = owner.redeem(&code, relation).await.is(201);
        assert_eq!(entry["relation"], "self");
        keeps_nobody(&stranger, &person).await;
        keeps_nobody(&friend, &person).await;
        let (kinds, detail) = told(&owner, &person).await;
        assert_eq!(kinds, ["applied", "bound", "confirmed"]);
        assert_eq!(detail, json!({"unbound_accounts": 2}));
        owner.redeem(&code, relation).await.is(200);
    }
}

#[tokio::test]
async fn r69_an_account_that_is_proved_later_becomes_the_verified_self_by_a_share() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&by_somebody_else(&resident_id(1))).await;
    let two = world.citizen("two").await;
    two.redeem(&one.shares(&person).await, "other")
        .await
        .is(201);
    let proved = world.verified("two", &resident_id(1)).await;
    let code = one.shares(&person).await;
    let entry = proved.redeem(&code, "other").await.is(201);
    assert_eq!(entry["relation"], "self");
    keeps_nobody(&one, &person).await;
    assert_eq!(proved.people().await.len(), 1);
}

/// A share tells no name; the one that a stranger gave must not stay with the owner.
#[tokio::test]
async fn r69_an_owner_who_came_by_a_share_brings_name_and_phone_with_their_application() {
    let world = World::at(DAY).await;
    let stranger = world.citizen("stranger").await;
    let person = stranger.applied(&by_somebody_else(&resident_id(1))).await;
    let owner = world.verified("owner", &resident_id(1)).await;
    let code = stranger.shares(&person).await;
    let entry = owner.redeem(&code, "self").await.is(201);
    assert_eq!(entry["holder"]["name_masked"], "王XX");
    let own = application(&resident_id(1));
    let unproved = world.citizen("owner").await;
    let refused = unproved.apply(&own).await;
    refused.is_problem(409, "already-applied");
    for _ in 0..2 {
        let taken = owner.apply(&own).await.is(200);
        assert_eq!(taken["code"]["holder"]["name_masked"], "鲍XX");
    }
    let other = with(&own, "/person/name", "李示例");
    let refused = owner.apply(&other).await;
    refused.is_problem(409, "already-applied");
}

#[tokio::test]
async fn r6_a_verified_owner_who_applied_first_cannot_apply_with_other_content() {
    let world = World::at(DAY).await;
    let owner = world.verified("owner", &resident_id(1)).await;
    let own = application(&resident_id(1));
    owner.apply(&own).await.is(201);
    owner.apply(&own).await.is(200);
    let other = with(&own, "/person/name", "李示例");
    let refused = owner.apply(&other).await;
    refused.is_problem(409, "already-applied");
}

//! `POST /v1/people/{person}/shares` and `POST /v1/shares`: who comes to keep a code, and for whom a
//! share code is not there. What a binding is worth is in `guardians`, what is kept secret and what
//! happens at once in `share_codes`.

use serde_json::json;
use tests::engine;

use crate::support::{Citizen, Reply, World, application, resident_id, with};

const DAY: &str = "2020-02-11T09:00:00";
const NOBODYS: &str = "7K3M-9QWX-2B4D";

/// A bundle in which the account `one` keeps the code of a person.
async fn keeper() -> (World, Citizen, String) {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    (world, one, person)
}

/// What a request cost.
fn units(reply: &Reply) -> (&str, &str) {
    (
        reply.header("x-consumed-rru"),
        reply.header("x-consumed-wru"),
    )
}

#[tokio::test]
async fn r68_a_share_code_lets_another_account_keep_the_code() {
    let (world, one, person) = keeper().await;
    let code = one.shares(&person).await;
    let two = world.citizen("two").await;
    let reply = two.redeem(&code, "parent").await;
    let entry = reply.is(201);
    let document = resident_id(1);
    let tail = &document["number"].as_str().unwrap()[14..];
    let holder = json!({"name_masked": "鲍XX", "document_tail": tail});
    assert_eq!(
        entry,
        json!({"person_id": person, "relation": "parent", "holder": holder, "colour": "green"})
    );
    let path = format!("/v1/people/{person}/code");
    assert_eq!(reply.header("location"), path);
    assert_eq!(two.people().await, [entry]);
    two.get(reply.header("location")).await.is(200);
    two.checks_in(&person).await;
    assert_eq!(one.people().await[0]["relation"], "self");
    assert_eq!(one.code(&person).await["check_in"]["today"], "done");
}

#[tokio::test]
async fn a_share_is_one_write_and_a_redemption_one_transaction() {
    if engine::is_skipped(engine::UNITS) {
        return;
    }
    let (world, one, person) = keeper().await;
    let share = one.share(&person).await;
    let code = share.is(201)["share_code"].as_str().unwrap().to_owned();
    let redeemed = world.citizen("two").await.redeem(&code, "child").await;
    redeemed.is(201);
    assert_eq!(units(&share), ("1", "1"));
    assert_eq!(units(&redeemed), ("2", "9"));
}

#[tokio::test]
async fn r69_a_share_code_is_told_with_the_second_in_which_it_ends() {
    let (world, one, person) = keeper().await;
    world.set("2020-02-11T23:59:00");
    let reply = one.share(&person).await;
    let share = reply.is(201);
    let code = share["share_code"].as_str().unwrap();
    let groups: Vec<_> = code.split('-').collect();
    assert_eq!(groups.len(), 3);
    for group in groups {
        let is_group = |symbol: char| "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(symbol);
        assert!(group.len() == 4 && group.chars().all(is_group), "{code}");
    }
    let ends = share["expires_at"].as_str().unwrap();
    assert!(ends.starts_with("2020-02-12T00:14:0") && ends.ends_with("+08:00"));
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_ne!(one.shares(&person).await, code, "each is another");
}

#[tokio::test]
async fn r68_the_bodys_absence_is_no_fault_and_its_content_is() {
    let (world, one, person) = keeper().await;
    let path = format!("/v1/people/{person}/shares");
    one.post(&path, &json!({})).await.is(201);
    let fault = [("#/account".to_owned(), "unknown-field".to_owned())];
    let told = json!({"account": "two"});
    assert_eq!(one.post(&path, &told).await.faults(), fault);
    let two = world.citizen("two").await;
    let fault = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    for (body, faults) in [
        (
            json!({"share_code": 7, "relation": "friend", "person": person}),
            vec![
                fault("#/person", "unknown-field"),
                fault("#/relation", "unknown-value"),
                fault("#/share_code", "type"),
            ],
        ),
        (
            json!({}),
            vec![
                fault("#/relation", "required"),
                fault("#/share_code", "required"),
            ],
        ),
        (
            json!({"share_code": " ", "relation": "child"}),
            vec![fault("#/share_code", "length")],
        ),
        (json!([]), vec![fault("#", "type")]),
    ] {
        assert_eq!(two.post("/v1/shares", &body).await.faults(), faults);
    }
}

#[tokio::test]
async fn r69_who_does_not_keep_a_code_cannot_share_it_nor_tell_that_it_is_there() {
    let (world, _, person) = keeper().await;
    let stranger = world.citizen("two").await;
    let there = stranger.share(&person).await;
    let not_there = stranger.share("p_00000000000000000000000000").await;
    there.is_problem(404, "not-found");
    assert_eq!(there.told(), not_there.told());
    assert_eq!(units(&there), units(&not_there));
    stranger.share("x").await.is_problem(404, "not-found");
}

#[tokio::test]
async fn r69_a_share_code_is_read_as_people_write_it() {
    let (world, one, person) = keeper().await;
    for (n, spell) in [
        (|code: &str| code.to_lowercase()) as fn(&str) -> String,
        |code| code.replace('-', ""),
        |code| code.replace('-', " "),
        |code| code.replace('0', "O").replace('1', "l"),
    ]
    .into_iter()
    .enumerate()
    {
        let spelled = spell(&one.shares(&person).await);
        let account = world.citizen(&format!("account-{n}")).await;
        account.redeem(&spelled, "other").await.is(201);
    }
}

#[tokio::test]
async fn r69_a_share_code_binds_one_account_which_may_ask_again() {
    let (world, one, person) = keeper().await;
    let code = one.shares(&person).await;
    let (two, three) = (world.citizen("two").await, world.citizen("three").await);
    let first = two.redeem(&code, "child").await;
    first.is(201);
    for relation in ["child", "parent"] {
        let again = two.redeem(&code, relation).await;
        again.is(200);
        assert_eq!((again.header("location"), &again.body), ("", &first.body));
    }
    three
        .redeem(&code, "child")
        .await
        .is_problem(404, "not-found");
    assert!(three.people().await.is_empty());
    let entries = one.history(&person).await["entries"].clone();
    assert_eq!(entries.as_array().unwrap().len(), 2, "applied, bound");
    world.set("2020-02-11T09:20:00");
    two.redeem(&code, "child").await.is(200);
}

#[tokio::test]
async fn r68_who_keeps_the_code_already_does_not_use_the_share_code_up() {
    let (world, one, person) = keeper().await;
    let code = one.shares(&person).await;
    let kept = one.redeem(&code, "other").await.is(200);
    assert_eq!(kept["relation"], "self", "nothing changes");
    let two = world.citizen("two").await;
    two.redeem(&code, "child").await.is(201);
    let another = one.shares(&person).await;
    let kept = two.redeem(&another, "parent").await.is(200);
    assert_eq!(kept["relation"], "child");
    let three = world.citizen("three").await;
    three.redeem(&another, "child").await.is(201);
    assert_eq!(two.people().await.len(), 1);
}

#[tokio::test]
async fn r69_a_share_code_lives_to_the_second_that_it_named() {
    let (world, one, person) = keeper().await;
    let (two, three) = (world.citizen("two").await, world.citizen("three").await);
    let early = one.shares(&person).await;
    let late = one.share(&person).await.is(201);
    world.set("2020-02-11T09:14:50");
    two.redeem(&early, "child").await.is(201);
    world.set_exactly(late["expires_at"].as_str().unwrap());
    let code = late["share_code"].as_str().unwrap();
    let gone = three.redeem(code, "child").await;
    gone.is_problem(404, "not-found");
    assert_eq!(
        two.redeem(code, "child").await.told(),
        gone.told(),
        "whoever asks"
    );
}

#[tokio::test]
async fn r69_every_share_code_that_is_not_there_is_the_same_404() {
    let (world, one, person) = keeper().await;
    let (used, unused) = (one.shares(&person).await, one.shares(&person).await);
    world
        .citizen("two")
        .await
        .redeem(&used, "child")
        .await
        .is(201);
    let three = world.citizen("three").await;
    let unknown = three.redeem(NOBODYS, "child").await;
    unknown.is_problem(404, "not-found");
    let mut answers = vec![three.redeem(&used, "child").await];
    world.set("2020-02-11T09:30:00");
    answers.push(three.redeem(&unused, "child").await);
    let late = one.shares(&person).await;
    let owner = world.verified("owner", &resident_id(1)).await;
    owner.apply(&application(&resident_id(1))).await.is(200);
    answers.push(three.redeem(&late, "child").await);
    for answer in answers {
        assert_eq!(answer.told(), unknown.told());
        assert_eq!(units(&answer), units(&unknown));
    }
    for text in ["x", "7K3M-9QWX-2B4", "7K3M-9QWX-2B4DX", "7K3M-9QWX-2B4U"] {
        assert_eq!(three.redeem(text, "child").await.told(), unknown.told());
    }
}

#[tokio::test]
async fn r68_sixteen_accounts_keep_one_code_and_the_person_beyond_them() {
    let (world, one, person) = keeper().await;
    for n in 1..16 {
        let account = world.citizen(&format!("account-{n}")).await;
        let code = one.shares(&person).await;
        account.redeem(&code, "other").await.is(201);
    }
    let code = one.shares(&person).await;
    let more = world.citizen("one more").await;
    for _ in 0..2 {
        let refused = more.redeem(&code, "other").await;
        let problem = refused.is_problem(409, "too-many-accounts");
        assert!(problem["detail"].as_str().unwrap().contains("16"));
    }
    assert!(more.people().await.is_empty());
    one.redeem(&code, "self").await.is(200);
    let owner = world.verified("owner", &resident_id(1)).await;
    owner.redeem(&code, "self").await.is(201);
    assert_eq!(owner.people().await.len(), 1);
    assert!(one.people().await.is_empty());
}

#[tokio::test]
async fn r84_a_bound_account_is_an_entry_that_names_no_account() {
    let (world, one, person) = keeper().await;
    let code = one.shares(&person).await;
    let two = world.citizen("the second account").await;
    two.redeem(&code, "spouse").await.is(201);
    let history = two.history(&person).await;
    let entry = &history["entries"][1];
    assert_eq!(entry["kind"], "bound");
    assert_eq!(entry["actor"], json!({"role": "citizen", "district": null}));
    assert_eq!(
        entry["detail"],
        json!({"relation": "spouse", "confirmed": false})
    );
    assert!(!history.to_string().contains("second account"));
}

#[tokio::test]
async fn r29_the_colour_is_listed_as_it_is_now_and_a_release_at_night_is_written_first() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let yellow = with(
        &application(&resident_id(1)),
        "/contact/quarantined_cohabitant",
        true,
    );
    let person = one.applied(&yellow).await;
    for day in crate::support::days("2020-02-11", 7) {
        world.morning_of(&day);
        one.checks_in(&person).await;
    }
    let two = world.citizen("two").await;
    let entry = two.redeem(&one.shares(&person).await, "child").await;
    assert_eq!(entry.is(201)["colour"], "yellow");
    world.morning_of("2020-02-18");
    let three = world.citizen("three").await;
    let entry = three.redeem(&one.shares(&person).await, "child").await;
    assert_eq!(entry.is(201)["colour"], "green");
    let history = three.history(&person).await;
    let entries = history["entries"].as_array().unwrap();
    let kinds: Vec<_> = entries.iter().map(|entry| entry["kind"].clone()).collect();
    assert_eq!(kinds, ["applied", "bound", "recomputed", "bound"]);
}

//! `GET /v1/guidance`: what every code means, what to do, and where to turn.

use serde_json::{Value, json};

use crate::support::{
    Between, Fault, Reply, World, application, resident_id, review, stay, verification, with,
};

const DAY: &str = "2020-02-11T09:00:00";

/// The guidance's words for a code.
#[track_caller]
fn told<'a>(guidance: &'a Value, vocabulary: &str, code: &Value) -> &'a Value {
    let words = guidance["codes"].as_array().expect("a list");
    words
        .iter()
        .find(|word| word["vocabulary"] == vocabulary && &word["code"] == code)
        .unwrap_or_else(|| panic!("{vocabulary}/{code}"))
}

async fn read(world: &World) -> Reply {
    world.anonymous().get("/v1/guidance").await
}

#[tokio::test]
async fn r78_anybody_reads_it_in_both_languages_at_once() {
    let world = World::at(DAY).await;
    let reply = read(&world).await;
    let guidance = reply.is(200);
    assert_eq!(reply.header("content-type"), "application/json");
    assert_eq!(reply.header("content-language"), "zh-CN, en");
    assert_eq!(
        told(&guidance, "rule", &json!("stay-high-risk"))["title"]["en"],
        "Stay in a high-risk area in the last 14 days"
    );
    let english = world.anonymous().reading("en").get("/v1/guidance").await;
    assert_eq!(english.body, reply.body);
}

#[tokio::test]
async fn r78_it_is_there_on_a_day_on_which_the_database_is_not() {
    let between = Between::start().await;
    let world = World::on(between.storage(), DAY).await;
    between.set(Fault::Throttled);
    let reply = read(&world).await;
    assert_eq!(reply.status, 200);
    let used = ["x-consumed-rru", "x-consumed-wru"].map(|units| reply.header(units).to_owned());
    assert_eq!(used, ["0", "0"]);
}

#[tokio::test]
async fn a_reader_who_has_it_is_not_sent_it_again() {
    let world = World::at(DAY).await;
    let first = read(&world).await;
    assert_eq!(first.header("cache-control"), "public, max-age=3600");
    let tag = first.header("etag").to_owned();
    let asked = |tag: String| {
        let request = world.anonymous().request("GET", "/v1/guidance");
        request.header("if-none-match", tag)
    };
    for known in [tag.clone(), format!("W/{tag}"), format!("\"old\", {tag}")] {
        let reply = Reply::of(asked(known).send().await.unwrap()).await;
        assert_eq!((reply.status, reply.body.len()), (304, 0));
        assert_eq!(reply.header("etag"), tag);
        assert_eq!(reply.header("cache-control"), "public, max-age=3600");
    }
    let changed = Reply::of(asked("\"old\"".to_owned()).send().await.unwrap()).await;
    assert_eq!((changed.status, &changed.body), (200, &first.body));
}

#[tokio::test]
async fn r78_a_red_codes_words_are_all_explained_and_in_the_same_words() {
    let world = World::at(DAY).await;
    let guidance = read(&world).await.is(200);
    let citizen = world.citizen("one").await;
    let red = with(
        &application(&resident_id(1)),
        "/travel",
        stay("420100", "2020-02-05"),
    );
    let person = citizen.applied(&red).await;
    let code = citizen.code(&person).await;
    let hold = &code["holds"][0];
    let rule = told(&guidance, "rule", &hold["rule"]);
    assert_eq!(hold["title"], rule["title"]["zh"]);
    assert_eq!(hold["next_step"], rule["next_step"]["zh"]);
    for (vocabulary, word) in [
        ("colour", &code["colour"]),
        ("ended-by", &hold["ends_by"]),
        ("isolation", &hold["isolation"]),
        ("source", &hold["evidence"]["source"]),
        ("check-in-today", &code["check_in"]["today"]),
        ("reapplication", &code["reapplication"]),
    ] {
        told(&guidance, vocabulary, word);
    }
    let history = citizen.history(&person).await;
    told(&guidance, "entry-kind", &history["entries"][0]["kind"]);
    told(&guidance, "role", &history["entries"][0]["actor"]["role"]);
}

#[tokio::test]
async fn r78_what_a_gate_is_told_is_explained_with_what_can_be_added() {
    let world = World::at(DAY).await;
    let guidance = read(&world).await.is(200);
    let gate = world.gate("estate", "community", "330104").await;
    let answer = gate.asks(&verification("estate")).await;
    told(&guidance, "outcome", &answer["outcome"]);
    let reason = &answer["reasons"][0];
    let known = told(&guidance, "reason", &reason["code"]);
    assert_eq!(reason["title"], known["title"]["zh"]);
    let person = application(&resident_id(1));
    world.citizen("one").await.applied(&person).await;
    let asked = with(&verification("estate"), "/document", resident_id(1));
    let answer = gate.asks(&asked).await;
    assert_eq!(answer["missing"], json!(["residence-or-work-proof"]));
    let missing = told(&guidance, "requirement", &answer["missing"][0]);
    let step = missing["next_step"]["en"].as_str().unwrap();
    assert!(
        step.contains("lease") && step.contains("title deed"),
        "{step}"
    );
}

#[tokio::test]
async fn r78_a_refusal_says_the_next_step_that_the_guidance_says() {
    let world = World::at(DAY).await;
    let guidance = read(&world).await.is(200);
    let citizen = world.citizen("one").await;
    let person = citizen.applied(&application(&resident_id(1))).await;
    citizen.file(&person, &review()).await.is(201);
    let again = citizen.file(&person, &review()).await;
    let problem = again.is_problem(409, "review-open");
    let known = told(&guidance, "problem", &problem["code"]);
    assert_eq!(problem["title"], known["title"]["zh"]);
    assert_eq!(problem["detail"], known["next_step"]["zh"]);
}

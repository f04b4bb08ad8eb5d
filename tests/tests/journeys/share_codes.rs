//! Share codes under stress: what is stored and logged of them, and what happens at once.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use serde_json::json;
use tokio::task::JoinSet;

use crate::support::{Citizen, Reply, World, application, resident_id, with};

const DAY: &str = "2020-02-11T09:00:00";
const MANY: usize = 20;

/// Each account sends the code at the same time; the answers in the order of the accounts.
async fn at_once(accounts: &[Citizen], code: &str) -> Vec<Reply> {
    let redeem = |(n, account): (usize, &Citizen)| {
        let (account, code) = (account.clone(), code.to_owned());
        async move { (n, account.redeem(&code, "child").await) }
    };
    let running: JoinSet<_> = accounts.iter().enumerate().map(redeem).collect();
    let replies: BTreeMap<_, _> = running.join_all().await.into_iter().collect();
    replies.into_values().collect()
}

fn with_status(replies: &[Reply], status: u16) -> usize {
    replies
        .iter()
        .filter(|reply| reply.status == status)
        .count()
}

async fn accounts(world: &World, count: usize) -> Vec<Citizen> {
    let mut accounts = Vec::new();
    for n in 0..count {
        accounts.push(world.citizen(&format!("account-{n}")).await);
    }
    accounts
}

/// All that the tables hold, as text; bytes in hexadecimal digits.
async fn stored(world: &World) -> String {
    let mut stored = Vec::new();
    for table in ["People", "Identities", "Scans"] {
        let scan = world.bundle.database.client.scan().table_name(table);
        let scan = scan.send().await.expect("a scan");
        stored.push(format!("{:?}", scan.items()));
    }
    stored.concat()
}

/// Lines of an account's list, as they lie in the table.
async fn lines_of_list(world: &World, account: &str) -> usize {
    let scan = world.bundle.database.client.scan().table_name("People");
    let scan = scan.send().await.expect("a scan");
    let key = format!("account#{account}");
    let is_line = |pk: Option<&String>| pk.is_some_and(|pk| *pk == key);
    let lines = scan.items().iter().map(|item| item["pk"].as_s().ok());
    lines.filter(|pk| is_line(*pk)).count()
}

/// Every way in which a code could lie in a text.
fn spellings(code: &str) -> Vec<String> {
    let plain = code.replace('-', "");
    let mut spellings = Vec::new();
    for text in [
        code.to_owned(),
        code.to_lowercase(),
        plain.to_lowercase(),
        plain,
    ] {
        let in_bytes = HEXLOWER.encode(text.as_bytes());
        spellings.extend([text, in_bytes]);
    }
    spellings
}

#[tokio::test]
async fn r69_no_table_and_no_receipt_holds_a_share_code() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/shares");
    let open = one.shares(&person).await;
    let keyed = one.post_once(&path, &json!({}), "k").await.is(201);
    let keyed = keyed["share_code"].as_str().unwrap();
    let used = one.shares(&person).await;
    let two = world.citizen("two").await;
    let body = json!({"share_code": used, "relation": "child"});
    two.post_once("/v1/shares", &body, "k").await.is(201);
    let stored = stored(&world).await;
    assert!(stored.contains("share#") && stored.contains("once#"));
    for code in [&open, keyed, &used] {
        for spelling in spellings(code) {
            assert!(!stored.contains(&spelling), "{spelling}");
        }
    }
}

#[tokio::test]
async fn r69_no_log_line_names_a_share_code_or_an_account() {
    let world = World::at(DAY).await;
    let one = world.citizen("the first account").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/shares");
    let code = one.post_once(&path, &json!({}), "k").await.is(201)["share_code"].clone();
    let code = code.as_str().unwrap();
    let two = world.citizen("the second account").await;
    for status in [201, 200] {
        two.redeem(code, "child").await.is(status);
    }
    let logged = world.watch().logged();
    assert!(logged.contains("/v1/people/{person}/shares") && logged.contains("/v1/shares"));
    for spelling in spellings(code) {
        assert!(!logged.contains(&spelling), "{spelling}");
    }
    assert!(!logged.contains("the second account"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r69_of_many_accounts_that_redeem_a_code_at_once_one_gets_it() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let accounts = accounts(&world, MANY).await;
    let code = one.shares(&person).await;
    let replies = at_once(&accounts, &code).await;
    assert_eq!(with_status(&replies, 201), 1);
    assert_eq!(with_status(&replies, 404), MANY - 1);
    let unknown = one.redeem("7K3M-9QWX-2B4D", "child").await;
    let refused = replies.iter().filter(|reply| reply.status == 404);
    assert!(
        refused
            .into_iter()
            .all(|reply| reply.told() == unknown.told())
    );
    for (account, reply) in accounts.iter().zip(&replies) {
        let kept = usize::from(reply.status == 201);
        assert_eq!(account.people().await.len(), kept);
    }
    let history = one.history(&person).await;
    assert_eq!(history["entries"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r69_one_account_that_redeems_a_code_many_times_at_once_is_bound_once() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let code = one.shares(&person).await;
    let same = vec![world.citizen("two").await; MANY];
    let replies = at_once(&same, &code).await;
    assert_eq!(with_status(&replies, 201), 1);
    assert_eq!(with_status(&replies, 200), MANY - 1);
    let history = one.history(&person).await;
    assert_eq!(history["entries"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r68_many_codes_at_once_bind_no_more_than_sixteen() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let mut redeeming = JoinSet::new();
    for account in accounts(&world, MANY).await {
        let code = one.shares(&person).await;
        redeeming.spawn(async move { again_while_busy(&account, &code).await });
    }
    let replies = redeeming.join_all().await;
    assert_eq!(with_status(&replies, 201), 15);
    for refused in replies.iter().filter(|reply| reply.status != 201) {
        refused.is_problem(409, "too-many-accounts");
    }
}

/// As a client would: 503 means to send it again.
async fn again_while_busy(account: &Citizen, code: &str) -> Reply {
    loop {
        let reply = account.redeem(code, "child").await;
        if reply.status != 503 {
            return reply;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn r69_whoever_redeems_while_the_owner_claims_keeps_nothing() {
    let world = World::at(DAY).await;
    for (n, claims) in (0..10).zip(1..) {
        let document = resident_id(n);
        let stranger = world.citizen("stranger").await;
        let body = with(&application(&document), "/person/relation", "child");
        let person = stranger.applied(&body).await;
        let code = stranger.shares(&person).await;
        let friend = world.citizen("friend").await;
        let owner = world.verified("owner", &document).await;
        let own = application(&document);
        let (redeemed, claimed) = tokio::join!(friend.redeem(&code, "child"), owner.apply(&own));
        claimed.is(200);
        assert!([201, 404].contains(&redeemed.status), "{}", redeemed.text());
        assert!(friend.people().await.is_empty());
        assert_eq!(owner.people().await.len(), claims);
        let path = format!("/v1/people/{person}/code");
        friend.get(&path).await.is_problem(404, "not-found");
        let again = friend.redeem(&code, "child").await;
        again.is_problem(404, "not-found");
        assert_eq!(lines_of_list(&world, "friend").await, 0);
        assert_eq!(lines_of_list(&world, "owner").await, claims);
    }
}

#[tokio::test]
async fn a_keyed_share_and_a_keyed_redemption_are_answered_alike_again() {
    let world = World::at(DAY).await;
    let one = world.citizen("one").await;
    let person = one.applied(&application(&resident_id(1))).await;
    let path = format!("/v1/people/{person}/shares");
    let share = one.post_once(&path, &json!({}), "k").await;
    let body = json!({"share_code": share.is(201)["share_code"], "relation": "child"});
    let two = world.citizen("two").await;
    let redeemed = two.post_once("/v1/shares", &body, "k").await;
    redeemed.is(201);
    world.set("2020-02-11T10:00:00");
    let again = one.post_once(&path, &json!({}), "k").await;
    assert_eq!((again.status, &again.body), (201, &share.body));
    let again = two.post_once("/v1/shares", &body, "k").await;
    assert_eq!((again.status, &again.body), (201, &redeemed.body));
    assert_eq!(again.header("location"), redeemed.header("location"));
    let other = with(&body, "/relation", "parent");
    let refused = two.post_once("/v1/shares", &other, "k").await;
    refused.is_problem(422, "idempotency-key-reused");
}

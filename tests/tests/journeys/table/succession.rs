//! One rule after another: on its day a district's newer rule replaces its older one, and a newer
//! one of the city reaches only where no district has spoken. What no rule can say.

use serde_json::{Value, json};

use super::listing::Cell;
use super::town::{GREEN, Town};
use crate::policies::City;
use crate::support::{application, number_with_check, verification, with};

/// A rule of communities: of these districts, or of the city.
fn rule(districts: Option<&[&str]>, from: &str, asks: &str, authority: &str) -> Value {
    let mut rule = json!({
        "place_types": ["community"], "effective_from": from,
        "directions": ["entry", "exit"], "requires": [asks],
        "authority": {"zh": authority, "en": "An authority"},
        "text": {"zh": format!("{authority}的新规定。"), "en": "A new rule."},
    });
    if let Some(districts) = districts {
        rule["districts"] = json!(districts);
    }
    rule
}

/// The current policy under a new name from 12 February, with these rules besides its own.
fn policy_with(city: &City, rules: impl IntoIterator<Item = Value>) -> Value {
    let mut policy = city.with_medium("v2", "2020-02-12", &json!(["3303", "3310"]));
    policy["access"].as_array_mut().unwrap().extend(rules);
    policy
}

/// What the rule read at the district's community is, and that who asks there is told the same.
async fn rule_at(town: &Town, district: &str) -> (String, Vec<String>) {
    let place = format!("community-{district}");
    let reader = town.world.anonymous();
    let read = reader
        .get(&format!("/v1/places/{place}/rule"))
        .await
        .is(200);
    let staff = town.world.checkpoint(district).await;
    let question = with(&verification(&place), "/token", town.pass(GREEN).await);
    let answer = staff.asks(&question).await;
    assert_eq!(answer["missing"], read["requires"], "{district}");
    for member in ["version", "authority", "effective_from", "text"] {
        assert_eq!(answer["rule"][member], read[member], "{district}");
    }
    let requires = serde_json::from_value(read["requires"].clone()).unwrap();
    let from = read["effective_from"].as_str().unwrap().to_owned();
    (from, requires)
}

#[tokio::test]
async fn r61_a_districts_newer_rule_replaces_its_older_one_and_a_newer_city_rule_does_not() {
    let town = Town::on("2020-02-12").await;
    let communities = Cell::all("2020-02-12").into_iter();
    town.gates(communities.filter(|cell| cell.kind == "community"))
        .await;
    let city = City::of(&town.world).await;
    let (districts_day, citys_day) = ("2020-02-14", "2020-02-15");
    let published = policy_with(
        &city,
        [
            rule(Some(&["330104"]), districts_day, "temperature", "江干区"),
            rule(None, citys_day, "check-in-today", "杭州市"),
        ],
    );
    city.publishes(&published).await;
    let strict: &[&str] = &["identity-document", "residence-or-work-proof"];
    let first = "2020-02-11";
    // 江干's own newer rule; 余杭 keeps the older one; 西湖 is closed; 淳安 has only the city's.
    for (now, expected) in [
        (
            "2020-02-13T23:58:00",
            [
                ("330104", first, strict),
                ("330110", first, strict),
                ("330106", first, &["identity-document"]),
                ("330127", first, &[]),
            ],
        ),
        (
            "2020-02-14T00:00:00",
            [
                ("330104", districts_day, &["temperature"]),
                ("330110", first, strict),
                ("330106", first, &["identity-document"]),
                ("330127", first, &[]),
            ],
        ),
        (
            "2020-02-15T00:00:00",
            [
                ("330104", districts_day, &["temperature"]),
                ("330110", first, strict),
                ("330106", first, &["identity-document"]),
                ("330127", citys_day, &["check-in-today"]),
            ],
        ),
    ] {
        town.world.set(now);
        for (district, from, requires) in expected {
            let (read_from, read) = rule_at(&town, district).await;
            assert_eq!(read_from, from, "{district} at {now}");
            assert_eq!(read, requires, "{district} at {now}");
        }
    }
}

#[tokio::test]
async fn r61_a_rule_counts_only_once_a_second_officer_of_the_city_has_approved_it() {
    let town = Town::on("2020-02-14").await;
    let communities = Cell::all("2020-02-14").into_iter();
    town.gates(communities.filter(|cell| cell.place() == "community-330104"))
        .await;
    let city = City::of(&town.world).await;
    let newer = rule(Some(&["330104"]), "2020-02-14", "temperature", "江干区");
    city.proposes(&policy_with(&city, [newer])).await;
    assert_eq!(rule_at(&town, "330104").await.0, "2020-02-11");
    city.approve(&city.first, "v2")
        .await
        .is_problem(409, "second-officer-required");
    assert_eq!(rule_at(&town, "330104").await.0, "2020-02-11");
    city.approve(&city.second, "v2").await.is(200);
    let (from, requires) = rule_at(&town, "330104").await;
    assert_eq!(
        (from.as_str(), requires),
        ("2020-02-14", vec!["temperature".to_owned()])
    );
}

#[tokio::test]
async fn r47_no_rule_can_ask_for_a_number_plate_or_a_household_registration() {
    let town = Town::on("2020-02-12").await;
    let city = City::of(&town.world).await;
    for ground in [
        "number-plate",
        "household-registration",
        "local-registration",
    ] {
        let policy = policy_with(&city, [rule(None, "2020-02-13", ground, "杭州市")]);
        let faults = city.first.post("/v1/policies", &policy).await.faults();
        let (pointer, _) = &faults[0];
        assert!(pointer.ends_with("/requires/0"), "{faults:?}");
    }
    let field = with(
        &rule(None, "2020-02-13", "temperature", "杭州市"),
        "/number_plate",
        "浙A",
    );
    let policy = policy_with(&city, [field]);
    let faults = city.first.post("/v1/policies", &policy).await.faults();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(faults[0].0.ends_with("/number_plate"), "{faults:?}");
    let officer = town.world.officer("330106").await;
    let place =
        json!({"name": "示例", "type": "community", "district": "330106", "number_plate": "浙A"});
    let faults = officer.put("/v1/places/estate", &place).await.faults();
    let unknown = ("#/number_plate".to_owned(), "unknown-field".to_owned());
    assert_eq!(faults, [unknown]);
    // Somebody registered in another city, as the number's first digits tell, is anybody.
    let number = number_with_check("33030219880101001");
    let elsewhere = json!({"type": "resident-id", "number": number});
    let newcomer = town.world.citizen("newcomer").await;
    newcomer.applied(&application(&elsewhere)).await;
    let communities = Cell::all("2020-02-12").into_iter();
    let communities = communities.filter(|cell| cell.kind == "community");
    for gate in town.gates(communities).await {
        let question = gate.with_everything("entry");
        let shown = with(&question, "/document", elsewhere.clone());
        gate.tells_green(&shown, &[]).await;
    }
}

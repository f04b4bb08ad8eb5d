//! `PUT /v1/places/{place}` and `GET /v1/places/{place}/rule`.

use serde_json::json;

use crate::support::World;

const DAY: &str = "2020-02-11T09:00:00";

#[tokio::test]
async fn r51_anybody_can_read_the_rule_of_a_place_with_authority_and_date() {
    let world = World::at(DAY).await;
    world.gate("estate", "community", "330104").await;
    let rule = world
        .anonymous()
        .get("/v1/places/estate/rule")
        .await
        .is(200);
    assert_eq!(rule["version"], "2020-02-11");
    assert_eq!(rule["effective_from"], "2020-02-11");
    assert_eq!(
        rule["requires"],
        json!(["identity-document", "residence-or-work-proof"])
    );
    assert!(rule["authority"].as_str().unwrap().contains("杭州市"));
    assert!(rule["text"].as_str().unwrap().contains("租房合同"));
    let english = world
        .anonymous()
        .reading("en")
        .get("/v1/places/estate/rule")
        .await
        .is(200);
    assert!(english["text"].as_str().unwrap().contains("lease"));
    world
        .anonymous()
        .get("/v1/places/nowhere/rule")
        .await
        .is_problem(404, "not-found");
}

#[tokio::test]
async fn rules_have_dates_and_a_later_one_of_the_district_wins() {
    let world = World::at("2020-02-17T23:59:40").await;
    world.gate("estate", "community", "330182").await;
    let rule = world
        .anonymous()
        .get("/v1/places/estate/rule")
        .await
        .is(200);
    assert_eq!(rule["effective_from"], "2020-02-11");
    world.set("2020-02-18T00:00:00");
    let rule = world
        .anonymous()
        .get("/v1/places/estate/rule")
        .await
        .is(200);
    assert_eq!(rule["effective_from"], "2020-02-18");
    assert_eq!(rule["directions"], json!(["entry"]));
}

#[tokio::test]
async fn r52_r53_r54_r55_each_district_has_its_rule() {
    let world = World::at(DAY).await;
    let document = json!(["identity-document"]);
    let proof = json!(["identity-document", "residence-or-work-proof"]);
    for (district, requires) in [
        ("330102", &document),
        ("330103", &document),
        ("330104", &proof),
        ("330105", &document),
        ("330106", &document),
        ("330108", &document),
        ("330109", &document),
        ("330110", &proof),
        ("330111", &document),
        ("330112", &document),
        ("330122", &proof),
        ("330127", &json!([])),
        ("330182", &document),
    ] {
        world
            .gate(&format!("w{district}"), "workplace", district)
            .await;
        let rule = world
            .anonymous()
            .get(&format!("/v1/places/w{district}/rule"))
            .await
            .is(200);
        assert_eq!(&rule["requires"], requires, "{district}");
    }
}

#[tokio::test]
async fn a_place_belongs_to_the_district_that_set_it_up() {
    let world = World::at(DAY).await;
    let officer = world.officer("330106").await;
    let body = json!({"name": "西湖区示例小区", "type": "community", "district": "330106"});
    let view = officer.put("/v1/places/estate", &body).await.is(200);
    assert_eq!(view["place_id"], "estate");
    let other = world.officer("330110").await;
    other
        .put("/v1/places/estate", &body)
        .await
        .is_problem(403, "other-district");
    let theirs = json!({"name": "余杭区示例小区", "type": "community", "district": "330110"});
    other
        .put("/v1/places/estate", &theirs)
        .await
        .is_problem(403, "other-district");
    let school = json!({"name": "西湖区示例学校", "type": "school", "district": "330106"});
    officer.put("/v1/places/estate", &school).await.is(200);
    let rule = world
        .anonymous()
        .get("/v1/places/estate/rule")
        .await
        .is(200);
    assert_eq!(
        (&rule["type"], &rule["name"]),
        (&school["type"], &school["name"])
    );
}

#[tokio::test]
async fn every_fault_of_a_place_is_told() {
    let world = World::at(DAY).await;
    let officer = world.officer("330106").await;
    let body = json!({"name": "", "type": "pub", "district": "330113", "hukou": true});
    let faults = officer.put("/v1/places/a%20b", &body).await.faults();
    let expected = [
        ("#", "place-id"),
        ("#/district", "unknown-district"),
        ("#/hukou", "unknown-field"),
        ("#/name", "length"),
        ("#/type", "unknown-value"),
    ];
    assert_eq!(
        faults,
        expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()))
    );
}

//! The shipped template is read in full, and what cannot be read is named.

use std::collections::BTreeSet;

use super::*;

fn with_event(event: &str) -> Result<Template, TemplateError> {
    parse(&format!(
        "Resources:\n  Apply:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: functions/apply/\n      Events:\n        Apply:\n          Type: HttpApi\n          Properties: {event}\n"
    ))
}

#[test]
fn the_shipped_template_has_every_route_of_the_contract_with_its_scopes() {
    let routes: BTreeSet<String> = shipped()
        .unwrap()
        .routes
        .into_iter()
        .map(|route| {
            let scopes = route
                .scopes
                .map_or("public".to_owned(), |scopes| scopes.join("|"));
            format!(
                "{} {} {scopes} {}",
                route.method, route.path, route.function
            )
        })
        .collect();
    let expected = [
        "POST /v1/applications citizen apply",
        "POST /v1/people/{person}/reapplication citizen apply",
        "POST /v1/people/{person}/shares citizen apply",
        "POST /v1/policies city registry",
        "POST /v1/policies/{version}/approval city registry",
        "POST /v1/shares citizen apply",
        "GET /v1/reviews/{review} district|city review",
        "POST /v1/reviews/{review}/proposal district|city review",
        "POST /v1/reviews/{review}/approval district|city review",
        "POST /v1/reviews/{review}/transfer city review",
        "GET /v1/orders district|city review",
        "POST /v1/orders district|city review",
        "GET /v1/orders/{order} district|city review",
        "POST /v1/orders/{order}/approval district|city review",
        "GET /v1/integrity-cases district|city review",
        "GET /v1/integrity-cases/{case} district|city review",
        "POST /v1/integrity-cases/{case}/proposal district|city review",
        "POST /v1/integrity-cases/{case}/approval district|city review",
        "POST /v1/people/{person}/check-ins citizen check-in",
        "GET /v1/people citizen code",
        "GET /v1/people/{person}/code citizen code",
        "GET /v1/people/{person}/code.svg citizen code",
        "GET /v1/people/{person}/code.png citizen code",
        "GET /v1/people/{person}/scans citizen code",
        "GET /v1/people/{person}/history citizen code",
        "GET /v1/people/{person}/history/proof citizen code",
        "GET /v1/roots public code",
        "GET /v1/roots/{day} public code",
        "GET /v1/guidance public code",
        "GET /.well-known/jwks.json public code",
        "GET /v1/openapi.json public code",
        "POST /v1/verifications checkpoint verify",
        "GET /v1/places/{place}/rule public verify",
        "GET /v1/policies/current public registry",
        "GET /v1/policies/schema public registry",
        "GET /v1/policies/{version} public registry",
        "GET /v1/sunset public registry",
        "PUT /v1/places/{place} district registry",
        "GET /v1/employers/{credit_code}/roster employer registry",
        "GET /v1/statistics district|city registry",
        "POST /v1/people/{person}/reviews citizen review",
        "GET /v1/people/{person}/reviews citizen review",
        "GET /v1/people/{person}/reviews/{review} citizen review",
        "GET /v1/reviews district|city review",
        "POST /v1/evidence clinic|registry evidence",
    ];
    assert_eq!(routes, expected.map(str::to_owned).into());
}

#[test]
fn the_shipped_template_has_four_tables_with_keys_indexes_and_ttl() {
    let tables = shipped().unwrap().tables;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["Identities", "Ledger", "People", "Scans"]);
    let people = &tables[2];
    let indexes: Vec<&str> = people
        .indexes
        .iter()
        .map(|index| index.index_name.as_str())
        .collect();
    assert_eq!(indexes, ["due", "queue", "roster", "heads"]);
    let heads = &people.indexes[3].projection;
    assert_eq!(heads.projection_type, ProjectionType::Include);
    assert_eq!(
        heads.non_key_attributes,
        ["log_n", "log_head", "log_colour", "district"]
    );
    assert_eq!(people.keys.len(), 2);
    assert_eq!(people.ttl.as_ref().unwrap().attribute_name, "expires_at");
    assert_eq!((&tables[0].ttl, &tables[1].ttl), (&None, &None));
}

#[test]
fn the_shipped_template_schedules_the_countdown_and_the_sunset_and_nothing_else() {
    assert_eq!(shipped().unwrap().scheduled, ["countdown", "sunset"]);
}

#[test]
fn a_missing_path_is_named_with_its_place() {
    let error = with_event("{Method: GET, Auth: {Authorizer: NONE}}")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Resources.Apply.Properties.Events.Apply.Properties"),
        "{error}"
    );
    assert!(error.contains("Path"), "{error}");
}

#[test]
fn a_route_without_an_auth_is_refused() {
    let error = with_event("{Method: GET, Path: /x}")
        .unwrap_err()
        .to_string();
    assert!(error.contains("Auth"), "{error}");
}

#[test]
fn a_route_behind_the_authorizer_must_name_a_scope() {
    let error = with_event("{Method: GET, Path: /x, Auth: {Authorizer: AccessToken}}")
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Events.Apply.Properties.Auth.AuthorizationScopes"),
        "{error}"
    );
}

#[test]
fn a_tag_where_a_plain_value_is_needed_is_refused_and_elsewhere_ignored() {
    assert!(with_event("{Method: GET, Path: !Sub '/x', Auth: {Authorizer: NONE}}").is_err());
    assert!(
        with_event("{ApiId: !Ref Api, Method: GET, Path: /x, Auth: {Authorizer: NONE}}").is_ok()
    );
}

#[test]
fn an_unknown_key_type_is_named_with_its_place() {
    let error = parse(
        "Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      AttributeDefinitions: []\n      KeySchema: [{AttributeName: pk, KeyType: SORT}]\n",
    )
    .unwrap_err()
    .to_string();
    assert!(
        error.contains("Resources.T.Properties.KeySchema[0].KeyType"),
        "{error}"
    );
}

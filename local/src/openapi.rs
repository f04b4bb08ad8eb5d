//! The description of the whole API, put together from what each function says of itself.
//!
//! It is kept in `docs/openapi.json`, where `GET /v1/openapi.json` takes it from; a contract test
//! compares the two. What the gateway and every function answer alike is added here, once.

use std::collections::BTreeMap;

use serde_json::json;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        ComponentsBuilder, Content, ContentBuilder, InfoBuilder, LicenseBuilder, ObjectBuilder,
        OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, ResponseBuilder, ServerBuilder, Type,
        path::Operation,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
        tag::{Tag, TagBuilder},
    },
};

/// Tags, by who may use a route.
const TAGS: [(&str, &str); 7] = [
    ("citizen", "People, and those who keep a code for them"),
    ("checkpoint", "Staff at a checkpoint"),
    ("institution", "Clinics and registries"),
    (
        "district",
        "Officers of a district; the city may read its list of reviews",
    ),
    ("city", "Officers of the city's team"),
    ("employer", "Employers, about their own people"),
    ("public", "Anybody"),
];

const PROBLEM_JSON: &str = "application/problem+json";

/// The description of the whole API.
pub fn openapi() -> OpenApi {
    let mut whole = parts().into_values().fold(base(), OpenApi::merge_from);
    for (path, item) in &mut whole.paths.paths {
        if !edge::stays_open(path, true) {
            item.get.iter_mut().for_each(end_with_the_service);
        }
        let others = [&mut item.put, &mut item.post, &mut item.delete];
        others.into_iter().flatten().for_each(end_with_the_service);
        for operation in operations_mut(item) {
            answer_as_all(operation);
        }
    }
    whole
}

/// What each function with routes says of itself, by folder name.
pub fn parts() -> BTreeMap<&'static str, OpenApi> {
    BTreeMap::from([
        ("apply", apply::openapi()),
        ("check-in", check_in::openapi()),
        ("code", code::openapi()),
        ("evidence", evidence::openapi()),
        ("registry", registry::openapi()),
        ("review", review::openapi()),
        ("verify", verify::openapi()),
    ])
}

fn base() -> OpenApi {
    let license = LicenseBuilder::new()
        .name("Apache-2.0")
        .identifier(Some("Apache-2.0"));
    let info = InfoBuilder::new()
        .title("Hangzhou health code")
        .version("1")
        .description(Some(
            "Codes, check-ins, verifications and reviews. Unknown fields in a request are refused; \
             all faults of a body are named at once, with JSON pointers. Accept-Language (zh-CN, en) \
             chooses the language of titles, details and next steps; codes never change.",
        ))
        .license(Some(license.build()));
    OpenApiBuilder::new()
        .info(info.build())
        .servers(Some([ServerBuilder::new().url("/").build()]))
        .tags(Some(TAGS.map(tag)))
        .components(Some(components().build()))
        .build()
}

fn tag((name, description): (&str, &str)) -> Tag {
    TagBuilder::new()
        .name(name)
        .description(Some(description))
        .build()
}

fn components() -> ComponentsBuilder {
    let access_token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some(
            "An RS256 access token of the identity provider, with one of the route's scopes in its \
             `scope`.",
        ));
    let mut schemas = Vec::new();
    edge::ProblemView::schemas(&mut schemas);
    ComponentsBuilder::new()
        .security_scheme("access_token", SecurityScheme::Http(access_token.build()))
        .schemas_from_iter(schemas)
        .schema(edge::ProblemView::name(), edge::ProblemView::schema())
        .schema("GatewayMessage", gateway_message())
        .response("NoToken", gateway_answer("No valid token"))
        .response(
            "NoScope",
            gateway_answer("No scope of this route, or a problem of the function"),
        )
        .response("NotJson", problem("not-json"))
        .response(
            "ServiceEnded",
            problem("service-ended: since the day that the detail tells"),
        )
        .response("TooLarge", problem("More than 64 KiB"))
        .response("NotAsJson", problem("Not sent as application/json"))
        .response(
            "Throttled",
            gateway_answer("Too many requests; see Retry-After"),
        )
        .response(
            "Busy",
            problem("busy: nothing was changed; see Retry-After"),
        )
}

/// The gateway's own answers are not problem details.
fn gateway_message() -> RefOr<utoipa::openapi::Schema> {
    ObjectBuilder::new()
        .description(Some("An answer of the gateway itself."))
        .property("message", ObjectBuilder::new().schema_type(Type::String))
        .required("message")
        .examples([json!({"message": "Unauthorized"})])
        .into()
}

fn gateway_answer(description: &str) -> utoipa::openapi::Response {
    ResponseBuilder::new()
        .description(description)
        .content("application/json", schema("GatewayMessage"))
        .build()
}

fn problem(description: &str) -> utoipa::openapi::Response {
    ResponseBuilder::new()
        .description(description)
        .content(PROBLEM_JSON, schema("ProblemView"))
        .build()
}

fn schema(name: &str) -> Content {
    ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(name)))
        .build()
}

/// Every operation of a path.
pub fn operations(item: &PathItem) -> impl Iterator<Item = (http::Method, &Operation)> {
    [
        (http::Method::GET, &item.get),
        (http::Method::PUT, &item.put),
        (http::Method::POST, &item.post),
        (http::Method::DELETE, &item.delete),
        (http::Method::OPTIONS, &item.options),
        (http::Method::HEAD, &item.head),
        (http::Method::PATCH, &item.patch),
        (http::Method::TRACE, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

fn operations_mut(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
    ]
    .into_iter()
    .filter_map(Option::as_mut)
}

/// Adds what a route answers that does not stay open after the service's end.
fn end_with_the_service(operation: &mut Operation) {
    let answers = &mut operation.responses.responses;
    let conflict = answers
        .entry("409".to_owned())
        .or_insert_with(|| Ref::from_response_name("ServiceEnded").into());
    if let RefOr::T(conflict) = conflict {
        conflict.description.push_str(", service-ended");
    }
}

/// Adds the answers that no function needs to describe; its own descriptions stand.
fn answer_as_all(operation: &mut Operation) {
    let mut common = vec![("429", "Throttled"), ("503", "Busy")];
    if operation.security.is_some() {
        common.extend([("401", "NoToken"), ("403", "NoScope")]);
    }
    if operation.request_body.is_some() {
        common.extend([
            ("400", "NotJson"),
            ("413", "TooLarge"),
            ("415", "NotAsJson"),
        ]);
    }
    for (status, name) in common {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| Ref::from_response_name(name).into());
    }
}

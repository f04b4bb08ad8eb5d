//! `POST /v1/applications`.

use axum::response::Response;
use edge::{Answered, Call, Faults, Fields, JsonBody, Problem, ProblemView, json_with};
use http::StatusCode;
use rules::calendar::show;
use rules::case::Case;
use rules::chain::{Actor, EntryKind, Head, detail_of};
use rules::declaration::Declaration;
use rules::evidence::{Record, Says};
use rules::identity::PersonId;
use rules::person::{Binding, Bindings, Declared, Holder, Person, Reviews};
use rules::texts::Refusal;
use rules::words::Relation;
use serde_json::{Value, json};
use store::{Commit, Identity, Seen, Verdict, With};
use wire::{CodeView, refusal};

use crate::Applied;
use crate::body::ApplicationBody;
use crate::declaration::{Applicant, DECLARATION_FIELDS, Reading, digest, kept_part};
use crate::verified::Verified;

/// An application that was read: who, what, and what is kept of it.
struct Application {
    applicant: Applicant,
    declaration: Declaration,
    kept: Value,
    digest: String,
}

/// Declare for oneself or for somebody one cares for, and have a code at once.
///
/// The same application again gives the same person, and never a second code.
#[utoipa::path(
    post, path = "/v1/applications", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = ApplicationBody,
    responses(
        (status = 201, description = "A code", body = Applied),
        (status = 200, description = "The same application was made before, or the person proved to be its owner", body = Applied),
        (status = 403, description = "identity-mismatch", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "already-applied, person-already-registered, not-in-force", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn apply(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let application = read(&call, &body)?;
    let id = call
        .state
        .store
        .pepper()
        .person(&application.applicant.document);
    let verified = Verified::of(&call, &application.applicant.document);
    if application.applicant.relation == Relation::Oneself && verified.differs_from(id) {
        return Err(refusal(Refusal::IdentityMismatch));
    }
    let answer = call
        .state
        .store
        .change_seen(id, &call.attempt, |seen| {
            let is_verified = verified == Verified::Person(id);
            match seen {
                Seen::Nobody(evidence) => first(&call, id, &application, evidence, is_verified),
                Seen::Person(stored) => again(&call, &stored.person, &application, is_verified),
            }
        })
        .await?;
    Ok(answer.into_response_now())
}

fn read(call: &Call, body: &Value) -> Result<Application, Problem> {
    let today = call.today();
    if !call.book.is_in_force(today) {
        return Err(refusal(Refusal::NotInForce));
    }
    let reading = Reading {
        policy: call.book.on(today),
        today,
    };
    let known = [&["person"], DECLARATION_FIELDS].concat();
    let faults = Faults::default();
    let parts = Fields::of(body, &known, &faults).map(|fields| {
        let applicant = reading.applicant(fields.field("person"));
        (applicant, reading.declaration(&fields))
    });
    let parts = parts.and_then(|(applicant, declaration)| applicant.zip(declaration));
    let (applicant, declaration) = faults.end(parts)?;
    let kept = kept_part(body);
    let told = json!({"person": {"relation": applicant.relation, "name": applicant.name.as_str(), "phone": applicant.phone.as_str()}, "declared": kept});
    let digest = digest(call, &told);
    Ok(Application {
        applicant,
        declaration,
        kept,
        digest,
    })
}

/// Nobody has applied for this person yet. What clinics and registries told before counts from
/// now on (R19).
fn first(
    call: &Call,
    id: PersonId,
    application: &Application,
    evidence: &[Record],
    is_verified: bool,
) -> Result<Verdict<Answered>, Problem> {
    let Application {
        applicant,
        declaration,
        kept,
        digest,
    } = application;
    let policy = call.policy();
    let binding = Binding {
        account: call.caller.account.clone(),
        relation: if is_verified {
            Relation::Oneself
        } else {
            applicant.relation
        },
        is_confirmed: is_verified,
    };
    let mut case = Case::open(call.today(), policy);
    let mut changes = case.declare(declaration, 1, policy, call.now);
    let (orders, told_before): (Vec<_>, Vec<_>) = evidence
        .iter()
        .cloned()
        .partition(|record| matches!(record.says, Says::Ordered(_)));
    changes.extend(case.learn_all(&told_before, policy, call.now));
    let mut person = Person {
        id,
        holder: Holder::of(&applicant.name, &applicant.document),
        presence: declaration.presence,
        district: declaration.district,
        employer: declaration.employer.clone(),
        bindings: Bindings::new(vec![binding.clone()]),
        declared: Declared {
            first: digest.clone(),
            again: None,
            owners: is_verified.then(|| digest.clone()),
        },
        case,
        head: Head::default(),
        reviews: Reviews::default(),
        integrity: None,
    };
    let detail = told(detail_of(&changes), declaration, &policy.version);
    let mut entries = vec![person.append(EntryKind::Applied, Actor::CITIZEN, detail, call.now)];
    // Each names its law and its office.
    entries.extend(
        orders
            .iter()
            .filter_map(|order| person.obey(order, policy, call.now)),
    );
    let answer = answer(call, StatusCode::CREATED, &person)?;
    Ok(Commit::of(person, &call.book, call.now)
        .entries(entries)
        .with([
            With::Declared(store::Declared {
                person: Some(identity(applicant)),
                ..record(call, 1, declaration, kept)
            }),
            With::Bound(binding),
        ])
        .with(call.receipt(&answer))
        .then(answer))
}

/// The applicant's name and papers, as they are kept apart.
fn identity(applicant: &Applicant) -> Identity {
    let document = &applicant.document;
    Identity {
        name: applicant.name.as_str().to_owned(),
        document_type: document.kind().code().to_owned(),
        document_number: document.number().to_owned(),
        document_country: document
            .country()
            .map(|country| country.as_str().to_owned()),
        phone: applicant.phone.as_str().to_owned(),
    }
}

/// Somebody has: the same account repeats itself, or the person proves to be the owner.
fn again(
    call: &Call,
    person: &Person,
    application: &Application,
    is_verified: bool,
) -> Result<Verdict<Answered>, Problem> {
    let account = &call.caller.account;
    let is_bound = person.bindings.includes(account);
    let is_owner = person.bindings.is_verified_self(account);
    let is_repeat = person.declared.is_repeated_by(&application.digest);
    // An owner who came by a share has not told name and phone yet.
    let is_awaited = is_verified && is_owner && person.declared.owners.is_none();
    if is_bound && !is_repeat && !is_awaited {
        return Err(refusal(Refusal::AlreadyApplied));
    }
    if is_awaited || is_verified && !is_owner {
        return confirm(call, person.clone(), application);
    }
    if !is_bound {
        return Err(refusal(Refusal::PersonAlreadyRegistered));
    }
    Ok(Verdict::Keep(answer(call, StatusCode::OK, person)?))
}

/// A verified self outranks whoever applied for them (R69): the name and the phone become
/// theirs, and what was declared stands.
fn confirm(
    call: &Call,
    mut person: Person,
    application: &Application,
) -> Result<Verdict<Answered>, Problem> {
    let settled = person.settle(&call.book, call.now);
    let unbound = person.bindings.confirm_self(&call.caller.account);
    person.holder = Holder::of(&application.applicant.name, &application.applicant.document);
    person.declared.owners = Some(application.digest.clone());
    let entry = person.append(
        EntryKind::Confirmed,
        Actor::CITIZEN,
        json!({"unbound_accounts": unbound.len()}),
        call.now,
    );
    let bound = person.bindings.of(&call.caller.account).cloned();
    let answer = answer(call, StatusCode::OK, &person)?;
    Ok(Commit::of(person, &call.book, call.now)
        .entries(settled.into_iter().chain([entry]))
        .with([With::Identity(identity(&application.applicant))])
        .with(bound.map(With::Bound))
        .with(unbound.into_iter().map(With::Unbound))
        .with(call.receipt(&answer))
        .then(answer))
}

/// The answer to a declaration of this person.
pub fn answer(call: &Call, status: StatusCode, person: &Person) -> Result<Answered, Problem> {
    let code = CodeView::of(person, call)?;
    let location =
        (status == StatusCode::CREATED).then(|| format!("/v1/people/{}/code", person.id));
    json_with(
        status,
        &Applied {
            person_id: person.id,
            code,
        },
        location,
    )
}

/// What is kept of a declaration, apart from the case.
pub fn record(
    call: &Call,
    number: u32,
    declaration: &Declaration,
    kept: &Value,
) -> store::Declared {
    store::Declared {
        number,
        declared_at: show(call.now),
        pledge_version: declaration.pledge.clone(),
        body: kept.to_string(),
        person: None,
    }
}

/// The history's detail of a declaration: its holds, the pledge and the policy.
pub fn told(holds: Option<Value>, declaration: &Declaration, policy: &str) -> Value {
    let mut told = holds.unwrap_or_else(|| json!({}));
    told["pledge"] = json!(declaration.pledge);
    told["policy"] = json!(policy);
    told
}

//! `POST /v1/shares`: a share code makes this account one more that keeps a person's code.
//!
//! One code binds one account, whoever else sends it at the same moment: using it up, changing the
//! person and listing them for the account are one transaction. An account that is not bound by a
//! code learns nothing from it, not even whether there ever was such a code.

use axum::response::Response;
use edge::{Answered, Call, Faults, Fields, JsonBody, Problem, ProblemView, json_with};
use http::StatusCode;
use rules::chain::{Actor, EntryKind};
use rules::person::Person;
use rules::share::{Share, ShareCode};
use rules::texts::Refusal;
use rules::words::Relation;
use serde_json::{Value, json};
use store::{Commit, Verdict, With};
use utoipa::ToSchema;
use wire::{KeptView, refusal};

use crate::verified::Verified;

/// Characters of a text that is looked at as a share code.
const LONGEST_TEXT: usize = 64;

/// A share code, and who the person is to the account.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"share_code": "7K3M-9QWX-2B4D", "relation": "parent"})))]
#[expect(dead_code, reason = "describes the body; `read` reads it")]
pub struct RedemptionBody {
    /// As it was told: in any case, with or without hyphens.
    #[schema(example = "7K3M-9QWX-2B4D", min_length = 1, max_length = 64)]
    share_code: String,
    /// Who the person is to the account.
    relation: Relation,
}

/// A share code that was read; none where the text can be no code, which nobody has either.
struct Redemption {
    code: Option<ShareCode>,
    relation: Relation,
}

/// Keep somebody's code with this account too, by a share code that was told to it.
///
/// The account that used a share code up may send it again. To every other account a code that was
/// used, has expired, never was, or whose sharer no longer keeps the person's code is not there.
/// An account that keeps the person's code already is told so, and the share code is not used up.
#[utoipa::path(
    post, path = "/v1/shares", tag = "citizen", security(("access_token" = ["citizen"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = RedemptionBody,
    responses(
        (status = 201, description = "This account keeps the person's code", body = KeptView),
        (status = 200, description = "It did already", body = KeptView),
        (status = 403, description = "identity-mismatch", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "No such share code, or not for this account", body = ProblemView, content_type = "application/problem+json"),
        (status = 409, description = "too-many-accounts", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn redeem(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let Redemption { code, relation } = read(&body)?;
    let code = code.ok_or_else(Problem::not_found)?;
    let store = &call.state.store;
    let answer = store
        .change_by_share(&code, &call.attempt, call.now, |share, person| {
            let (share, person) = share.zip(person).ok_or_else(Problem::not_found)?;
            let redeeming = Redeeming {
                call: &call,
                code,
                share,
                person,
            };
            redeeming.decide(relation)
        })
        .await?;
    Ok(answer.into_response_now())
}

fn read(body: &Value) -> Result<Redemption, Problem> {
    let faults = Faults::default();
    let read = Fields::of(body, &["share_code", "relation"], &faults).and_then(|fields| {
        let code = fields
            .field("share_code")
            .required()
            .and_then(|place| place.text_of(1, LONGEST_TEXT).map(ShareCode::parse));
        let relation = fields
            .field("relation")
            .required()
            .and_then(|place| place.word(Relation::ALL));
        Some(Redemption {
            code: code?,
            relation: relation?,
        })
    });
    faults.end(read)
}

/// A share code in the hand of somebody, and the person behind it.
#[derive(Clone, Copy)]
struct Redeeming<'a> {
    call: &'a Call,
    code: ShareCode,
    share: &'a Share,
    person: &'a Person,
}

impl Redeeming<'_> {
    fn decide(self, relation: Relation) -> Result<Verdict<Answered>, Problem> {
        let account = self.account();
        let binding = self.person.bindings.of(account);
        let is_repeat = binding.is_some() && self.share.was_used_by(account);
        if !is_repeat && !self.is_good() {
            return Err(Problem::not_found());
        }
        let verified = Verified::as_person(self.call, self.person.id);
        if relation == Relation::Oneself && verified.differs_from(self.person.id) {
            return Err(refusal(Refusal::IdentityMismatch));
        }
        let is_owner = verified == Verified::Person(self.person.id);
        let may_confirm = is_owner && !self.person.bindings.is_verified_self(account);
        if may_confirm && !is_repeat {
            self.confirm()
        } else if binding.is_some() {
            Ok(Verdict::Keep(self.answer(StatusCode::OK, self.person)?))
        } else {
            self.bind(relation)
        }
    }

    fn account(&self) -> &str {
        &self.call.caller.account
    }

    /// Whether the code can bind somebody: it lives, and its sharer still keeps the person's code.
    fn is_good(&self) -> bool {
        self.share.is_open_at(self.call.now) && self.person.bindings.includes(&self.share.sharer)
    }

    fn bind(self, relation: Relation) -> Result<Verdict<Answered>, Problem> {
        let Call { book, now, .. } = self.call;
        let mut person = self.person.clone();
        let settled = person.settle(book, *now);
        let binding = person
            .bindings
            .bind_by_share(&self.share.sharer, self.account(), relation)
            .map_err(refusal)?;
        let detail = json!({"relation": binding.relation, "confirmed": binding.is_confirmed});
        let entry = person.append(EntryKind::Bound, Actor::CITIZEN, detail, *now);
        let answer = self.answer(StatusCode::CREATED, &person)?;
        Ok(Commit::of(person, book, *now)
            .entries(settled.into_iter().chain([entry]))
            .with([With::Bound(binding), self.used_up()])
            .with(self.call.receipt(&answer))
            .then(answer))
    }

    /// The person themself, proved by the identity provider, outranks whom nobody confirmed. Name
    /// and phone stay as they were declared, since a share tells neither; the owner's own
    /// application brings them.
    fn confirm(self) -> Result<Verdict<Answered>, Problem> {
        let Call { book, now, .. } = self.call;
        let mut person = self.person.clone();
        let settled = person.settle(book, *now);
        let unbound = person.bindings.confirm_self(self.account());
        let detail = json!({"unbound_accounts": unbound.len()});
        let entry = person.append(EntryKind::Confirmed, Actor::CITIZEN, detail, *now);
        let bound = person.bindings.of(self.account()).cloned();
        let answer = self.answer(StatusCode::CREATED, &person)?;
        Ok(Commit::of(person, book, *now)
            .entries(settled.into_iter().chain([entry]))
            .with(bound.map(With::Bound))
            .with(unbound.into_iter().map(With::Unbound))
            .with([self.used_up()])
            .with(self.call.receipt(&answer))
            .then(answer))
    }

    fn used_up(&self) -> With {
        let share = Share {
            used_by: Some(self.account().to_owned()),
            ..self.share.clone()
        };
        With::Shared(self.code, share)
    }

    fn answer(&self, status: StatusCode, person: &Person) -> Result<Answered, Problem> {
        let Call { book, now, .. } = self.call;
        let view = KeptView::of(person, self.account(), book, *now);
        let view = view.ok_or_else(Problem::not_found)?;
        let location =
            (status == StatusCode::CREATED).then(|| format!("/v1/people/{}/code", person.id));
        json_with(status, &view, location)
    }
}

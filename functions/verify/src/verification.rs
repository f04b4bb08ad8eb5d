//! `POST /v1/verifications`.

use axum::response::Response;
use edge::{Call, JsonBody, Problem, ProblemView, json_ok};
use pass::{PassFault, Verified};
use rules::access::{Decision, Passage, Standing, decide};
use rules::assess::{Assessment, CheckInToday, assess};
use rules::calendar::show;
use rules::person::Person;
use rules::policy::AccessRule;
use rules::words::{Outcome, Reason, Requirement};
use serde::Serialize;
use store::{NewScan, Place, Recorded, ScanKey};
use utoipa::ToSchema;
use wire::{HolderView, other_district};

use crate::counting::record_counting;
use crate::place_rule::{RuleView, rule_of};
use crate::scan::{Scan, VerificationBody};

/// What staff are told.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    /// What to do.
    outcome: Outcome,
    /// The colour now; `none` without a valid code.
    #[schema(example = "green")]
    colour: String,
    /// Whom to compare with; null without a valid code.
    holder: Option<HolderView>,
    /// Why, for a refusal or referral.
    reasons: Vec<ReasonView>,
    /// What can still be added, when undecided.
    missing: Vec<Requirement>,
    scan_id: String,
    /// When.
    verified_at: String,
    /// The rule that was applied.
    rule: RuleView,
}

/// A reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReasonView {
    /// Its code.
    code: Reason,
    /// In words, fit to be shown to the person.
    title: String,
}

/// Whom a scan is about, as far as can be told.
struct Subject {
    /// The pass, if it is authentic and has not expired.
    pass: Option<Verified>,
    /// The person, if they have a code; also when the pass had expired.
    person: Option<Person>,
    /// What is wrong with what was shown.
    fault: Option<Reason>,
}

/// Verify the person in front of the checkpoint by pass, by document, by both, or by neither.
///
/// At the same place a pass is decided anew, and the same question with the same decision is
/// the same scan; at another place the pass is replayed.
#[utoipa::path(
    post, path = "/v1/verifications", tag = "checkpoint", security(("access_token" = ["checkpoint"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "Same key and body, same answer")),
    request_body = VerificationBody,
    responses(
        (status = 200, description = "The question was answered", body = VerificationView),
        (status = 403, description = "other-district", body = ProblemView, content_type = "application/problem+json"),
        (status = 404, description = "No such place", body = ProblemView, content_type = "application/problem+json"),
        (status = 422, description = "Every fault of the body", body = ProblemView, content_type = "application/problem+json"),
    )
)]
pub async fn verify(call: Call, JsonBody(body): JsonBody) -> Result<Response, Problem> {
    let scan = Scan::read(&call, &body)?;
    let place = call
        .state
        .store
        .place(&scan.place)
        .await?
        .ok_or_else(Problem::not_found)?;
    if call.caller.district != Some(place.district) {
        return Err(other_district());
    }
    let subject = subject(&call, &scan).await?;
    let policy = call.policy();
    let rule = rule_of(&place, policy, call.today())?;
    let asked = Asked {
        call: &call,
        scan: &scan,
        place: &place,
        rule,
        request: call.state.store.pepper().digest_json(&body),
    };
    let assessment = subject
        .person
        .as_ref()
        .map(|person| assess(&person.case, &call.book, call.now));
    let recorded = asked.record(&subject, assessment.as_ref()).await?;
    // Only a pass that is this service's own and in time tells staff whom to compare with.
    let is_known = recorded.colour.is_some();
    let holder = subject
        .person
        .filter(|_| is_known)
        .map(|person| HolderView::of(&person.holder));
    json_ok(&VerificationView {
        outcome: recorded.outcome,
        colour: recorded
            .colour
            .map_or("none", rules::words::Colour::code)
            .to_owned(),
        holder,
        reasons: recorded
            .reasons
            .iter()
            .map(|&code| ReasonView {
                code,
                title: call.language.pick(code.title()).to_owned(),
            })
            .collect(),
        missing: recorded.missing,
        scan_id: recorded.scan_id,
        verified_at: show(recorded.at),
        rule: RuleView::of(rule, policy, call.language),
    })
}

async fn subject(call: &Call, scan: &Scan) -> Result<Subject, Problem> {
    let verified = scan
        .token
        .as_deref()
        .map(|token| call.state.ring.verify(token, call.now));
    let (pass, whose, fault) = match verified {
        None => (None, scan.document, None),
        Some(Ok(pass)) => {
            let is_mismatch = scan
                .document
                .is_some_and(|document| document != pass.person);
            (
                Some(pass),
                Some(pass.person),
                is_mismatch.then_some(Reason::HolderMismatch),
            )
        }
        Some(Err(PassFault::Expired(pass))) => (None, Some(pass.person), Some(Reason::CodeExpired)),
        Some(Err(PassFault::Invalid)) => (None, None, Some(Reason::CodeInvalid)),
    };
    let person = match whose {
        Some(id) => call
            .state
            .store
            .person(id)
            .await?
            .map(|stored| stored.person),
        None => None,
    };
    // A pass of ours for nobody we know is no pass of this city.
    let is_foreign = scan.token.is_some() && person.is_none();
    Ok(Subject {
        pass,
        person,
        fault: if is_foreign {
            Some(Reason::CodeInvalid)
        } else {
            fault
        },
    })
}

/// A question in its place, with the rule that answers it.
struct Asked<'a> {
    call: &'a Call,
    scan: &'a Scan,
    place: &'a Place,
    rule: &'a AccessRule,
    request: String,
}

impl Asked<'_> {
    /// Decides and records, in one write; a pass that was used elsewhere is decided again.
    async fn record(
        &self,
        subject: &Subject,
        assessment: Option<&Assessment>,
    ) -> Result<store::Scan, Problem> {
        let decision = self.decide(subject.fault, assessment);
        let key = match (&subject.pass, &subject.person) {
            (Some(pass), Some(_)) => ScanKey::Pass {
                person: pass.person,
                serial: pass.serial.to_string(),
                expires_at: pass.expires_at,
            },
            (None, Some(person)) => ScanKey::Person(person.id),
            (_, None) => ScanKey::Nobody,
        };
        match self.write(key, decision, subject.fault, assessment).await? {
            Recorded::As(scan) | Recorded::Before(scan) => Ok(*scan),
            Recorded::Replayed => {
                let replayed = Some(Reason::CodeReplayed);
                let decision = self.decide(replayed, assessment);
                let key = subject
                    .person
                    .as_ref()
                    .map_or(ScanKey::Nobody, |person| ScanKey::Person(person.id));
                match self.write(key, decision, replayed, assessment).await? {
                    Recorded::As(scan) | Recorded::Before(scan) => Ok(*scan),
                    Recorded::Replayed => {
                        Err(Problem::busy("a scan's own key was taken".to_owned()))
                    }
                }
            }
        }
    }

    fn decide(&self, fault: Option<Reason>, assessment: Option<&Assessment>) -> Decision {
        let standing = match (fault, assessment) {
            (Some(reason), _) => Standing::Faulty(reason),
            (None, None) => Standing::NoCode,
            (None, Some(assessment)) => Standing::Coded {
                colour: assessment.colour,
                checked_in: is_checked_in(assessment),
            },
        };
        let passage = Passage {
            direction: self.scan.direction,
            standing,
            has_document: self.scan.document.is_some(),
            presented: self.scan.presented.clone(),
            temperature: self.scan.temperature,
        };
        decide(&passage, self.rule, self.call.policy().fever_c)
    }

    async fn write(
        &self,
        key: ScanKey,
        decision: Decision,
        fault: Option<Reason>,
        assessment: Option<&Assessment>,
    ) -> Result<Recorded, Problem> {
        let is_shown = !matches!(fault, Some(Reason::CodeExpired | Reason::CodeInvalid));
        let policy = self.call.policy();
        let scan = NewScan {
            key,
            attempt: self.call.attempt_at_a_scan(),
            request: self.request.clone(),
            place: self.place.clone(),
            direction: self.scan.direction,
            outcome: decision.outcome,
            reasons: decision.reasons,
            missing: decision.missing,
            colour: assessment
                .filter(|_| is_shown)
                .map(|assessment| assessment.colour),
            at: self.call.now,
            kept_days: policy.retention.scans_days,
        };
        Ok(record_counting(&self.call.state.store, scan).await?)
    }
}

/// Whether today has a check-in, whatever it came to: an abnormal one puts on a hold, so who is green
/// all the same was cleared by a clinic, and there is nothing that they could still do (R60).
fn is_checked_in(assessment: &Assessment) -> bool {
    assessment.today == CheckInToday::Done
}

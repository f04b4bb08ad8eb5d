//! A person's code: the colour now, why, what ends it, and a fresh pass (R15).

use edge::{Call, Language, Problem, State, random};
use jiff::Timestamp;
use jiff::civil::Date;
use pass::Pass;
use rules::assess::{Assessment, CalendarDay, CheckInToday, HoldStatus, assess};
use rules::calendar::show;
use rules::hold::Evidence;
use rules::identity::PersonId;
use rules::person::{Person, Reapplication};
use rules::policy::{LocalText, PolicyBook};
use rules::words::{Colour, EndedBy, Isolation, Rule, Source};
use serde::Serialize;

use crate::HolderView;

/// How often a client should fetch a fresh pass: half its life.
const REFRESH_AFTER_SECONDS: u16 = 30;

/// A person's code as of one moment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CodeView {
    /// Whose.
    #[schema(value_type = String, example = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    pub person_id: PersonId,
    /// What may be shown of them.
    pub holder: HolderView,
    /// The worst open hold's colour; green without one.
    pub colour: Colour,
    /// The moment that this is about.
    #[schema(example = "2020-02-13T09:00:00+08:00")]
    pub as_of: String,
    /// Open holds: worst colour first, then oldest, then by rule.
    pub holds: Vec<HoldView>,
    /// Today's check-in and the days so far.
    pub check_in: CheckInView,
    /// A fresh pass, valid for 60 seconds.
    pub pass: PassView,
    /// Whether the one re-application is left.
    pub reapplication: Reapplication,
    /// The policy version that judged.
    pub policy: String,
}

/// One reason to be yellow or red.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct HoldView {
    /// Its id, `h1`.
    pub id: String,
    /// Why.
    pub rule: Rule,
    /// Yellow or red.
    pub colour: Colour,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub since: Date,
    /// Days it takes; null where check-ins do not end it, like the next three.
    pub required_days: Option<u8>,
    /// Consecutive normal days done.
    pub normal_days: Option<u8>,
    /// Days left.
    pub remaining_days: Option<u8>,
    /// The first day without it, if every day from now on is normal.
    #[schema(value_type = Option<String>, format = Date)]
    pub earliest_release_on: Option<Date>,
    /// What takes it off.
    pub ends_by: EndedBy,
    /// Where the person stays meanwhile.
    pub isolation: Isolation,
    /// The law that it rests on.
    pub legal_basis: String,
    /// What put it on or renewed it.
    pub evidence: Option<EvidenceView>,
    /// Why, in the reader's language.
    pub title: String,
    /// What to do, in the reader's language.
    pub next_step: String,
}

/// What a hold rests on.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct EvidenceView {
    /// Who told us.
    pub source: Source,
    /// The teller's id for it.
    pub id: String,
    /// When it was recorded.
    pub recorded_at: String,
}

/// Check-ins of a person.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CheckInView {
    /// Whether today has one, or should have one.
    pub today: CheckInToday,
    /// Days, oldest first.
    pub calendar: Vec<DayView>,
}

/// One day of the calendar.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DayView {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// What it came to.
    pub result: CalendarDay,
}

/// A pass and how long it lives.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PassView {
    /// The token of the QR code.
    pub token: String,
    /// When it was issued.
    pub issued_at: String,
    /// When it ends: 60 seconds later.
    pub expires_at: String,
    /// When to fetch the next one.
    pub refresh_after_seconds: u16,
}

impl CodeView {
    /// The code of `person` as `call` asks for it, with a fresh pass.
    pub fn of(person: &Person, call: &Call) -> Result<Self, Problem> {
        let assessment = assess(&person.case, &call.book, call.now);
        let pass = issue_pass(&call.state, person.id, call.now)?;
        Ok(Self {
            person_id: person.id,
            holder: HolderView::of(&person.holder),
            colour: assessment.colour,
            as_of: show(call.now),
            holds: assessment
                .holds
                .iter()
                .map(|status| HoldView::of(status, &call.book, call.language))
                .collect(),
            check_in: CheckInView::of(&assessment),
            pass: PassView::of(pass),
            reapplication: person.declared.reapplication(),
            policy: assessment.policy,
        })
    }
}

/// A fresh pass for `person`. Each has a serial of its own, so that one used at a gate does
/// not spend another.
pub fn issue_pass(state: &State, person: PersonId, now: Timestamp) -> Result<Pass, Problem> {
    state
        .ring
        .issue(person, now, random::bytes()?)
        .map_err(|error| Problem::broken(error.to_string()))
}

impl HoldView {
    /// An open hold as its holder reads it.
    pub fn of(status: &HoldStatus, book: &PolicyBook, language: Language) -> Self {
        let HoldStatus { hold, progress } = status;
        let policy = book.version_or_current(&hold.policy, hold.since);
        let legal_basis = match hold.legal_ground {
            Some(ground) => Some(language.pick(ground.title()).to_owned()),
            None => policy
                .terms(hold.rule)
                .map(|terms| pick(&terms.legal_basis, language).to_owned()),
        };
        Self {
            id: hold.id(),
            rule: hold.rule,
            colour: hold.colour,
            since: hold.since,
            required_days: progress.map(|progress| progress.required_days),
            normal_days: progress.map(|progress| progress.normal_days),
            remaining_days: progress.map(|progress| progress.remaining_days),
            earliest_release_on: progress.map(|progress| progress.earliest_release_on),
            ends_by: hold.ending.by(),
            isolation: hold.isolation,
            legal_basis: legal_basis.unwrap_or_default(),
            evidence: hold.ground().map(EvidenceView::of),
            title: language.pick(hold.rule.title()).to_owned(),
            next_step: language.pick(hold.rule.next_step()).to_owned(),
        }
    }
}

impl EvidenceView {
    /// A piece of evidence, by its teller and id.
    pub fn of(evidence: &Evidence) -> Self {
        Self {
            source: evidence.source,
            id: evidence.id.clone(),
            recorded_at: show(evidence.recorded_at),
        }
    }
}

impl CheckInView {
    /// The days of an assessment.
    pub fn of(assessment: &Assessment) -> Self {
        let calendar = assessment
            .calendar
            .iter()
            .map(|&(date, mark)| DayView {
                date,
                result: mark.word(),
            })
            .collect();
        Self {
            today: assessment.today,
            calendar,
        }
    }
}

impl PassView {
    fn of(pass: Pass) -> Self {
        Self {
            token: pass.token,
            issued_at: show(pass.issued_at),
            expires_at: show(pass.expires_at),
            refresh_after_seconds: REFRESH_AFTER_SECONDS,
        }
    }
}

/// A policy's text in the reader's language.
pub fn pick(text: &LocalText, language: Language) -> &str {
    match language {
        Language::Chinese => &text.zh,
        Language::English => &text.en,
    }
}

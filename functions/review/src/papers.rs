//! What an officer needs to decide about a person: who it is, what they declared, every open hold with its
//! evidence, the days, and what was answered before.

use edge::{Call, Problem};
use jiff::civil::Date;
use rules::assess::assess;
use rules::case::{Place, Standing, Stay};
use rules::identity::District;
use rules::person::Person;
use rules::review::Review;
use rules::words::{Colour, Presence};
use serde::Serialize;
use serde_json::Value;
use store::{Declared, Identity};
use utoipa::ToSchema;
use wire::{CheckInView, EvidenceView, HoldView};

use crate::mine::ReviewView;

/// A person's papers and case, for the officer who has to decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct PapersView {
    /// Whose.
    #[schema(example = "p_7ZZZZZZZZZZZZZZZZZZZZZZZZZ")]
    person_id: String,
    /// Name, document and phone, in clear.
    identity: Option<IdentityView>,
    /// In Hangzhou, or about to enter.
    presence: Presence,
    /// Where they live or are going.
    #[schema(value_type = String, example = "330106")]
    district: District,
    /// The colour now.
    colour: Colour,
    /// Open holds, each with all of its evidence that is kept.
    holds: Vec<SeenHoldView>,
    /// Stays on record, declared and recorded.
    stays: Vec<StayView>,
    /// Today's check-in and the days so far.
    check_in: CheckInView,
    /// What they declared, the first one first.
    declarations: Vec<DeclarationView>,
    /// Their reviews so far, oldest first.
    reviews: Vec<ReviewView>,
}

/// Who somebody is. It has no `Debug` that tells.
#[derive(Serialize, ToSchema)]
pub struct IdentityView {
    /// The name in full.
    name: String,
    /// The document's type.
    document_type: String,
    /// The document's number.
    document_number: String,
    /// The passport's country.
    document_country: Option<String>,
    /// The phone number.
    phone: String,
}

impl std::fmt::Debug for IdentityView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityView(..)")
    }
}

/// An open hold as its holder reads it, with all evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeenHoldView {
    #[serde(flatten)]
    hold: HoldView,
    /// The pieces that are kept with it, at most four; the first put it on or renewed it.
    all_evidence: Vec<EvidenceView>,
    /// How often it was told of in all. A proposal keeps this number: what is told after it makes
    /// the proposal out of date.
    told: u32,
}

/// A stay on record.
#[derive(Debug, Serialize, ToSchema)]
pub struct StayView {
    /// Area code, or country.
    #[schema(example = "420100")]
    place: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    to: Date,
    /// Who told of it.
    evidence: EvidenceView,
    /// What officers decided about it: nothing, not held against the declaration, or that it does
    /// not count.
    standing: Standing,
}

/// A declaration as it was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeclarationView {
    /// Which of the person's, from 1.
    number: u32,
    /// When.
    declared_at: String,
    /// The version of the pledge that was given with it.
    pledge_version: String,
    /// Its body, as it was sent.
    #[schema(value_type = Object)]
    declared: Value,
}

impl PapersView {
    /// Reads the papers of `person`, whose history has the look already.
    pub async fn read(call: &Call, person: &Person) -> Result<Self, Problem> {
        let store = &call.state.store;
        let papers = store.papers(person.id).await?;
        let reviews = store.reviews_of(person.id).await?;
        let mut replies = store.replies_of(person.id).await?;
        let assessment = assess(&person.case, &call.book, call.now);
        let view = |review: &Review| {
            let reply = replies.remove(&review.id.number);
            ReviewView::of(review, None, reply)
        };
        Ok(Self {
            person_id: person.id.to_string(),
            identity: papers.identity.map(IdentityView::of),
            presence: person.presence,
            district: person.district,
            colour: assessment.colour,
            holds: assessment
                .holds
                .iter()
                .map(|status| SeenHoldView {
                    hold: HoldView::of(status, &call.book, call.language),
                    told: status.hold.told,
                    all_evidence: status
                        .hold
                        .evidence()
                        .iter()
                        .map(EvidenceView::of)
                        .collect(),
                })
                .collect(),
            stays: person.case.stays.iter().map(StayView::of).collect(),
            check_in: CheckInView::of(&assessment),
            declarations: papers
                .declarations
                .into_iter()
                .map(DeclarationView::of)
                .collect::<Result<_, _>>()?,
            reviews: reviews.iter().map(view).collect(),
        })
    }
}

impl StayView {
    fn of(stay: &Stay) -> Self {
        Self {
            place: match &stay.place {
                Place::Area(area) => area.as_str().to_owned(),
                Place::Country(country) => country.as_str().to_owned(),
            },
            from: stay.from,
            to: stay.to,
            evidence: EvidenceView::of(&stay.evidence),
            standing: stay.standing,
        }
    }
}

impl IdentityView {
    fn of(identity: Identity) -> Self {
        let Identity {
            name,
            document_type,
            document_number,
            document_country,
            phone,
        } = identity;
        Self {
            name,
            document_type,
            document_number,
            document_country,
            phone,
        }
    }
}

impl DeclarationView {
    fn of(declared: Declared) -> Result<Self, Problem> {
        let body = serde_json::from_str(&declared.body)
            .map_err(|error| Problem::broken(format!("a kept declaration: {error}")))?;
        Ok(Self {
            number: declared.number,
            declared_at: declared.declared_at,
            pledge_version: declared.pledge_version,
            declared: body,
        })
    }
}

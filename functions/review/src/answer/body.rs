//! What officers send about a review: JSON to typed values, with every fault at once.

use edge::{Call, Faults, Fields, Node, Problem, RequestFault};
use rules::hold::Hold;
use rules::identity::District;
use rules::person::Person;
use rules::review::HoldSeen;
use rules::texts::FormFault;
use rules::words::ReviewOutcome;
use serde_json::Value;
use utoipa::ToSchema;
use wire::read_district;

/// Holds that one amendment can close.
const MOST_HOLDS: usize = 50;

/// How a review is to end.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(
    json!({"outcome": "uphold", "reply": "铁路部门确认了该行程。"}),
    json!({"outcome": "amend", "close_holds": ["h1"], "reply": "该行程不属于您,已更正。"}),
))]
#[expect(dead_code, reason = "describes the body; `Proposed::read` reads it")]
pub struct ProposalBody {
    /// Uphold or amend.
    outcome: ReviewOutcome,
    /// Of an amendment: the open holds to close, at least one.
    #[schema(max_items = 50, example = json!(["h1"]))]
    close_holds: Option<Vec<String>>,
    /// The answer to the person, 1 to 2000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    reply: String,
}

/// What is approved.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"proposal": 1})))]
#[expect(dead_code, reason = "describes the body; `read_proposal` reads it")]
pub struct ApprovalBody {
    /// The number of the proposal that was read; with another one waiting, nothing is approved.
    #[schema(minimum = 1)]
    proposal: Option<u32>,
}

/// Where a review goes.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({"district": "330106"})))]
#[expect(dead_code, reason = "describes the body; `read_transfer` reads it")]
pub struct TransferBody {
    /// The district that is to answer.
    #[schema(example = "330106")]
    district: String,
}

/// A proposal as it was read.
pub struct Proposed {
    /// How it is to end.
    pub outcome: ReviewOutcome,
    /// Numbers of holds, in the order given.
    pub closes: Vec<u32>,
    /// What the person is told.
    pub reply: String,
}

/// The holds of these numbers as they are; a fault for each that is not open.
pub fn seen(person: &Person, numbers: &[u32]) -> Result<Vec<HoldSeen>, Problem> {
    let faults = Faults::default();
    let mut closes = Vec::new();
    for (index, &number) in numbers.iter().enumerate() {
        let mut holds = person.case.holds.iter();
        if let Some(hold) = holds.find(|hold| hold.number == number) {
            closes.push(HoldSeen::of(hold));
        } else {
            let fault = FormFault::UnknownHold;
            let pointer = format!("#/close_holds/{index}");
            faults.add(&pointer, fault, fault.next_step().into());
        }
    }
    faults.end(Some(closes))
}

impl Proposed {
    /// The proposal in `body`, or all its faults.
    pub fn read(body: &Value) -> Result<Self, Problem> {
        let faults = Faults::default();
        let known = ["outcome", "close_holds", "reply"];
        let read = Fields::of(body, &known, &faults).and_then(|fields| {
            let outcome = fields
                .field("outcome")
                .required()
                .and_then(|place| place.word(ReviewOutcome::ALL));
            let closes = match outcome {
                Some(ReviewOutcome::Uphold) => fields
                    .field("close_holds")
                    .if_any(|place| place.list(0).map(|_| Vec::new()))
                    .map(Option::unwrap_or_default),
                Some(ReviewOutcome::Amend) => {
                    fields.field("close_holds").required().and_then(read_holds)
                }
                None => fields
                    .field("close_holds")
                    .if_any(read_holds)
                    .map(Option::unwrap_or_default),
            };
            let reply = fields.field("reply").required();
            let reply = reply.and_then(|place| place.text_of(1, 2000).map(str::to_owned));
            Some(Self {
                outcome: outcome?,
                closes: closes?,
                reply: reply?,
            })
        });
        faults.end(read)
    }
}

/// Ids of holds, at least one and none twice.
fn read_holds(place: Node<'_>) -> Option<Vec<u32>> {
    let places = place.clone().list(MOST_HOLDS)?;
    if places.is_empty() {
        let fault = RequestFault::Required;
        place.fault(fault, fault.next_step());
        return None;
    }
    let mut numbers = Vec::new();
    for place in &places {
        let (unknown, twice) = (FormFault::UnknownHold, FormFault::Duplicate);
        let number = place.parsed(number_of, unknown, unknown.next_step());
        if number.is_some() && numbers.contains(&number) {
            place.fault(twice, twice.next_step());
        }
        numbers.push(number);
    }
    numbers.into_iter().collect()
}

fn number_of(id: &str) -> Option<u32> {
    let number = id.strip_prefix('h')?.parse().ok()?;
    (Hold::id_of(number) == id).then_some(number)
}

/// The number of the proposal that is approved, if the body names one.
pub fn read_proposal(body: &Value) -> Result<Option<u32>, Problem> {
    let faults = Faults::default();
    let read = Fields::of(body, &["proposal"], &faults).and_then(|fields| {
        fields
            .field("proposal")
            .if_any(|place| place.whole_number_in(1, u32::MAX))
    });
    faults.end(read)
}

/// The district that a review goes to.
pub fn read_transfer(call: &Call, body: &Value) -> Result<District, Problem> {
    let faults = Faults::default();
    let read = Fields::of(body, &["district"], &faults).and_then(|fields| {
        fields
            .field("district")
            .required()
            .and_then(|place| read_district(&place, call.policy()))
    });
    faults.end(read)
}

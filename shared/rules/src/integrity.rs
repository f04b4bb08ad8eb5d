//! Integrity cases: a record contradicted what somebody declared (R64, R65).
//!
//! The hold comes at once and by itself. What the contradiction comes to, and whether the credit
//! system is told, is for two officers to find, after they have looked into it: nothing is told to
//! anybody by itself.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;

use crate::chain::{Entry, EntryKind, detail_of};
use crate::hold::{Evidence, Hold};
use crate::identity::{District, PersonId};
use crate::officer::Officer;
use crate::person::{Holder, Person};
use crate::policy::PolicyBook;
use crate::review::{Answered, HoldSeen};
use crate::texts::Refusal;
use crate::vocabulary::vocabulary;
use crate::words::{Rule, Source};

vocabulary! {
    /// What a contradicted declaration came to.
    pub enum Finding {
        /// The person told the truth, or made a mistake that anybody could have made. The hold ends.
        Innocent,
        /// They told an untruth without consequence. The hold stays until a review closes it.
        Minor,
        /// They told an untruth that put others at risk. Only this may go to the credit system.
        Serious,
    }
}

vocabulary! {
    /// Where an integrity case stands.
    pub enum IntegrityStatus {
        /// Waits for an officer.
        Open,
        /// A finding is proposed and waits for a second officer.
        Proposed,
        /// Two officers agreed.
        Found,
    }
}

/// The id of an integrity case: the person and which of theirs, so that it can be found by its id
/// alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IntegrityId {
    /// Whose.
    pub person: PersonId,
    /// Which of theirs, from 1.
    pub number: u32,
}

impl IntegrityId {
    /// Reads the API's form, `i_…_1`.
    pub fn parse(text: &str) -> Option<Self> {
        let (person, number) = text.strip_prefix("i_")?.rsplit_once('_')?;
        let id = Self {
            person: PersonId::parse(&format!("p_{person}"))?,
            number: number.parse().ok()?,
        };
        (id.number > 0 && id.to_string() == text).then_some(id)
    }
}

impl std::fmt::Display for IntegrityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let person = self.person.to_string();
        write!(f, "i_{}_{}", person.trim_start_matches("p_"), self.number)
    }
}

/// A contradiction and what officers make of it, without what is private in it (their statement).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntegrityCase {
    /// Its id.
    pub id: IntegrityId,
    /// The district that looks into it.
    pub district: District,
    /// When the contradiction came up.
    pub opened_at: Timestamp,
    /// The number of the hold `false-declaration` that it is about.
    pub hold: u32,
    /// The hold's first day: one that began again is another contradiction.
    pub since: Date,
    /// Findings proposed so far.
    pub proposed: u32,
    /// The finding that waits for a second officer, or was approved.
    pub judgement: Option<Judgement>,
    /// Who approved it, and when.
    pub found: Option<Answered>,
}

/// A finding as an officer proposed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Which of the case's, from 1.
    pub number: u32,
    /// What it came to.
    pub finding: Finding,
    /// Whether the credit system is told; never by this service.
    pub credit_referral: bool,
    /// The account that proposed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The hold as it was then; none if it had ended.
    pub hold: Option<HoldSeen>,
}

impl IntegrityCase {
    /// Where it stands.
    pub fn status(&self) -> IntegrityStatus {
        match (&self.judgement, &self.found) {
            (_, Some(_)) => IntegrityStatus::Found,
            (Some(_), None) => IntegrityStatus::Proposed,
            (None, None) => IntegrityStatus::Open,
        }
    }
}

/// Whether a finding may go to the credit system at all: a mistake never, a trifle never (R65).
pub fn may_be_referred(finding: Finding) -> bool {
    match finding {
        Finding::Serious => true,
        Finding::Innocent | Finding::Minor => false,
    }
}

/// The only form in which anybody may be named to the public (R66): 鲍XX(身份证后四位:5539).
pub fn public_mention(holder: &Holder) -> String {
    let Holder {
        name_masked,
        document_tail,
    } = holder;
    format!("{name_masked}（证件后四位：{document_tail}）")
}

/// A step of a case, with its history entry. The person must be settled before.
pub type Step = Result<(IntegrityCase, Entry), Refusal>;

impl Person {
    /// Keeps a case for the open hold `false-declaration`. One that waits for a finding goes on, also
    /// for a hold that was put on after the first one; a contradiction that comes up after a
    /// finding is a case of its own. So nobody has two that wait, and none is left behind.
    pub(crate) fn open_integrity_case(&mut self, now: Timestamp) {
        let mut holds = self.case.holds.iter();
        let Some(hold) = holds.find(|hold| hold.rule == Rule::FalseDeclaration) else {
            return;
        };
        let (hold, since) = (hold.number, hold.since);
        let number = match &mut self.integrity {
            Some(case) if (case.hold, case.since) == (hold, since) => return,
            Some(case) if case.found.is_none() => {
                (case.hold, case.since) = (hold, since);
                return;
            }
            Some(case) => case.id.number + 1,
            None => 1,
        };
        self.integrity = Some(IntegrityCase {
            id: IntegrityId {
                person: self.id,
                number,
            },
            district: self.district,
            opened_at: now,
            hold,
            since,
            proposed: 0,
            judgement: None,
            found: None,
        });
    }

    /// An officer reads the file of the case. The entry comes before what it lets them see.
    pub fn read_for_integrity(&mut self, case: u32, officer: &Officer, now: Timestamp) -> Entry {
        let detail = officer.marking(json!({"case": case}));
        self.append(EntryKind::FileRead, officer.actor(), detail, now)
    }

    /// Proposes what the contradiction comes to. An earlier proposal is dropped.
    ///
    /// # Errors
    /// [`Refusal::FindingMade`] once two officers agreed.
    pub fn propose_finding(
        &mut self,
        number: u32,
        finding: Finding,
        credit_referral: bool,
        officer: &Officer,
        now: Timestamp,
    ) -> Step {
        let hold = self.open_case(number)?.hold;
        let seen = self.hold_seen(hold);
        let case = self.open_case(number)?;
        case.proposed += 1;
        case.judgement = Some(Judgement {
            number: case.proposed,
            finding,
            credit_referral,
            by: officer.account.clone(),
            at: now,
            hold: seen,
        });
        let case = case.clone();
        let detail = json!({
            "case": number, "hold": Hold::id_of(hold), "proposal": case.proposed, "finding": finding,
            "credit_referral": credit_referral,
        });
        let detail = officer.marking(detail);
        let entry = self.append(EntryKind::FindingProposed, officer.actor(), detail, now);
        Ok((case, entry))
    }

    /// Agrees, as the second officer, to the finding that is proposed. *Innocent* closes the hold.
    ///
    /// # Errors
    /// [`Refusal::FindingMade`] if it was agreed to before, [`Refusal::NothingProposed`],
    /// [`Refusal::SecondOfficerRequired`] for whoever proposed it, [`Refusal::ProposalOutdated`] if
    /// `proposal` is another than the one that waits, or the hold was told of since.
    pub fn approve_finding(
        &mut self,
        number: u32,
        proposal: Option<u32>,
        officer: &Officer,
        book: &PolicyBook,
        now: Timestamp,
    ) -> Step {
        let case = self.open_case(number)?;
        let hold = case.hold;
        let judgement = case.judgement.clone();
        let judgement = judgement.ok_or(Refusal::NothingProposed)?;
        officer.seconds(&judgement.by)?;
        let is_seen = proposal.is_none_or(|seen| seen == judgement.number);
        // The hold may have been put on since, or have been another one.
        let is_about_it = self.hold_seen(hold).is_none() || judgement.hold.is_some();
        if !is_seen || !is_about_it || !self.is_as_seen(judgement.hold.as_slice()) {
            return Err(Refusal::ProposalOutdated);
        }
        let case = self.open_case(number)?;
        case.found = Some(Answered {
            by: officer.account.clone(),
            at: now,
        });
        let case = case.clone();
        let by = Evidence {
            source: Source::Officer,
            id: case.id.to_string(),
            recorded_at: now,
        };
        let changes = match judgement.finding {
            Finding::Innocent => self.case.close_by_officers(&[hold], book, &by),
            Finding::Minor | Finding::Serious => Vec::new(),
        };
        let mut detail = detail_of(&changes).unwrap_or_else(|| json!({}));
        detail["case"] = json!(number);
        detail["hold"] = json!(Hold::id_of(hold));
        detail["proposal"] = json!(judgement.number);
        detail["finding"] = json!(judgement.finding);
        detail["credit_referral"] = json!(judgement.credit_referral);
        let detail = officer.marking(detail);
        let entry = self.append(EntryKind::FindingApproved, officer.actor(), detail, now);
        Ok((case, entry))
    }

    fn open_case(&mut self, number: u32) -> Result<&mut IntegrityCase, Refusal> {
        let is_open = |case: &&mut IntegrityCase| case.id.number == number && case.found.is_none();
        let open = self.integrity.as_mut().filter(is_open);
        open.ok_or(Refusal::FindingMade)
    }

    fn hold_seen(&self, number: u32) -> Option<HoldSeen> {
        let mut holds = self.case.holds.iter();
        holds.find(|hold| hold.number == number).map(HoldSeen::of)
    }
}

//! An integrity case as officers see it.

use rules::calendar::show;
use rules::hold::Hold;
use rules::identity::District;
use rules::integrity::{Finding, IntegrityCase, IntegrityStatus, Judgement, public_mention};
use rules::person::Holder;
use serde::Serialize;
use utoipa::ToSchema;
use wire::HolderView;

/// An integrity case.
#[derive(Debug, Serialize, ToSchema)]
pub struct IntegrityView {
    /// Its id.
    pub case_id: String,
    /// Where it stands.
    pub status: IntegrityStatus,
    /// The hold that the contradiction put on.
    #[schema(example = "h2")]
    pub hold: String,
    /// What may be shown of the person.
    pub holder: HolderView,
    /// The only form in which anybody may be named to the public.
    #[schema(example = "鲍XX（证件后四位：5539）")]
    pub public_mention: String,
    /// The district that looks into it.
    #[schema(value_type = String, example = "330106")]
    pub district: District,
    /// When the contradiction came up.
    pub opened_at: String,
    /// The finding that waits for a second officer, or was approved.
    pub proposal: Option<JudgementView>,
    /// When two officers had agreed.
    pub found_at: Option<String>,
}

/// A finding as an officer proposed it.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgementView {
    /// Its number; an approval may name it, so that no other is approved.
    pub number: u32,
    /// What it came to.
    pub finding: Finding,
    /// Whether the credit system is to be told.
    pub credit_referral: bool,
    /// When it was proposed.
    pub proposed_at: String,
    /// Whether the caller proposed it, and so cannot approve it.
    pub proposed_by_you: bool,
}

impl IntegrityView {
    /// `case` of the person shown as `holder`, as the officer with this account sees it.
    pub fn of(case: &IntegrityCase, holder: &Holder, account: &str) -> Self {
        Self {
            case_id: case.id.to_string(),
            status: case.status(),
            hold: Hold::id_of(case.hold),
            holder: HolderView::of(holder),
            public_mention: public_mention(holder),
            district: case.district,
            opened_at: show(case.opened_at),
            proposal: case
                .judgement
                .as_ref()
                .map(|judgement| JudgementView::of(judgement, account)),
            found_at: case.found.as_ref().map(|found| show(found.at)),
        }
    }
}

impl JudgementView {
    fn of(judgement: &Judgement, account: &str) -> Self {
        Self {
            number: judgement.number,
            finding: judgement.finding,
            credit_referral: judgement.credit_referral,
            proposed_at: show(judgement.at),
            proposed_by_you: judgement.by == account,
        }
    }
}

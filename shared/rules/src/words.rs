//! The field's terms: colours, rules, symptoms; those of places and checkpoints in `gate`.

mod gate;

use crate::vocabulary::vocabulary;

pub use gate::{Direction, Outcome, PlaceType, Presented, Reason, Requirement};

vocabulary! {
    /// The colour of a code, from best to worst: the order decides which hold wins (R24).
    pub enum Colour {
        /// No open hold.
        Green,
        /// At least one yellow hold and no red one; at most 7 days (R27).
        Yellow,
        /// At least one red hold; 14 days (R26).
        Red,
    }
}

vocabulary! {
    /// Why a hold was put on. Terms (colour, days, how it ends) are policy data.
    pub enum Rule {
        /// A declared stay in a high-risk area.
        StayHighRisk,
        /// A declared stay in a medium-risk area or country.
        StayMediumRisk,
        /// Declared contact with a confirmed case.
        ContactConfirmed,
        /// Somebody in the household is quarantined.
        CohabitantQuarantined,
        /// A declared or checked-in symptom or fever.
        Symptoms,
        /// A registry's record of a stay in a high-risk area.
        TravelRecordHigh,
        /// A registry's record of a stay in a medium-risk area or country.
        TravelRecordMedium,
        /// A record contradicts the declaration (R64); only an officer ends it.
        FalseDeclaration,
        /// Close contact with a case, as a registry found.
        CloseContact,
        /// Contact with a close contact, as a registry found.
        SecondaryContact,
        /// A clinic suspects the disease (R41).
        ClinicSuspected,
        /// A clinic confirmed the disease; only a clinic's *recovered* ends it (R41).
        ClinicConfirmed,
        /// Observation after recovery (R41).
        PostDischarge,
        /// Two officers ordered it, on a legal ground (R83). Its terms are the order's and not the
        /// policy's.
        OfficerOrder,
    }
}

impl Rule {
    /// The rules whose terms a policy sets: all but the officers' own.
    pub fn of_policies() -> impl Iterator<Item = Self> {
        let is_set = |rule: &Self| *rule != Self::OfficerOrder;
        Self::ALL.iter().copied().filter(is_set)
    }
}

vocabulary! {
    /// The law that an order rests on (R83).
    pub enum LegalGround {
        /// 传染病防治法第三十九条
        #[serde(rename = "infectious-disease-law-39")]
        #[strum(serialize = "infectious-disease-law-39")]
        InfectiousDiseaseLaw39,
        /// 突发公共卫生事件应急条例第四十四条
        #[serde(rename = "emergency-regulation-44")]
        #[strum(serialize = "emergency-regulation-44")]
        EmergencyRegulation44,
        /// 市政府通告
        CityNotice,
    }
}

vocabulary! {
    /// Where an order stands.
    pub enum OrderStatus {
        /// Waits for a second officer; nobody's colour has changed.
        Proposed,
        /// In force: for people with a code now, for others when they apply.
        Approved,
    }
}

vocabulary! {
    /// Symptoms that the form lists (R40).
    pub enum Symptom {
        /// 发热
        Fever,
        /// 干咳
        DryCough,
        /// 咳嗽
        Cough,
        /// 乏力
        Fatigue,
        /// 呼吸困难
        Breathlessness,
        /// 咽痛
        SoreThroat,
        /// 流涕
        RunnyNose,
        /// 腹泻
        Diarrhoea,
        /// 肌肉酸痛
        MuscleAche,
    }
}

vocabulary! {
    /// What takes a hold off.
    pub enum EndedBy {
        /// A run of consecutive days of normal check-ins.
        CheckIns,
        /// A clinic's result.
        Clinic,
        /// An officer's decision.
        Officer,
    }
}

vocabulary! {
    /// Where a person on a hold stays (R26).
    pub enum Isolation {
        /// At home.
        Home,
        /// In a central facility.
        Central,
    }
}

vocabulary! {
    /// Who told us what a hold rests on (R15).
    pub enum Source {
        /// The person's own declaration.
        Declaration,
        /// The person's own check-in.
        CheckIn,
        /// A clinic.
        Clinic,
        /// A registry of travel or contacts.
        Registry,
        /// Officers, by an approved order.
        Officer,
        /// This service itself, for instance by a new policy.
        System,
    }
}

vocabulary! {
    /// What a clinic found (R41).
    pub enum ClinicFinding {
        /// Not ill with the disease: closes symptom and suspicion holds.
        Cleared,
        /// Perhaps ill.
        Suspected,
        /// Ill.
        Confirmed,
        /// Was ill, and is discharged.
        Recovered,
    }
}

vocabulary! {
    /// How near a contact with a case was.
    pub enum ContactDegree {
        /// With a case.
        Close,
        /// With a close contact.
        Secondary,
    }
}

vocabulary! {
    /// Who a person is to the account that applies for them (R68).
    pub enum Relation {
        /// The account's owner.
        #[serde(rename = "self")]
        #[strum(serialize = "self")]
        Oneself,
        /// The owner's child.
        Child,
        /// The owner's parent.
        Parent,
        /// The owner's spouse.
        Spouse,
        /// Anybody else whom the owner cares for.
        Other,
    }
}

vocabulary! {
    /// Whether a person is in Hangzhou or means to enter it (R2).
    pub enum Presence {
        /// Already in one of the 13 districts and counties.
        InHangzhou,
        /// About to enter.
        Inbound,
    }
}

vocabulary! {
    /// How somebody arrives in Hangzhou.
    pub enum Transport {
        /// 铁路
        Rail,
        /// 航空
        Air,
        /// 公路
        Road,
        /// 水路
        Water,
        /// 其他
        Other,
    }
}

vocabulary! {
    /// What a day's check-ins came to; the worst of the day stands (R32).
    pub enum DayResult {
        /// Below the policy's `fever_c`, and no listed symptom that is not declared chronic.
        Normal,
        /// Anything else (R36).
        Abnormal,
    }
}

vocabulary! {
    /// Why somebody asks for a review (R72).
    pub enum ReviewGround {
        /// The stay or journey is not theirs.
        NotMyTravel,
        /// Quarantine was served already.
        QuarantineCompleted,
        /// A clinic cleared them.
        ClinicCleared,
        /// The evidence is about somebody else.
        WrongPerson,
        /// One household, different colours.
        HouseholdInconsistent,
        /// A mistake in the data.
        DataError,
        /// Anything else.
        Other,
    }
}

vocabulary! {
    /// How a review is to end.
    pub enum ReviewOutcome {
        /// The colour stands.
        Uphold,
        /// Holds are closed, once a second officer agrees.
        Amend,
    }
}

vocabulary! {
    /// Where a review stands.
    pub enum ReviewStatus {
        /// Filed, waiting for its district.
        Submitted,
        /// An amendment is proposed and waits for a second officer.
        Proposed,
        /// Answered: the colour stands.
        Upheld,
        /// Answered: holds were closed.
        Amended,
    }
}

//! The field's terms: colours, rules, symptoms, places, outcomes, reasons.

use crate::vocabulary::vocabulary;

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
        /// Below 37.3 °C, and no listed symptom that is not declared chronic.
        Normal,
        /// Anything else (R36).
        Abnormal,
    }
}

vocabulary! {
    /// Kinds of place with a checkpoint.
    pub enum PlaceType {
        /// The city's border.
        CityEntry,
        /// A residential community or village.
        Community,
        /// A company, office or site.
        Workplace,
        /// A school.
        School,
        /// A mall, supermarket or hotel.
        Commercial,
        /// Metro, bus, railway inside the city.
        Transit,
    }
}

vocabulary! {
    /// Which way somebody passes a checkpoint (R43).
    pub enum Direction {
        /// Going in.
        Entry,
        /// Going out.
        Exit,
    }
}

vocabulary! {
    /// What somebody can show at a checkpoint besides the code.
    pub enum Presented {
        /// An identity document, looked at by staff.
        IdentityDocument,
        /// A pass of the community.
        ResidencePass,
        /// A pass of the workplace.
        WorkPass,
        /// A lease: a proof as good as any (R54).
        Lease,
        /// A title deed: a proof as good as any (R54).
        TitleDeed,
    }
}

vocabulary! {
    /// What a place's rule can ask for besides the colour (R49). Number plate and household
    /// registration have no word here, so no rule can ask for them (R47).
    pub enum Requirement {
        /// An identity document, shown or entered.
        IdentityDocument,
        /// Any one proof of living or working there.
        ResidenceOrWorkProof,
        /// A temperature taken at the checkpoint.
        Temperature,
        /// Today's check-in.
        CheckInToday,
    }
}

vocabulary! {
    /// What staff are told to do.
    pub enum Outcome {
        /// Let through.
        Admit,
        /// Turn back (劝返).
        Refuse,
        /// Hand over: yellow, red, fever, or the lane for people without a code (R4, R50, R58).
        Refer,
        /// Something that can still be added is missing.
        Undecided,
    }
}

vocabulary! {
    /// Why somebody is refused or referred.
    pub enum Reason {
        /// The pass is older than 60 seconds: a screenshot (R45).
        CodeExpired,
        /// Not a pass of this service, or changed (R45).
        CodeInvalid,
        /// The pass was already used at another place (R45).
        CodeReplayed,
        /// The document is not the holder's (R44).
        HolderMismatch,
        /// The city border admits nobody without a code (R3).
        CodeRequired,
        /// The code is yellow (R50).
        ColourYellow,
        /// The code is red (R50).
        ColourRed,
        /// 37.3 °C or more at the checkpoint (R58).
        TemperatureHigh,
        /// No code: the no-code lane (R4).
        NoCode,
    }
}

impl Reason {
    /// What a reason of this kind leads to.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::CodeExpired
            | Self::CodeInvalid
            | Self::CodeReplayed
            | Self::HolderMismatch
            | Self::CodeRequired => Outcome::Refuse,
            Self::ColourYellow | Self::ColourRed | Self::TemperatureHigh | Self::NoCode => {
                Outcome::Refer
            }
        }
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

//! Terms of places and checkpoints: what is asked for, what is shown, what staff are told.

use crate::vocabulary::vocabulary;

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
        /// The policy's `fever_c` or more at the checkpoint (R58).
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

//! What a city's people ask for, in shares of all requests: the one place from which every program
//! that speaks of load takes it.

/// One kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `GET /v1/people/{person}/code`.
    Code,
    /// `POST /v1/verifications` of a pass that was shown just before.
    Verification,
    /// `POST /v1/people/{person}/check-ins`.
    CheckIn,
    /// `POST /v1/applications` of somebody new.
    Application,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Verification,
        Self::Code,
        Self::CheckIn,
        Self::Application,
    ];

    /// Of a hundred requests so many are of this kind. A code is shown where it is scanned, and a few
    /// check in and apply: our assumption, since no city has published its own.
    pub const fn percent(self) -> u32 {
        match self {
            Self::Code | Self::Verification => 45,
            Self::CheckIn => 7,
            Self::Application => 3,
        }
    }

    /// The kind of the request on which this number below a hundred fell.
    pub fn drawn(percent: u32) -> Self {
        let mut below = 0;
        let falls = |kind: &Self| {
            below += kind.percent();
            percent < below
        };
        Self::ALL
            .into_iter()
            .find(falls)
            .unwrap_or(Self::Application)
    }

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "a code is shown",
            Self::Verification => "a code is scanned",
            Self::CheckIn => "a check-in",
            Self::Application => "an application",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_draws_fall_as_the_shares_say() {
        for kind in Kind::ALL {
            let drawn = (0..100).filter(|&n| Kind::drawn(n) == kind).count();
            assert_eq!(drawn, kind.percent() as usize, "{kind:?}");
        }
    }
}

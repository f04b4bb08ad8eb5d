//! What the state of things says no to, as HTTP says it.

use edge::Problem;
use rules::texts::Refusal;

/// The problem that tells of a refusal: 403 where the token is another's, 422 where the content
/// is at fault, else 409.
pub fn refusal(refusal: Refusal) -> Problem {
    let (code, title, detail) = (refusal.code(), refusal.title(), refusal.detail());
    match refusal {
        Refusal::IdentityMismatch
        | Refusal::OtherDistrict
        | Refusal::NoDistrict
        | Refusal::CityRequired
        | Refusal::OtherSource => Problem::forbidden(code, title, detail),
        Refusal::NotToday => Problem::refused(code, title, detail, Vec::new()),
        Refusal::NotInForce
        | Refusal::AlreadyApplied
        | Refusal::PersonAlreadyRegistered
        | Refusal::ReapplicationUsed
        | Refusal::ReviewOpen
        | Refusal::VersionTaken
        | Refusal::SecondOfficerRequired
        | Refusal::ReviewAnswered
        | Refusal::NothingProposed
        | Refusal::ProposalOutdated
        | Refusal::FindingMade
        | Refusal::TooManyAccounts => Problem::conflict(code, title, detail),
    }
}

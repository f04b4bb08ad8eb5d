//! Temperature and symptoms in bodies.

use std::collections::BTreeSet;

use edge::{Fields, Node, Saying};
use rules::health::{Health, Temperature};
use rules::policy::Policy;
use rules::texts::FormFault;
use rules::words::Symptom;

/// A temperature in °C, 34.0 to 43.0.
pub fn read_temperature(place: &Node<'_>) -> Option<Temperature> {
    place
        .number_in(Temperature::LOWEST_C, Temperature::HIGHEST_C)
        .and_then(Temperature::parse)
}

/// `symptoms` and `chronic` of these fields. A symptom that the policy knows as never chronic
/// cannot be declared so.
pub fn read_health(
    fields: &Fields<'_>,
    temperature: Option<Temperature>,
    policy: &Policy,
) -> Option<Health> {
    let symptoms = fields
        .field("symptoms")
        .if_any(|place| place.words(Symptom::ALL));
    let chronic = fields
        .field("chronic")
        .if_any(|place| read_chronic(place, policy));
    Some(Health {
        temperature,
        symptoms: symptoms?.unwrap_or_default(),
        chronic: chronic?.unwrap_or_default(),
    })
}

fn read_chronic(place: Node<'_>, policy: &Policy) -> Option<BTreeSet<Symptom>> {
    let symptoms: Vec<_> = place
        .list(2 * Symptom::ALL.len())?
        .iter()
        .map(|place| chronic(place, policy))
        .collect();
    symptoms.into_iter().collect()
}

fn chronic(place: &Node<'_>, policy: &Policy) -> Option<Symptom> {
    let symptom = place.word(Symptom::ALL)?;
    let may_be = policy.chronic.contains(&symptom);
    if !may_be {
        let words: Vec<_> = policy.chronic.iter().map(|word| word.code()).collect();
        let words = words.join(", ");
        let listed = Saying::new(
            format!("可以申报为慢性症状的只有：{words}。"),
            format!("Only {words} may be declared chronic."),
        );
        place.fault(FormFault::NeverChronic, listed);
    }
    may_be.then_some(symptom)
}

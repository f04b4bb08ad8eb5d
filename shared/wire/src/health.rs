//! Temperature and symptoms in bodies.

use std::collections::BTreeSet;

use edge::{Fields, Node};
use rules::health::{Health, Temperature};
use rules::policy::Policy;
use rules::text::Text;
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
    let symptoms = read_symptoms(fields.field("symptoms"));
    let chronic = read_symptoms(fields.field("chronic"));
    if let Some(chronic) = &chronic
        && !chronic.is_subset(&policy.chronic)
    {
        fields.field("chronic").fault(
            "never-chronic",
            Text::new(
                "只有咳嗽、干咳、流涕、咽痛可以申报为慢性症状。",
                "Only cough, dry-cough, runny-nose and sore-throat may be declared chronic.",
            ),
        );
        return None;
    }
    Some(Health {
        temperature,
        symptoms: symptoms?,
        chronic: chronic?,
    })
}

fn read_symptoms(place: Node<'_>) -> Option<BTreeSet<Symptom>> {
    match place.optional() {
        Some(place) => place.words(Symptom::ALL),
        None => Some(BTreeSet::new()),
    }
}

//! Reading where somebody was and how they arrive.

use edge::Node;
use rules::declaration::{Arrival, DeclaredStay};
use rules::words::{Presence, Transport};
use wire::{read_area, read_days, read_whereabouts};

use crate::declaration::Reading;

/// Stays in one declaration at most.
const MOST_STAYS: usize = 50;

impl Reading<'_> {
    pub fn stays(self, place: Node<'_>) -> Option<Vec<DeclaredStay>> {
        let stays: Vec<_> = place
            .list(MOST_STAYS)?
            .into_iter()
            .map(|place| self.stay(place))
            .collect();
        stays.into_iter().collect()
    }

    fn stay(self, place: Node<'_>) -> Option<DeclaredStay> {
        let fields = place.clone().object(&["place", "country", "from", "to"])?;
        let days = read_days(&fields, self.today);
        let whereabouts = read_whereabouts(&fields, &place);
        let (from, to) = days?;
        Some(DeclaredStay {
            place: whereabouts?,
            from,
            to,
        })
    }
}

/// The arrival; required of those who are about to enter.
#[expect(
    clippy::option_option,
    reason = "the outer none is a fault, the inner one is no arrival"
)]
pub fn arrival(place: Node<'_>, presence: Option<Presence>) -> Option<Option<Arrival>> {
    let place = if presence == Some(Presence::Inbound) {
        Some(place.required()?)
    } else {
        place.optional()
    };
    let Some(place) = place else {
        return Some(None);
    };
    let fields = place.object(&["date", "from", "transport", "number"])?;
    let date = fields
        .field("date")
        .required()
        .and_then(|place| place.day());
    let from = fields
        .field("from")
        .required()
        .and_then(|place| read_area(&place));
    let transport = fields
        .field("transport")
        .required()
        .and_then(|place| place.word(Transport::ALL));
    let number = fields
        .field("number")
        .if_any(|place| place.text_of(1, 20).map(str::to_owned));
    Some(Some(Arrival {
        date: date?,
        from: from?,
        transport: transport?,
        number: number?,
    }))
}

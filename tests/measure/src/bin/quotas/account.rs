//! The limits that AWS sets an account, or the template its routes, beside what is needed.

use local::template::Template;
use measure::table::Table;

use crate::load::Load;

/// What is asked for is a quarter more than what is needed.
const ROOM: f64 = 1.25;
/// For how long DynamoDB keeps a table's key for one caller.
const KEY_KEPT_SECONDS: f64 = 300.0;

/// A limit, by default, and whether a page of AWS was read that says so.
struct Limit {
    name: String,
    default: f64,
    read_in: &'static str,
    needed: Box<dyn Fn(&Load) -> f64>,
}

fn limit(
    name: impl Into<String>,
    default: f64,
    read_in: &'static str,
    needed: impl Fn(&Load) -> f64 + 'static,
) -> Limit {
    Limit {
        name: name.into(),
        default,
        read_in,
        needed: Box::new(needed),
    }
}

fn limits(template: &Template, load: &Load) -> Vec<Limit> {
    let mut limits = vec![
        limit(
            "API Gateway, requests a second in the region (2,500 in some)",
            10_000.0,
            "API Gateway quotas",
            |load| load.rate,
        ),
        limit(
            "Lambda, concurrent executions",
            1_000.0,
            "Lambda quotas",
            Load::at_once,
        ),
    ];
    for (n, share) in load.shares.iter().enumerate() {
        let default = f64::from(template.rates.of(share.route));
        let name = format!("our gateway, {} a second", share.route);
        limits.push(limit(name, default, "template.yaml", move |load| {
            load.shares.get(n).map_or(0.0, |share| share.rate)
        }));
    }
    for place in load.units.keys().copied() {
        let units = move |load: &Load| load.units.get(place).copied().unwrap_or_default();
        for (what, is_read) in [("read", true), ("write", false)] {
            let needed = move |load: &Load| {
                let (rru, wru) = units(load);
                if is_read { rru } else { wru }
            };
            if needed(load) > 0.0 {
                let name = format!("DynamoDB, {what} units a second of {place}");
                limits.push(limit(name, 40_000.0, "DynamoDB quotas", needed));
            }
        }
    }
    // Each run's environment asks for a table's key at most once in five minutes, of two keys.
    limits.push(limit(
        "KMS, requests a second",
        10_000.0,
        "not confirmed: the page gives no figure for every region",
        |load| 2.0 * load.at_once() / KEY_KEPT_SECONDS,
    ));
    limits
}

/// One line a limit.
pub fn table(template: &Template, loads: &[Load]) -> Table {
    let mut headings = vec!["limit".to_owned(), "by default".to_owned()];
    for load in loads {
        headings.push(format!("at {} a second", shown(load.rate)));
        headings.push("ask for".to_owned());
    }
    headings.push("default read in".to_owned());
    let mut table = Table::new(headings);
    let Some(first) = loads.first() else {
        return table;
    };
    for limit in limits(template, first) {
        let mut cells = vec![limit.name.clone(), shown(limit.default)];
        for load in loads {
            let needed = (limit.needed)(load);
            cells.push(shown(needed));
            cells.push(if needed * ROOM > limit.default {
                shown(rounded_up(needed * ROOM))
            } else {
                "enough".to_owned()
            });
        }
        cells.push(limit.read_in.to_owned());
        table.row(cells);
    }
    table
}

/// The next figure with two digits and zeros.
pub fn rounded_up(figure: f64) -> f64 {
    let digit = 10_f64.powf(figure.log10().floor() - 1.0);
    // Not a step more for an error in the last bit.
    (figure / digit - 1e-9).ceil() * digit
}

/// Whole, with commas between thousands; with one decimal if it is less than ten and not whole.
pub fn shown(figure: f64) -> String {
    if figure < 10.0 && figure.fract() > 0.0 {
        return format!("{figure:.1}");
    }
    let digits = format!("{figure:.0}");
    let mut shown = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_with_commas_and_rounded_up_to_two_digits() {
        assert_eq!(shown(1_234_567.0), "1,234,567");
        assert_eq!((shown(5.0), shown(0.25)), ("5".into(), "0.2".into()));
        assert_eq!(shown(rounded_up(75_000.0)), "75,000");
        assert_eq!(shown(rounded_up(33_751.0)), "34,000");
    }
}

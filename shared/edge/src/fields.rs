//! Reading a body: every fault at once, each with its JSON pointer.
//!
//! Deserialisers stop at the first fault, or check what belongs together only when each part
//! alone is right. A citizen who corrects a form wants all of them, so bodies are walked
//! node by node into typed values, and faults are collected on the way. See
//! `docs/decisions/reading-bodies.md` for what was tried instead.

mod moment;

use std::cell::RefCell;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::read_day;
use rules::text::Text;
use serde_json::{Map, Value};

use crate::{Fault, Problem, RequestFault, Saying};
use moment::is_rfc_3339;

/// Faults named in one answer at most.
const MOST_FAULTS: usize = 100;
/// Characters of an unknown field's or parameter's name that a pointer repeats.
pub(crate) const MOST_OF_A_NAME: usize = 64;

/// The faults found so far.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    /// Ends the reading: the faults as a problem, or `read`. A value that could not be read
    /// left a fault, so no faults and no value is a fault of the reader.
    pub fn end<T>(self, read: Option<T>) -> Result<T, Problem> {
        let faults = self.0.into_inner();
        match read {
            Some(value) if faults.is_empty() => Ok(value),
            None if faults.is_empty() => Err(Problem::broken(
                "a body was refused without a fault".to_owned(),
            )),
            _ => Err(Problem::not_acceptable(faults)),
        }
    }

    /// Whether there are faults, and all of them have this code.
    pub fn are_only(&self, code: &str) -> bool {
        let faults = self.0.borrow();
        !faults.is_empty() && faults.iter().all(|fault| fault.code == code)
    }

    /// Notes a fault at `pointer`.
    pub fn add(&self, pointer: &str, code: impl Into<&'static str>, detail: Saying) {
        let mut faults = self.0.borrow_mut();
        if faults.len() < MOST_FAULTS {
            faults.push(Fault {
                pointer: pointer.to_owned(),
                code: code.into(),
                detail,
            });
        }
    }
}

/// One place in a body: a value that is there, or one that is missing.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    value: Option<&'a Value>,
    pointer: String,
    faults: &'a Faults,
}

/// An object of a body, with the fields that it may have.
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    object: &'a Map<String, Value>,
    pointer: String,
    faults: &'a Faults,
}

impl<'a> Fields<'a> {
    /// A whole body, which must be an object with no fields but `known`.
    pub fn of(body: &'a Value, known: &[&str], faults: &'a Faults) -> Option<Self> {
        Node {
            value: Some(body),
            pointer: "#".to_owned(),
            faults,
        }
        .object(known)
    }

    /// A field; null counts as missing.
    pub fn field(&self, name: &str) -> Node<'a> {
        Node {
            value: self.object.get(name).filter(|value| !value.is_null()),
            pointer: format!("{}/{name}", self.pointer),
            faults: self.faults,
        }
    }
}

impl<'a> Node<'a> {
    /// This place, which must have a value.
    pub fn required(self) -> Option<Self> {
        if self.value.is_none() {
            let fault = RequestFault::Required;
            self.fault(fault, fault.next_step());
        }
        self.optional()
    }

    /// This place, if it has a value.
    pub fn optional(self) -> Option<Self> {
        self.value.is_some().then_some(self)
    }

    /// What `read` makes of the value here, if there is one: what is there must read, so the
    /// outer `None` is a fault and the inner one is nothing.
    pub fn if_any<T>(self, read: impl FnOnce(Self) -> Option<T>) -> Option<Option<T>> {
        match self.optional() {
            Some(place) => read(place).map(Some),
            None => Some(None),
        }
    }

    /// Notes a fault here.
    pub fn fault(&self, code: impl Into<&'static str>, detail: impl Into<Saying>) {
        self.faults.add(&self.pointer, code, detail.into());
    }

    /// An object with no fields but `known`.
    pub fn object(self, known: &[&str]) -> Option<Fields<'a>> {
        let object = self.typed(
            Value::as_object,
            Text::new("应为对象。", "An object is expected."),
        )?;
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            let name: String = name
                .replace('~', "~0")
                .replace('/', "~1")
                .chars()
                .take(MOST_OF_A_NAME)
                .collect();
            let pointer = format!("{}/{name}", self.pointer);
            let fault = RequestFault::UnknownField;
            self.faults.add(&pointer, fault, fault.next_step().into());
        }
        Some(Fields {
            object,
            pointer: self.pointer,
            faults: self.faults,
        })
    }

    /// The places of an array of at most `most` values.
    pub fn list(self, most: usize) -> Option<Vec<Self>> {
        let values = self.typed(
            Value::as_array,
            Text::new("应为数组。", "An array is expected."),
        )?;
        if values.len() > most {
            self.fault(
                RequestFault::TooMany,
                Saying::new(format!("最多 {most} 项。"), format!("At most {most}.")),
            );
            return None;
        }
        let places = values.iter().enumerate().map(|(index, value)| Node {
            value: Some(value),
            pointer: format!("{}/{index}", self.pointer),
            faults: self.faults,
        });
        Some(places.collect())
    }

    /// A text.
    pub fn text(&self) -> Option<&'a str> {
        self.typed(
            Value::as_str,
            Text::new("应为字符串。", "A string is expected."),
        )
    }

    /// A text of `least` to `most` characters, trimmed.
    pub fn text_of(&self, least: usize, most: usize) -> Option<&'a str> {
        let text = self.text()?.trim();
        if (least..=most).contains(&text.chars().count()) {
            return Some(text);
        }
        self.fault(
            RequestFault::Length,
            Saying::new(
                format!("长度应为 {least} 到 {most} 个字符。"),
                format!("{least} to {most} characters are expected."),
            ),
        );
        None
    }

    /// A text that `parse` understands.
    pub fn parsed<T>(
        &self,
        parse: impl FnOnce(&str) -> Option<T>,
        code: impl Into<&'static str>,
        expected: Text,
    ) -> Option<T> {
        let parsed = parse(self.text()?);
        if parsed.is_none() {
            self.fault(code, expected);
        }
        parsed
    }

    /// A word of a vocabulary; `all` lists it for the one who missed it.
    pub fn word<T: FromStr + std::fmt::Display>(&self, all: &[T]) -> Option<T> {
        let word = self.text()?.parse().ok();
        if word.is_none() {
            let words: Vec<_> = all.iter().map(ToString::to_string).collect();
            let words = words.join(", ");
            self.fault(
                RequestFault::UnknownValue,
                Saying::new(
                    format!("应为其中之一:{words}。"),
                    format!("One of {words} is expected."),
                ),
            );
        }
        word
    }

    /// Words of a vocabulary, as a set.
    pub fn words<T: FromStr + std::fmt::Display + Ord>(
        self,
        all: &[T],
    ) -> Option<std::collections::BTreeSet<T>> {
        let words: Vec<_> = self
            .list(all.len() * 2)?
            .iter()
            .map(|place| place.word(all))
            .collect();
        words.into_iter().collect()
    }

    /// A number.
    pub fn number(&self) -> Option<f64> {
        self.typed(
            Value::as_f64,
            Text::new("应为数字。", "A number is expected."),
        )
    }

    /// A number from `least` to `most`.
    pub fn number_in(&self, least: f64, most: f64) -> Option<f64> {
        let number = self.number()?;
        if (least..=most).contains(&number) {
            return Some(number);
        }
        self.fault(
            RequestFault::Range,
            Saying::new(
                format!("应在 {least:.1} 到 {most:.1} 之间。"),
                format!("{least:.1} to {most:.1} is expected."),
            ),
        );
        None
    }

    /// A whole number from `least` to `most`.
    pub fn whole_number_in(&self, least: u32, most: u32) -> Option<u32> {
        let expected = Text::new("应为整数。", "A whole number is expected.");
        let whole = self.typed(Value::as_u64, expected)?;
        let number = u32::try_from(whole)
            .ok()
            .filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.fault(
                RequestFault::Range,
                Saying::new(
                    format!("应在 {least} 到 {most} 之间。"),
                    format!("{least} to {most} is expected."),
                ),
            );
        }
        number
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        self.typed(
            Value::as_bool,
            Text::new("应为 true 或 false。", "true or false is expected."),
        )
    }

    /// A day, `YYYY-MM-DD`.
    pub fn day(&self) -> Option<Date> {
        let fault = RequestFault::Date;
        self.parsed(read_day, fault, fault.next_step())
    }

    /// A moment, RFC 3339 with an offset.
    pub fn moment(&self) -> Option<Timestamp> {
        let fault = RequestFault::Time;
        let parse = |text: &str| is_rfc_3339(text).then(|| text.parse().ok()).flatten();
        self.parsed(parse, fault, fault.next_step())
    }

    fn typed<T>(&self, as_type: impl FnOnce(&'a Value) -> Option<T>, expected: Text) -> Option<T> {
        let typed = as_type(self.value?);
        if typed.is_none() {
            self.fault(RequestFault::Type, expected);
        }
        typed
    }
}

#[cfg(test)]
mod tests;

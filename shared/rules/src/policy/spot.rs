//! Places in a document: what stands there, if anything, and the JSON pointer to it.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::fault::{PolicyFault, PolicyFaultCode};

/// Characters of an unknown name that a pointer repeats.
const MOST_OF_A_NAME: usize = 64;

/// One place in a document.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    pointer: String,
    value: Option<&'a Value>,
}

impl<'a> Spot<'a> {
    /// The whole document.
    pub fn whole(document: &'a Value) -> Self {
        Self {
            pointer: "#".to_owned(),
            value: Some(document),
        }
    }

    /// A member of the object here.
    pub fn at(&self, name: &str) -> Self {
        self.below(name, self.value.and_then(|value| value.get(name)))
    }

    /// What stands here.
    pub fn value(&self) -> Option<&'a Value> {
        self.value
    }

    /// Whether something stands here; null counts as nothing.
    pub fn is_given(&self) -> bool {
        self.value.is_some_and(|value| !value.is_null())
    }

    /// The entries of the array here; none if it is no array.
    pub fn entries(&self) -> impl Iterator<Item = Self> + use<'a, '_> {
        let entries = self.value.and_then(Value::as_array);
        let entries = entries.into_iter().flatten().enumerate();
        entries.map(|(index, value)| self.below(&index.to_string(), Some(value)))
    }

    /// The members of the object here, by name; none if it is no object.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a, '_> {
        let members = self.value.and_then(Value::as_object);
        let members = members.into_iter().flatten();
        members.map(|(name, value)| (name.as_str(), self.below(name, Some(value))))
    }

    /// What stands here, if it is a `T`.
    pub fn read<T: Deserialize<'a>>(&self) -> Option<T> {
        T::deserialize(self.value?).ok()
    }

    /// The text here.
    pub fn text(&self) -> Option<&'a str> {
        self.value?.as_str()
    }

    /// The day here, in its one spelling.
    pub fn day(&self) -> Option<Date> {
        let text = self.text()?;
        let day: Date = text.parse().ok()?;
        (day.to_string() == text).then_some(day)
    }

    /// A fault here.
    pub fn fault(
        &self,
        code: PolicyFaultCode,
        zh: impl Into<Cow<'static, str>>,
        en: impl Into<Cow<'static, str>>,
    ) -> PolicyFault {
        PolicyFault {
            pointer: self.pointer.clone(),
            code,
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The fault of a place that is empty.
    pub fn missing(&self) -> PolicyFault {
        self.fault(PolicyFaultCode::Required, "必填。", "Required.")
    }

    /// The fault of an object whose members are given in a row, without their names: serde reads that
    /// as the object, and nobody else does.
    pub fn listed_members(&self) -> Option<PolicyFault> {
        let is_row = self.value?.is_array();
        is_row.then(|| {
            self.fault(
                PolicyFaultCode::Type,
                "应为对象。",
                "An object is expected.",
            )
        })
    }

    /// The fault of a list or a map without entries.
    pub fn empty(&self) -> PolicyFault {
        self.fault(
            PolicyFaultCode::Empty,
            "至少一项。",
            "At least one is expected.",
        )
    }

    /// The fault of a list with more than `most` entries.
    pub fn too_many(&self, most: usize) -> PolicyFault {
        self.fault(
            PolicyFaultCode::TooMany,
            format!("最多 {most} 项。"),
            format!("At most {most}."),
        )
    }

    /// The fault of a number that stands here and is outside `bounds`.
    pub fn outside(&self, bounds: &RangeInclusive<f64>) -> Option<PolicyFault> {
        let number = self.value?.as_f64()?;
        let (least, most) = (bounds.start(), bounds.end());
        (!bounds.contains(&number)).then(|| {
            self.fault(
                PolicyFaultCode::Range,
                format!("应在 {least} 到 {most} 之间。"),
                format!("{least} to {most} is expected."),
            )
        })
    }

    /// JSON pointer to this place.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    fn below(&self, name: &str, value: Option<&'a Value>) -> Self {
        let name = name.replace('~', "~0").replace('/', "~1");
        let name: String = name.chars().take(MOST_OF_A_NAME).collect();
        Self {
            pointer: format!("{}/{name}", self.pointer),
            value,
        }
    }
}

//! How a list is used: what is missing from it shows before its users give up on it (LOV-3).

use super::ValueList;
use crate::execution::kernel::share;
use crate::values::{Percent, cut};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How often a value is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueUse {
    /// The code, or the text that no value is called, cut.
    pub code: String,
    /// How many records have it.
    pub count: u32,
    /// Whether the list has it.
    pub known: bool,
    /// Whether it is retired or hidden on the day that was asked about.
    pub retired: bool,
    /// The code that replaces it.
    pub replaced_by: Option<String>,
}

/// The quality of a list over records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuality {
    /// How many records were looked at.
    pub records: u32,
    /// How many have no value.
    pub empty: u32,
    /// How many have the value `other`.
    pub other: u32,
    /// How many have a value that is retired.
    pub retired: u32,
    /// How many have a text that is no value.
    pub unknown: u32,
    /// The values by how often they are used, the most used first, then those that nobody uses, in their order.
    pub values: Vec<ValueUse>,
}

impl ListQuality {
    fn share_of(&self, count: u32, of: u32) -> Option<Percent> {
        let hundred = u128::from(Percent::HUNDRED.millionths());
        Percent::from_millionths(share(u128::from(count).wrapping_mul(hundred), u128::from(of)))
    }

    /// The share of records without a value among all; `None` without records.
    #[must_use]
    pub fn empty_share(&self) -> Option<Percent> {
        self.share_of(self.empty, self.records)
    }

    /// The share of `other` among the records that have a value; `None` where none has.
    #[must_use]
    pub fn other_share(&self) -> Option<Percent> {
        self.share_of(self.other, self.records.saturating_sub(self.empty))
    }
}

impl ValueList {
    /// How records use this list on a day: the codes that they have, `None` or an empty text for none (LOV-3).
    pub fn quality<'c>(&self, codes: impl IntoIterator<Item = Option<&'c str>>, on: NaiveDate) -> ListQuality {
        let mut quality = ListQuality { records: 0, empty: 0, other: 0, retired: 0, unknown: 0, values: Vec::new() };
        let add = |count: &mut u32| *count = count.saturating_add(1);
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for code in codes {
            add(&mut quality.records);
            match code.filter(|code| !code.is_empty()) {
                None => add(&mut quality.empty),
                Some(code) => add(counts.entry(code).or_default()),
            }
        }
        for value in &self.values {
            let count = counts.remove(value.code.as_ref()).unwrap_or(0);
            let retired = !value.is_active(on);
            if retired {
                quality.retired = quality.retired.saturating_add(count);
            }
            if value.code == "other" {
                quality.other = count;
            }
            let replaced_by = self.successor(&value.code).map(|value| value.code.to_string());
            quality.values.push(ValueUse { code: value.code.to_string(), count, known: true, retired, replaced_by });
        }
        for (code, count) in counts {
            quality.unknown = quality.unknown.saturating_add(count);
            let meant = self.read(code).map(|value| value.code.to_string());
            quality.values.push(ValueUse { code: cut(code, 80), count, known: false, retired: false, replaced_by: meant });
        }
        quality.values.sort_by_key(|value| std::cmp::Reverse(value.count));
        quality
    }
}

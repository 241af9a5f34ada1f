//! Everything that is wrong with a row, with the value, the reason, and what would be right.

use super::cells::{Days, NoDay};
use super::numbers::{NoNumber, Numbers};
use super::read::{AMOUNT_DECIMALS, Nodes, PERCENT_DECIMALS, WEIGHT_DECIMALS};
use kam_core::execution::StatusCategory;
use kam_core::plan::help_among;
use kam_core::portfolio::{CellFault, NodeColumn};
use kam_core::values::{Amount, cut, nearest};

impl Nodes {
    /// Everything that is wrong with a row.
    #[cold]
    pub(crate) fn faults(&self, row: usize) -> Vec<CellFault> {
        let mut faults = Vec::new();
        let mut find = |column: NodeColumn, code: &'static str, value: String, text: String, help: Option<String>| {
            faults.push(CellFault { column, code, value: cut(&value, 80), text, help });
        };
        if self.category(row).is_none() {
            let fault = status_fault(self.status.get(row), &self.statuses);
            find(fault.column, fault.code, fault.value, fault.text, fault.help);
        }
        if let (Err(()), Some(name)) = (self.level_of(row), self.level.as_ref().and_then(|levels| levels.get(row))) {
            let known = || self.levels.iter().map(|(name, _)| name.as_str());
            let text = format!("`{}` is no level of these plans", cut(name, 80));
            find(NodeColumn::Level, "unknown_level", name.to_owned(), text, help_among(&nearest(name, known()), known()));
        }
        let number = |numbers: Option<&Numbers>| numbers.map_or_else(String::new, |numbers| numbers.shown(row));
        if let Err(fault) = self.weight(row) {
            let value = number(self.weight.as_ref());
            let text = refused(&value, "weight", fault, WEIGHT_DECIMALS, "from 0 to 1000000");
            find(NodeColumn::Weight, "invalid_weight", value, text, None);
        }
        for (column, numbers, what) in
            [(NodeColumn::Progress, &self.progress, "progress"), (NodeColumn::Override, &self.by_hand, "completion set by hand")]
        {
            if let Err(fault) = self.percent(numbers.as_ref(), row) {
                let fault = percent_fault(column, &number(numbers.as_ref()), what, fault);
                find(fault.column, fault.code, fault.value, fault.text, fault.help);
            }
        }
        if let (Err((place, fault)), Some(columns)) = (self.quantity(row), &self.quantity) {
            let column = [NodeColumn::Baseline, NodeColumn::Target, NodeColumn::Actual].get(place).copied().unwrap_or(NodeColumn::Target);
            let value = number(columns.get(place));
            let text = if fault.is_none() && place == 1 && self.number(columns.get(1), row, AMOUNT_DECIMALS, Amount::from_billionths).is_ok() {
                format!("the target `{value}` equals the baseline, so there is nothing to measure")
            } else {
                refused(&value, column.name(), fault, AMOUNT_DECIMALS, "from -1000000000000000 to 1000000000000000")
            };
            find(column, "invalid_quantity", value, text, None);
        }
        let mut both = Vec::new();
        for (column, days) in [(NodeColumn::Start, &self.start), (NodeColumn::Due, &self.due)] {
            match Self::day(days.as_ref(), row) {
                Ok(day) => both.extend(day),
                Err(fault) => {
                    let fault = day_fault(column, days.as_ref(), row, fault);
                    find(fault.column, fault.code, fault.value, fault.text, fault.help);
                }
            }
        }
        if let Err(fault) = Self::day(self.done_on.as_ref(), row) {
            let fault = day_fault(NodeColumn::DoneOn, self.done_on.as_ref(), row, fault);
            find(fault.column, fault.code, fault.value, fault.text, fault.help);
        }
        if let [start, due] = both.as_slice()
            && start > due
        {
            let text = format!("the planned start `{}` is after the due date `{}`", start.date(), due.date());
            find(NodeColumn::Start, "start_after_due", start.date().to_string(), text, None);
        }
        faults
    }
}

/// A status that is missing or that the plans do not have.
pub(crate) fn status_fault(code: Option<&str>, statuses: &[(String, StatusCategory)]) -> CellFault {
    let known = || statuses.iter().map(|(code, _)| code.as_str());
    let (fault, text, help) = match code {
        None => ("missing_status", "the node has no status".to_owned(), help_among(&[], known())),
        Some(code) => ("unknown_status", format!("`{}` is no status of these plans", cut(code, 80)), help_among(&nearest(code, known()), known())),
    };
    CellFault { column: NodeColumn::Status, code: fault, value: cut(code.unwrap_or_default(), 80), text, help }
}

/// A cell that holds no percentage.
pub(crate) fn percent_fault(column: NodeColumn, value: &str, what: &str, fault: Option<NoNumber>) -> CellFault {
    let text = refused(value, what, fault, PERCENT_DECIMALS, "from 0 to 100");
    CellFault { column, code: "invalid_percent", value: cut(value, 80), text, help: None }
}

/// A cell that holds no day.
pub(crate) fn day_fault(column: NodeColumn, days: Option<&Days>, row: usize, fault: NoDay) -> CellFault {
    let value = days.map_or_else(String::new, |days| days.shown(row));
    let (text, help) = match fault {
        NoDay::Moment => (format!("`{value}` is a moment and no day"), Some("round it to the day in the market's zone".to_owned())),
        NoDay::Beyond => (format!("`{value}` is no day from the year 1 to 9999"), None),
    };
    CellFault { column, code: "invalid_date", value: cut(&value, 80), text, help }
}

/// Why a cell holds no number of its kind.
pub(crate) fn refused(value: &str, what: &str, fault: Option<NoNumber>, decimals: u32, range: &str) -> String {
    let value = cut(value, 80);
    match fault {
        None | Some(NoNumber::Large) => format!("`{value}` is no {what}: it must be {range}"),
        Some(NoNumber::Decimals) => format!("`{value}` is no {what}: at most {decimals} decimals are kept; round it first"),
        Some(NoNumber::NotFinite) => format!("`{value}` is no {what}; a cell without a value is null"),
        Some(NoNumber::NotDecimal) => format!("`{value}` is no {what}: write digits with an optional `.` and an optional leading `-`"),
    }
}

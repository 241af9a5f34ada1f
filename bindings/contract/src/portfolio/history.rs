//! Figures of a portfolio as of many dates (CMP-8).

use super::Portfolio;
use super::faults::{names_of, no_choice, of_build};
use crate::Day;
use crate::fault::{Fault, guarded};
use crate::records::CompletionRules;
use arrow_array::RecordBatch;
use kam_arrow::{ChangeTable, problem_table, series_table};
use kam_core::portfolio::{BadRows, Changes, RowProblem, SeriesQuestion};

/// What is asked of the history of a portfolio.
#[derive(Debug, Clone, Default)]
pub struct HistoryQuestion {
    /// The dates.
    pub dates: Vec<Day>,
    /// Other rules of completion.
    pub rules: Option<CompletionRules>,
    /// The kinds of figures that are wanted: `completion`, `expected`; absent for both.
    pub figures: Option<Vec<String>>,
    /// Columns of the table of nodes to keep.
    pub keep: Vec<String>,
    /// The names of the columns in the table of changes, by ours.
    pub names: Vec<(String, String)>,
    /// Whether changes that cannot be used are left out; else they refuse the table.
    pub set_aside: bool,
}

const KINDS: [&str; 2] = ["completion", "expected"];

impl Portfolio {
    /// A row for each plan and date with the figures as of that date, from a table of dated changes.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn history(&self, changes: Option<&RecordBatch>, question: &HistoryQuestion) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let figures = question.figures.as_deref();
            if let Some(unknown) = figures.into_iter().flatten().find(|name| !KINDS.contains(&name.as_str())) {
                return Err(no_choice("figures", unknown, "there are no such figures as of dates", &KINDS));
            }
            let rules = self.rules(question.rules.as_ref())?;
            let bad = if question.set_aside { BadRows::SetAside } else { BadRows::Refuse };
            let (changes, _) = self.changes(changes, &question.names, bad)?;
            let dates: Vec<_> = question.dates.iter().map(|day| day.0).collect();
            let expected = figures.is_none_or(|names| names.iter().any(|name| name == "expected"));
            let asked = SeriesQuestion { rules: &rules, dates: &dates, expected };
            let series = self.portfolio.series(&changes, &asked, self.threads).map_err(|error| self.without_weight(&error, None))?;
            Ok(series_table(&self.nodes, &self.portfolio, &series, &dates, &question.keep)?)
        })
    }

    /// The rows of a table of changes that cannot be used, a row for each thing that is wrong.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn change_problems(&self, changes: &RecordBatch, names: &[(String, String)]) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let table = ChangeTable::read(changes, &names_of(names)?, &self.nodes, self.portfolio.settings())?;
            let (_, problems) = self.changes(Some(changes), names, BadRows::SetAside)?;
            Ok(problem_table(|column| table.name_of(column), &problems)?)
        })
    }

    fn changes(&self, changes: Option<&RecordBatch>, names: &[(String, String)], bad: BadRows) -> Result<(Changes, Vec<RowProblem>), Fault> {
        let names = names_of(names)?;
        match changes {
            None => self.portfolio.changes(&self.nodes, &(), bad, self.threads).map_err(|error| of_build(error, |column| column.name())),
            Some(table) => {
                let table = ChangeTable::read(table, &names, &self.nodes, self.portfolio.settings())?;
                self.portfolio.changes(&self.nodes, &table, bad, self.threads).map_err(|error| of_build(error, |column| table.name_of(column)))
            }
        }
    }
}

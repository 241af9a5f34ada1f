//! Figures of a portfolio as of many dates (CMP-8).

use super::Portfolio;
use super::faults::{names_of, no_choice, of_build};
use crate::Day;
use crate::fault::{Fault, guarded};
use crate::records::CompletionRules;
use arrow_array::RecordBatch;
use chrono::NaiveDate;
use kam_arrow::{ChangeTable, GroupedBy, WeightColumn, group_series_table, problem_table, series_table};
use kam_core::portfolio::{BadRows, Changes, RowProblem, Series, SeriesQuestion};

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
    /// The columns by whose values plans are put together; absent for a row for each plan.
    pub by: Option<Vec<String>>,
    /// The column that says how much each plan of a group counts; absent for plans that are equal.
    pub weight: Option<String>,
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
            let apart =
                [("weight", question.weight.is_some() && question.by.is_none()), ("keep", !question.keep.is_empty() && question.by.is_some())];
            if let Some((field, _)) = apart.into_iter().find(|(_, apart)| *apart) {
                let (reason, help) = match field {
                    "weight" => ("only groups are means of plans that count more or less", "pass `by`, too"),
                    _ => ("groups have the columns that they are made by", "leave `keep` out, or name the column in `by`"),
                };
                let value = question.weight.clone().filter(|_| field == "weight").unwrap_or_else(|| question.keep.join(", "));
                return Err(Fault::InvalidValue { field: field.to_owned(), value, reason: reason.to_owned(), help: Some(help.to_owned()) });
            }
            let rules = self.rules(question.rules.as_ref())?;
            let bad = if question.set_aside { BadRows::SetAside } else { BadRows::Refuse };
            let (changes, _) = self.changes(changes, &question.names, bad)?;
            let dates: Vec<_> = question.dates.iter().map(|day| day.0).collect();
            let expected = figures.is_none_or(|names| names.iter().any(|name| name == "expected"));
            let asked = SeriesQuestion { rules: &rules, dates: &dates, expected };
            let series = self.working(|threads| self.portfolio.series(&changes, &asked, threads)).map_err(|error| self.no_answer(&error, None))?;
            match &question.by {
                None => Ok(series_table(&self.nodes, &self.portfolio, &series, &dates, &question.keep)?),
                Some(by) => self.by_group(&series, &dates, by, question.weight.as_ref()),
            }
        })
    }

    fn by_group(&self, series: &Series, dates: &[NaiveDate], by: &[String], weight: Option<&String>) -> Result<RecordBatch, Fault> {
        let by = GroupedBy::plans(&self.nodes, &self.portfolio, by)?;
        let weights = weight.map(|name| WeightColumn::read(&self.nodes, name)).transpose()?;
        let grouping = by.with(weights.as_ref().map(WeightColumn::rows));
        let of_date = |date| self.portfolio.group_plans(&series.plans_at(date), &grouping);
        let groups = (0..dates.len()).map(of_date).collect::<Result<Vec<_>, _>>().map_err(|error| self.without_weight(&error, weights.as_ref()))?;
        Ok(group_series_table(&self.nodes, &by, &groups, dates, series.expected.is_some())?)
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
            None => self
                .working(|threads| self.portfolio.changes(&self.nodes, &(), bad, threads))
                .map_err(|error| of_build(error, |column| column.name())),
            Some(table) => {
                let table = ChangeTable::read(table, &names, &self.nodes, self.portfolio.settings())?;
                self.working(|threads| self.portfolio.changes(&self.nodes, &table, bad, threads))
                    .map_err(|error| of_build(error, |column| table.name_of(column)))
            }
        }
    }
}

//! Figures as of many dates as an Arrow table.

use super::fault::{TableFault, too_many};
use super::group::GroupedBy;
use super::read::Nodes;
use super::write::{Columns, beside, broken, counts, millionths, percentages, progress_columns};
use arrow_array::{Date32Array, RecordBatch};
use chrono::NaiveDate;
use kam_core::execution::{Health, Progress};
use kam_core::portfolio::{EpochDay, GroupFigures, MOST_ROWS, NodeColumn, Portfolio, Series, Threads};
use kam_core::values::Percent;
use std::sync::Arc;

/// A row for each plan and date: its id, the columns of the table that are asked for (from its first row), the date as `as_of`, `completion`, and where it was
/// asked for `expected`, `variance` and `health`.
///
/// # Errors
/// A column that the table does not have, or more rows than can be counted.
pub fn series_table(nodes: &Nodes, portfolio: &Portfolio, series: &Series, dates: &[NaiveDate], keep: &[String]) -> Result<RecordBatch, TableFault> {
    let plans = portfolio.plan_rows();
    let found = plans.len().saturating_mul(dates.len());
    if found > MOST_ROWS {
        return Err(too_many(found));
    }
    let rows: Vec<u32> = plans.iter().flat_map(|row| std::iter::repeat_n(*row, dates.len())).collect();
    let mut columns = nodes.taken(NodeColumn::Plan, &rows)?;
    columns.extend(nodes.kept(keep, &rows)?);
    let days: Vec<i32> = dates.iter().map(|date| EpochDay::from(*date).number()).collect();
    let mut figures = Columns::new();
    figures.push(("as_of", Arc::new(Date32Array::from_iter_values(plans.iter().flat_map(|_| days.iter().copied())))));
    figures.push(("completion", percentages(&series.completions, Threads::ONE).map_err(broken)?));
    if let Some(expected) = &series.expected {
        let progress = (0..plans.len()).flat_map(|plan| (0..dates.len()).map(move |date| (plan, date))).map(|(plan, date)| {
            let progress = Progress::of(series.completion(plan, date), series.expected(plan, date), &portfolio.settings().health);
            progress.variance.zip(progress.health)
        });
        figures.push(("expected", percentages(expected, Threads::ONE).map_err(broken)?));
        figures.extend(progress_columns(&progress.collect::<Vec<_>>()).map_err(broken)?);
    }
    beside(columns, figures)
}

/// A row for each group of plans and date: the values of the group, the date as `as_of`, `plans`, `completion`, and where `expected` was asked for that,
/// `variance`, and how many plans are `on_track`, `at_risk` and `off_track`. `figures` has the groups for each date.
///
/// # Errors
/// More rows than can be counted.
pub fn group_series_table(
    nodes: &Nodes,
    by: &GroupedBy,
    figures: &[Vec<GroupFigures>],
    dates: &[NaiveDate],
    expected: bool,
) -> Result<RecordBatch, TableFault> {
    let first = by.first_rows();
    let found = first.len().saturating_mul(dates.len());
    if found > MOST_ROWS {
        return Err(too_many(found));
    }
    let rows: Vec<u32> = first.iter().flat_map(|row| std::iter::repeat_n(*row, dates.len())).collect();
    let groups: Vec<GroupFigures> = (0..first.len()).flat_map(|group| figures.iter().filter_map(move |date| date.get(group).copied())).collect();
    let days = first.iter().flat_map(|_| dates.iter().map(|date| EpochDay::from(*date).number()));
    let percent =
        |of: fn(&GroupFigures) -> Option<Percent>| millionths(groups.iter().map(|group| of(group).map(|percent| percent.millionths().into())));
    let mut columns = Columns::new();
    columns.push(("as_of", Arc::new(Date32Array::from_iter_values(days))));
    columns.push(("plans", counts(groups.iter().map(|group| group.plans))));
    columns.push(("completion", percent(|group| group.completion).map_err(broken)?));
    if expected {
        let variance = groups.iter().map(|group| group.variance().map(|points| points.millionths()));
        columns.push(("expected", percent(|group| group.expected).map_err(broken)?));
        columns.push(("variance", millionths(variance).map_err(broken)?));
        for (place, health) in Health::ALL.into_iter().enumerate() {
            columns.push((health.name(), counts(groups.iter().map(|group| group.health.get(place).copied().unwrap_or_default()))));
        }
    }
    beside(nodes.kept(by.names(), &rows)?, columns)
}

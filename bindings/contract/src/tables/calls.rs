//! The calls: each reads its record, asks the portfolio, and writes the table of the answer.

use super::questions::{
    BadRows, ChangesOptions, ColumnNames, Compared, FigureKind, Grouped, GroupsQuestion, HistoryFigureKind, HistoryQuestion, NodesQuestion,
    OfExportOptions, PlansQuestion, PortfolioOptions, PortfolioSize, WhatIfQuestion,
};
use crate::convert::count;
use crate::export::Export;
use crate::fault::guarded;
use crate::operations::OperationInfo;
use crate::portfolio::{self, GroupQuestion, Portfolio, PortfolioQuestion, PreviewQuestion};
use crate::{Bytes, Fault, Type, Typed};
use arrow_array::RecordBatch;
use kam_arrow::{read_ipc, write_ipc};
use serde_json::Value;

const fn call(on: Option<&'static str>, name: &'static str, arguments: &'static [&'static str], types: &'static [&'static Type]) -> OperationInfo {
    OperationInfo { on, name, arguments, types, long: true }
}

const HANDLE: Option<&str> = Some("Portfolio");

/// What a portfolio can be asked, as [`OPERATIONS`](crate::OPERATIONS) lists what every language has. In Python the fields of a record are arguments.
pub const PORTFOLIO: &[OperationInfo] = &[
    call(None, "load_portfolio", &["table", "options"], &[Bytes::TYPE, Option::<PortfolioOptions>::TYPE]),
    call(None, "portfolio_of_export", &["export", "options"], &[&Type::Handle("Export"), Option::<OfExportOptions>::TYPE]),
    OperationInfo { long: false, ..call(HANDLE, "size", &[], &[]) },
    call(HANDLE, "nodes", &["question"], &[Option::<NodesQuestion>::TYPE]),
    call(HANDLE, "plans", &["question"], &[Option::<PlansQuestion>::TYPE]),
    call(HANDLE, "figures", &["question"], &[Option::<PlansQuestion>::TYPE]),
    call(HANDLE, "groups", &["question"], &[GroupsQuestion::TYPE]),
    call(HANDLE, "history", &["question"], &[HistoryQuestion::TYPE]),
    call(HANDLE, "what_if", &["question"], &[WhatIfQuestion::TYPE]),
    call(HANDLE, "change_problems", &["changes", "options"], &[Bytes::TYPE, Option::<ChangesOptions>::TYPE]),
    call(HANDLE, "problems", &[], &[]),
];

/// The plans of an export.
///
/// # Errors
/// See [`Fault`].
pub fn portfolio_of_export(export: &Export, options: Option<OfExportOptions>) -> Result<Portfolio, Fault> {
    guarded(|| Portfolio::of_export(export, options.and_then(|options| options.threads)))
}

/// Reads a table of nodes.
///
/// # Errors
/// See [`Fault`].
pub fn load_portfolio(table: Bytes, options: Option<PortfolioOptions>) -> Result<Portfolio, Fault> {
    guarded(|| {
        let (names, settings, bad_rows, threads) =
            options.map(|options| (options.names, options.settings, options.bad_rows, options.threads)).unwrap_or_default();
        let options = portfolio::PortfolioOptions { names: given_names(names)?, settings, set_aside: sets_aside(bad_rows), threads };
        Portfolio::read(&read_ipc(table)?, options)
    })
}

/// How many plans and rows it has.
#[must_use]
pub fn size(portfolio: &Portfolio) -> PortfolioSize {
    let (plans, rows) = portfolio.size();
    PortfolioSize { plans: count(plans), rows: count(rows) }
}

/// The table that was read with the figures of each node beside it.
///
/// # Errors
/// See [`Fault`].
pub fn nodes(portfolio: &Portfolio, question: Option<NodesQuestion>) -> Result<Bytes, Fault> {
    guarded(|| bytes(&portfolio.nodes(question.map(PortfolioQuestion::from).unwrap_or_default())?))
}

/// A row for each plan with its figures.
///
/// # Errors
/// See [`Fault`].
pub fn plans(portfolio: &Portfolio, question: Option<PlansQuestion>) -> Result<Bytes, Fault> {
    guarded(|| {
        let (question, keep) = of_plans(question);
        bytes(&portfolio.plans(question, &keep)?)
    })
}

/// Both tables: that of the nodes, and that of the plans.
///
/// # Errors
/// See [`Fault`].
pub fn figures(portfolio: &Portfolio, question: Option<PlansQuestion>) -> Result<(Bytes, Bytes), Fault> {
    guarded(|| {
        let (question, keep) = of_plans(question);
        let (nodes, plans) = portfolio.figures(question, &keep)?;
        Ok((bytes(&nodes)?, bytes(&plans)?))
    })
}

/// A row for each group of plans or actions.
///
/// # Errors
/// See [`Fault`].
pub fn groups(portfolio: &Portfolio, question: GroupsQuestion) -> Result<Bytes, Fault> {
    guarded(|| {
        let GroupsQuestion { by, of, as_of, weight, horizon, working_days, rules, levels, figures } = question;
        let groups = GroupQuestion { by, of: of.unwrap_or(Grouped::Plans).to_string(), weight };
        bytes(&portfolio.groups(NodesQuestion { as_of, horizon, working_days, rules, levels, figures }.into(), &groups)?)
    })
}

/// A row for each plan and date.
///
/// # Errors
/// See [`Fault`].
pub fn history(portfolio: &Portfolio, question: HistoryQuestion) -> Result<Bytes, Fault> {
    guarded(|| {
        let HistoryQuestion { dates, changes, by, weight, names, rules, figures, keep, bad_rows } = question;
        let figures = figures.map(|kinds| kinds.iter().map(HistoryFigureKind::to_string).collect());
        let question = portfolio::HistoryQuestion {
            dates,
            rules,
            figures,
            keep: keep.unwrap_or_default(),
            by,
            weight,
            names: given_names(names)?,
            set_aside: sets_aside(bad_rows),
        };
        let changes = changes.map(read_ipc).transpose()?;
        bytes(&portfolio.history(changes.as_ref(), &question)?)
    })
}

/// The rows of a table of changes that cannot be used.
///
/// # Errors
/// See [`Fault`].
pub fn change_problems(portfolio: &Portfolio, changes: Bytes, options: Option<ChangesOptions>) -> Result<Bytes, Fault> {
    guarded(|| {
        let names = given_names(options.and_then(|options| options.names))?;
        bytes(&portfolio.change_problems(&read_ipc(changes)?, &names)?)
    })
}

/// What other rules or weights would change.
///
/// # Errors
/// See [`Fault`].
pub fn what_if(portfolio: &Portfolio, question: WhatIfQuestion) -> Result<Bytes, Fault> {
    guarded(|| {
        let WhatIfQuestion { rules, weight, of, keep, all } = question;
        let of = of.unwrap_or(Compared::Plans).to_string();
        bytes(&portfolio.what_if(&PreviewQuestion { rules, weight, of, keep: keep.unwrap_or_default(), all: all.unwrap_or(false) })?)
    })
}

/// The rows that were set aside.
///
/// # Errors
/// See [`Fault`].
pub fn problems(portfolio: &Portfolio) -> Result<Bytes, Fault> {
    guarded(|| bytes(&portfolio.problems()?))
}

impl From<NodesQuestion> for PortfolioQuestion {
    fn from(question: NodesQuestion) -> Self {
        let NodesQuestion { as_of, horizon, working_days, rules, levels, figures } = question;
        let figures = figures.map(|kinds| kinds.iter().map(FigureKind::to_string).collect());
        Self { as_of, horizon, working_days: working_days.unwrap_or(false), rules, levels, figures }
    }
}

fn of_plans(question: Option<PlansQuestion>) -> (PortfolioQuestion, Vec<String>) {
    let Some(question) = question else { return (PortfolioQuestion::default(), Vec::new()) };
    let PlansQuestion { as_of, horizon, working_days, rules, levels, figures, keep } = question;
    (NodesQuestion { as_of, horizon, working_days, rules, levels, figures }.into(), keep.unwrap_or_default())
}

fn sets_aside(bad_rows: Option<BadRows>) -> bool {
    bad_rows == Some(BadRows::SetAside)
}

/// The names that are given, by ours.
fn given_names(names: Option<ColumnNames>) -> Result<Vec<(String, String)>, Fault> {
    let written = serde_json::to_value(names).map_err(|error| Fault::Internal { detail: error.to_string() })?;
    let Value::Object(fields) = written else { return Ok(Vec::new()) };
    Ok(fields.into_iter().filter_map(|(column, name)| Some((column, name.as_str()?.to_owned()))).collect())
}

fn bytes(table: &RecordBatch) -> Result<Bytes, Fault> {
    Ok(Bytes::from(write_ipc(table)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::records;
    use kam_core::portfolio::NodeColumn;

    #[test]
    fn every_column_can_be_named() {
        assert_eq!(ColumnNames::FIELDS, NodeColumn::ALL.map(NodeColumn::name));
    }

    #[test]
    fn every_record_is_asked_for() {
        let asked: Vec<&str> = PORTFOLIO.iter().flat_map(|call| call.types).filter_map(|wanted| wanted.record()).map(|record| record.name).collect();
        let given = ["ColumnNames", "PortfolioSize"];
        let idle: Vec<&str> = records().iter().map(|record| record.name).filter(|name| !asked.contains(name) && !given.contains(name)).collect();
        assert!(idle.is_empty(), "{idle:?}");
    }
}

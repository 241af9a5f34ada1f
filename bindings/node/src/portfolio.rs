//! Portfolios in Node: tables cross as the bytes of Arrow IPC.

use crate::Export;
use crate::result::{Promise, Result, now, open_later};
use kam_contract::Bytes;
use kam_contract::tables::{
    self, ChangesOptions, GroupsQuestion, HistoryQuestion, NodesQuestion, OfExportOptions, PlansQuestion, PortfolioOptions, PortfolioSize,
    WhatIfQuestion,
};
use napi::Env;
use napi::bindgen_prelude::ObjectFinalize;
use napi_derive::napi;
use std::sync::Arc;

/// Many plans at a time: the figures of a table of nodes, by the rules of a single plan, to the last digit.
///
/// Make one with `loadPortfolio`. It never changes, and may be asked many things at a time. Every table that it gives is an Arrow IPC stream:
/// `tableFromIPC(await portfolio.plans())`. The columns are called as the guide's page on portfolios says, such as `due_bucket`.
#[napi(custom_finalize)]
pub struct Portfolio {
    portfolio: Arc<kam_contract::Portfolio>,
    /// Bytes that it keeps, more or less.
    weight: i64,
}

/// What a row takes beside its bytes in the table, more or less.
const BYTES_OF_A_ROW: usize = 64;
/// What a row of an export takes in its table, more or less.
const BYTES_OF_AN_EXPORTED_ROW: usize = 200;

impl Portfolio {
    fn new(portfolio: kam_contract::Portfolio, table: usize) -> Self {
        let (_, rows) = portfolio.size();
        let weight = table.saturating_add(rows.saturating_mul(BYTES_OF_A_ROW));
        Self { portfolio: Arc::new(portfolio), weight: i64::try_from(weight).unwrap_or(i64::MAX) }
    }
}

impl ObjectFinalize for Portfolio {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(self.weight.saturating_neg()).map(|_| ())
    }
}

/// The two tables of `Portfolio.figures`, each an Arrow IPC stream.
#[napi(object, object_from_js = false)]
pub struct PortfolioFigures {
    /// What `nodes` gives.
    pub nodes: Bytes,
    /// What `plans` gives.
    pub plans: Bytes,
}

/// Reads a table of nodes: the bytes of an Arrow IPC stream or file, without compression.
///
/// It has a row for each node, in any order, with the columns `plan`, `node`, `parent` (null directly under the plan) and `status`, and, where there
/// is more to say, `weight`, `progress`, `baseline`, `target`, `actual`, `override`, `level`, `start`, `due`, `plan_end`, `done_on`,
/// `prerequisites`, `created`; `options.names` says what a column is called otherwise. All other columns are left alone, and come back beside the
/// figures.
///
/// A row that cannot be used refuses the table, and every such row is named; with `badRows: 'set_aside'` it is left out with what hangs below
/// it, and `problems` names it. The bytes are copied once, so they may be changed as soon as the call is made.
#[napi(catch_unwind)]
pub(crate) fn load_portfolio(table: Bytes, options: Option<PortfolioOptions>) -> Promise<Portfolio> {
    let length = table.as_ref().len();
    open_later(move || tables::load_portfolio(table, options).map(|portfolio| Portfolio::new(portfolio, length)))
        .weighing(|portfolio| portfolio.weight)
}

/// The plans of an export of a CRM system, with its settings: nothing is read again, and every figure is that of `export`.
///
/// Its table has what the nodes say, and `title`, `owner`, `plan_title`, `plan_owner`, `plan_status`, `account`, `account_name` and `unit` to keep or to
/// group by. Where the system says when something was done, there is `done_on`.
// `export` is a word of the language in a `.d.ts`.
#[napi(catch_unwind, ts_args_type = "exported: Export, options?: OfExportOptions | undefined | null")]
pub(crate) fn portfolio_of_export(export: &Export, options: Option<OfExportOptions>) -> Promise<Portfolio> {
    let export = Arc::clone(&export.0);
    open_later(move || {
        tables::portfolio_of_export(&export, options).map(|portfolio| {
            let (_, rows) = portfolio.size();
            Portfolio::new(portfolio, rows.saturating_mul(BYTES_OF_AN_EXPORTED_ROW))
        })
    })
    .weighing(|portfolio| portfolio.weight)
}

#[napi]
impl Portfolio {
    /// How many plans and rows it has.
    #[napi(getter, catch_unwind)]
    pub fn size(&self) -> Result<PortfolioSize> {
        now(Ok(tables::size(&self.portfolio)))
    }

    /// The table with the figures of each node beside its own columns: `completion`; with a date also `expected` (CMP-9) and `due_bucket`
    /// (DUE-1), which is null for what is no open action, as is `blocked`, which is there where the table has `prerequisites`.
    ///
    /// `question.figures` chooses among `completion`, `expected`, `due` and `blocked`.
    #[napi(catch_unwind)]
    pub fn nodes(&self, question: Option<NodesQuestion>) -> Promise<Bytes> {
        self.asked(move |portfolio| tables::nodes(portfolio, question))
    }

    /// A row for each plan, in the order of their first appearance: `completion` and how many nodes have which kind of status; with a date
    /// also `expected`, `variance`, `health` (CMP-9), and how many open actions are `overdue`, `due_today`, `due_soon`, `later` and `undated`
    /// (DUE-1). Where the table has `prerequisites`, how many of them are `blocked`; where it has `done_on`, how many actions are
    /// `done_on_time` and `done_late`, and the `on_time_share` of the former in percent.
    #[napi(catch_unwind)]
    pub fn plans(&self, question: Option<PlansQuestion>) -> Promise<Bytes> {
        self.asked(move |portfolio| tables::plans(portfolio, question))
    }

    /// What `nodes` and `plans` give, worked out together.
    #[napi(catch_unwind)]
    pub fn figures(&self, question: Option<PlansQuestion>) -> Promise<PortfolioFigures> {
        self.asked(move |portfolio| tables::figures(portfolio, question).map(|(nodes, plans)| PortfolioFigures { nodes, plans }))
    }

    /// A row for each group, in the order of their first appearance: plans by the values that their first rows have in the columns `by`, or
    /// with `of: 'actions'` actions, each by the values of its own row. Null is a group of its own.
    ///
    /// `completion` is the mean by weight of what has one, exact and rounded once; plans are equal and actions have the weight that the rules
    /// give them, unless `weight` names a column that says how much each counts. With a date `expected` is the like mean, and `variance` the
    /// difference; groups of plans have the counts of `on_track`, `at_risk` and `off_track`. All other columns are sums of what `plans` gives.
    #[napi(catch_unwind)]
    pub fn groups(&self, question: GroupsQuestion) -> Promise<Bytes> {
        self.asked(move |portfolio| tables::groups(portfolio, question))
    }

    /// Figures as of many dates, from recorded changes (CMP-8): a row for each plan and date with `as_of`, `completion`, `expected`, `variance` and
    /// `health`.
    ///
    /// `changes` is a table with `plan`, `node`, `on` (a date), `status` (a code) and, where it was recorded, `progress`. As of a date a node has the
    /// status of its last change until then and is open before its first; one without changes has that of the table. With a column `created` in the
    /// table of nodes, a node is not there before that day. Weights, dates and completions set by hand are those of the table. A change that
    /// cannot be used refuses the table of changes; with `badRows: 'set_aside'` it is left out, and `changeProblems` names it.
    #[napi(catch_unwind, ts_args_type = "question: HistoryQuestion")]
    pub fn history(&self, question: HistoryQuestion, changes: Option<Bytes>) -> Promise<Bytes> {
        // The bytes of a table cross beside the record, not in its JSON.
        self.asked(move |portfolio| tables::history(portfolio, HistoryQuestion { changes, ..question }))
    }

    /// What would change, before it is changed (CMP-10): a row for each plan, or with `of: 'nodes'` for each node, whose completion would be
    /// another by other `rules`, or by the weights in the column that `weight` names: `completion` as it is, `completion_after`, and the
    /// `difference` in points.
    #[napi(catch_unwind)]
    pub fn what_if(&self, question: WhatIfQuestion) -> Promise<Bytes> {
        self.asked(move |portfolio| tables::what_if(portfolio, question))
    }

    /// The rows of a table of changes that cannot be used, as `problems` names those of the table of nodes.
    #[napi(catch_unwind)]
    pub fn change_problems(&self, changes: Bytes, options: Option<ChangesOptions>) -> Promise<Bytes> {
        self.asked(move |portfolio| tables::change_problems(portfolio, changes, options))
    }

    /// The rows that were set aside, a row for each thing that is wrong: where, the value, the reason, and what would be right.
    #[napi(catch_unwind)]
    pub fn problems(&self) -> Promise<Bytes> {
        self.asked(tables::problems)
    }

    fn asked<T>(&self, work: impl FnOnce(&kam_contract::Portfolio) -> std::result::Result<T, kam_contract::Fault> + Send + 'static) -> Promise<T> {
        let portfolio = Arc::clone(&self.portfolio);
        open_later(move || work(&portfolio))
    }
}

//! Portfolios in Python.

use crate::_kam::Export;
use crate::follow::interruptible;
use crate::table::{Table, read};
use kam_contract::python::FromPython;
use kam_contract::{
    CompletionRules, Day, Fault, GroupQuestion, HistoryQuestion, PortfolioOptions, PortfolioQuestion, PreviewQuestion, Settings, with_arguments,
};
use pyo3::prelude::*;
use std::collections::BTreeMap;

/// Many plans at a time: the figures of a table of nodes, by the rules of a single plan, to the last digit.
///
/// A table is anything that speaks the Arrow PyCapsule interface: polars, pandas, pyarrow, DuckDB. It has a row for each node, in any
/// order, with the columns `plan`, `node`, `parent` (null directly under the plan) and `status`, and, where there is more to say, `weight`,
/// `progress`, `baseline`, `target`, `actual`, `override`, `level`, `start`, `due`, `plan_end`, `done_on`, `prerequisites`, `created`. `names` says
/// what a column is called otherwise: `names={"plan": "AccountPlanId"}`. All other columns are left alone, and come back beside the figures.
///
/// A row that cannot be used refuses the table, and every such row is named; with `bad_rows="set_aside"` it is left out with what
/// hangs below it, and `problems()` names it.
///
/// >>> import kam
/// >>> pf = kam.Portfolio(nodes)                                # doctest: +SKIP
/// >>> pf.plans(as_of=date(2026, 6, 30)).to_polars()            # doctest: +SKIP
#[pyclass(frozen, module = "kam")]
pub(crate) struct Portfolio(kam_contract::Portfolio);

/// How an argument that may be left out arrives.
type Maybe<T> = <Option<T> as FromPython>::Arrives;

/// How an argument that is needed arrives.
type Must<T> = <T as FromPython>::Arrives;

fn sets_aside(bad_rows: &str) -> PyResult<bool> {
    match bad_rows {
        "refuse" => Ok(false),
        "set_aside" => Ok(true),
        other => {
            let (field, value) = ("bad_rows".to_owned(), other.to_owned());
            let reason = "it is one of `refuse`, `set_aside`".to_owned();
            Err(Fault::InvalidValue { field, value, reason, help: None }.into())
        }
    }
}

#[pymethods]
impl Portfolio {
    #[new]
    #[pyo3(signature = (table, *, names=None, settings=None, bad_rows="refuse", threads=None))]
    fn new(
        table: &Bound<'_, PyAny>,
        names: Option<BTreeMap<String, String>>,
        settings: Maybe<Settings>,
        bad_rows: &str,
        threads: Maybe<u32>,
    ) -> PyResult<Self> {
        let set_aside = sets_aside(bad_rows)?;
        with_arguments!([settings, threads] {
            let options = PortfolioOptions { names: names.unwrap_or_default().into_iter().collect(), settings, set_aside, threads };
            let batch = read(table)?;
            interruptible(table.py(), || kam_contract::Portfolio::read(&batch, options)).map(Self)
        })
    }

    /// The plans of an export of a CRM system, with its settings: nothing is read again, and every figure is that of `export`.
    ///
    /// Its table has what the nodes say, and `title`, `owner`, `plan_title`, `plan_owner`, `plan_status`, `account`, `account_name` and `unit` to keep or to
    /// group by. Where the system says when something was done, there is `done_on`.
    ///
    /// >>> pf = kam.Portfolio.from_export(kam.load_export("export"))    # doctest: +SKIP
    /// >>> pf.groups(["unit"], as_of=date(2026, 6, 30))                # doctest: +SKIP
    #[staticmethod]
    #[pyo3(signature = (export, *, threads=None))]
    fn from_export(py: Python<'_>, export: &Bound<'_, Export>, threads: Maybe<u32>) -> PyResult<Self> {
        let export = export.get();
        with_arguments!([threads] interruptible(py, || kam_contract::Portfolio::of_export(&export.0, threads)).map(Self))
    }

    /// How many plans and how many rows it has; rows that were set aside are among them.
    #[getter]
    fn size(&self) -> (usize, usize) {
        self.0.size()
    }

    /// The table with the figures of each node beside its own columns: `completion`; with a date also `expected` (CMP-9) and `due_bucket`
    /// (DUE-1), which is null for what is no open action, as is `blocked`, which is there where the table has `prerequisites`.
    ///
    /// `levels` names the levels whose nodes are actions, by default the lowest one. `figures` chooses among `completion`, `expected`, `due`
    /// and `blocked`.
    #[pyo3(signature = (as_of=None, *, horizon=None, working_days=None, rules=None, levels=None, figures=None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn nodes(
        &self,
        py: Python<'_>,
        as_of: Maybe<Day>,
        horizon: Maybe<u32>,
        working_days: Maybe<bool>,
        rules: Maybe<CompletionRules>,
        levels: Maybe<Vec<String>>,
        figures: Maybe<Vec<String>>,
    ) -> PyResult<Table> {
        with_arguments!([as_of, horizon, working_days, rules, levels, figures] {
            let question = PortfolioQuestion { as_of, horizon, working_days: working_days.unwrap_or(false), rules, levels, figures };
            interruptible(py, || self.0.nodes(question)).map(Table)
        })
    }

    /// A row for each plan, in the order of their first appearance: `completion` and how many nodes have which kind of status; with a date
    /// also `expected`, `variance`, `health` (CMP-9), and how many open actions are `overdue`, `due_today`, `due_soon`, `later` and `undated`
    /// (DUE-1). Where the table has `prerequisites`, how many of them are `blocked`; where it has `done_on`, how many actions are
    /// `done_on_time` and `done_late`, and the `on_time_share` of the former in percent.
    ///
    /// `keep` names columns of the table to keep, from the first row of each plan: a territory, an owner. `levels` names the levels whose nodes
    /// are actions, by default the lowest one. `figures` chooses among `completion`, `expected`, `due`, `counts`, `on_time` and `blocked`.
    #[pyo3(signature = (as_of=None, *, horizon=None, working_days=None, rules=None, levels=None, figures=None, keep=None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn plans(
        &self,
        py: Python<'_>,
        as_of: Maybe<Day>,
        horizon: Maybe<u32>,
        working_days: Maybe<bool>,
        rules: Maybe<CompletionRules>,
        levels: Maybe<Vec<String>>,
        figures: Maybe<Vec<String>>,
        keep: Maybe<Vec<String>>,
    ) -> PyResult<Table> {
        with_arguments!([as_of, horizon, working_days, rules, levels, figures, keep] {
            let question = PortfolioQuestion { as_of, horizon, working_days: working_days.unwrap_or(false), rules, levels, figures };
            interruptible(py, || self.0.plans(question, &keep.unwrap_or_default())).map(Table)
        })
    }

    /// What `nodes` and `plans` give, worked out together.
    #[pyo3(signature = (as_of=None, *, horizon=None, working_days=None, rules=None, levels=None, figures=None, keep=None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn figures(
        &self,
        py: Python<'_>,
        as_of: Maybe<Day>,
        horizon: Maybe<u32>,
        working_days: Maybe<bool>,
        rules: Maybe<CompletionRules>,
        levels: Maybe<Vec<String>>,
        figures: Maybe<Vec<String>>,
        keep: Maybe<Vec<String>>,
    ) -> PyResult<(Table, Table)> {
        with_arguments!([as_of, horizon, working_days, rules, levels, figures, keep] {
            let question = PortfolioQuestion { as_of, horizon, working_days: working_days.unwrap_or(false), rules, levels, figures };
            let (nodes, plans) = interruptible(py, || self.0.figures(question, &keep.unwrap_or_default()))?;
            Ok((Table(nodes), Table(plans)))
        })
    }

    /// A row for each group, in the order of their first appearance: plans by the values that their first rows have in the columns `by`, or
    /// with `of="actions"` actions, each by the values of its own row. Null is a group of its own.
    ///
    /// `completion` is the mean by weight of what has one, exact and rounded once; plans are equal and actions have the weight that the rules
    /// give them, unless `weight` names a column that says how much each counts. With a date `expected` is the like mean, and `variance` the
    /// difference; groups of plans have the counts of `on_track`, `at_risk` and `off_track`. All other columns are sums of what `plans` gives.
    ///
    /// >>> pf.groups(["territory", "function"], as_of=date(2026, 6, 30))    # doctest: +SKIP
    #[pyo3(signature = (by, of="plans", as_of=None, *, weight=None, horizon=None, working_days=None, rules=None, levels=None, figures=None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn groups(
        &self,
        py: Python<'_>,
        by: <Vec<String> as FromPython>::Arrives,
        of: &str,
        as_of: Maybe<Day>,
        weight: Maybe<String>,
        horizon: Maybe<u32>,
        working_days: Maybe<bool>,
        rules: Maybe<CompletionRules>,
        levels: Maybe<Vec<String>>,
        figures: Maybe<Vec<String>>,
    ) -> PyResult<Table> {
        let of = of.to_owned();
        with_arguments!([by, as_of, weight, horizon, working_days, rules, levels, figures] {
            let question = PortfolioQuestion { as_of, horizon, working_days: working_days.unwrap_or(false), rules, levels, figures };
            let groups = GroupQuestion { by, of, weight };
            interruptible(py, || self.0.groups(question, &groups)).map(Table)
        })
    }

    /// What would change, before it is changed (CMP-10): a row for each plan, or with `of="nodes"` for each node, whose completion would be
    /// another by other `rules`, or by the weights in the column that `weight` names: `completion` as it is, `completion_after`, and the
    /// `difference` in points. `all=True` lists what stays as it is, too; `keep` names columns of the table to keep.
    ///
    /// >>> pf.what_if(rules=kam.CompletionRules(method="leaf_mean"))    # doctest: +SKIP
    #[pyo3(signature = (*, rules=None, weight=None, of="plans", keep=None, all=None))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn what_if(
        &self,
        py: Python<'_>,
        rules: Maybe<CompletionRules>,
        weight: Maybe<String>,
        of: &str,
        keep: Maybe<Vec<String>>,
        all: Maybe<bool>,
    ) -> PyResult<Table> {
        let of = of.to_owned();
        with_arguments!([rules, weight, keep, all] {
            let question = PreviewQuestion { rules, weight, of, keep: keep.unwrap_or_default(), all: all.unwrap_or(false) };
            interruptible(py, || self.0.what_if(&question)).map(Table)
        })
    }

    /// Figures as of many dates, from recorded changes (CMP-8): a row for each plan and date with `as_of`, `completion`, `expected`, `variance` and
    /// `health`. `figures` chooses among `completion` and `expected`.
    ///
    /// `changes` is a table with `plan`, `node`, `on` (a date), `status` (a code) and, where it was recorded, `progress`; `names` says what its columns are
    /// called otherwise. As of a date a node has the status of its last change until then and is open before its first; one without changes has
    /// that of the table. With a column `created` in the table of nodes, a node is not there before that day. Weights, dates and completions set by
    /// hand are those of the table. A change that cannot be used refuses the table; with `bad_rows="set_aside"` it is left out, and
    /// `change_problems` names it.
    ///
    /// `by` puts plans together by the values of columns in their first rows: a row for each group and date with `plans`, the means of `completion` and
    /// `expected`, and how many are `on_track`, `at_risk` and `off_track`; `weight` names a column that says how much each plan counts.
    ///
    /// >>> pf.history(dates, changes, by=["territory"]).to_polars()    # doctest: +SKIP
    #[pyo3(signature = (dates, changes=None, *, by=None, weight=None, names=None, rules=None, figures=None, keep=None, bad_rows="refuse"))]
    #[allow(clippy::too_many_arguments, reason = "keyword arguments in Python")]
    fn history(
        &self,
        py: Python<'_>,
        dates: Must<Vec<Day>>,
        changes: Option<&Bound<'_, PyAny>>,
        by: Maybe<Vec<String>>,
        weight: Maybe<String>,
        names: Option<BTreeMap<String, String>>,
        rules: Maybe<CompletionRules>,
        figures: Maybe<Vec<String>>,
        keep: Maybe<Vec<String>>,
        bad_rows: &str,
    ) -> PyResult<Table> {
        let set_aside = sets_aside(bad_rows)?;
        with_arguments!([dates, by, weight, rules, figures, keep] {
            let changes = changes.map(read).transpose()?;
            let names = names.unwrap_or_default().into_iter().collect();
            let question = HistoryQuestion { dates, rules, figures, keep: keep.unwrap_or_default(), by, weight, names, set_aside };
            interruptible(py, || self.0.history(changes.as_ref(), &question)).map(Table)
        })
    }

    /// The rows of a table of changes that cannot be used, as `problems` names those of the table of nodes.
    #[pyo3(signature = (changes, *, names=None))]
    fn change_problems(&self, py: Python<'_>, changes: &Bound<'_, PyAny>, names: Option<BTreeMap<String, String>>) -> PyResult<Table> {
        let (changes, names): (_, Vec<_>) = (read(changes)?, names.unwrap_or_default().into_iter().collect());
        interruptible(py, || self.0.change_problems(&changes, &names)).map(Table)
    }

    /// The rows that were set aside, a row for each thing that is wrong: where, the value, the reason, and what would be right.
    fn problems(&self, py: Python<'_>) -> Result<Table, Fault> {
        py.detach(|| self.0.problems()).map(Table)
    }

    fn __repr__(&self) -> String {
        let (plans, rows) = self.0.size();
        format!("<kam.Portfolio of {plans} plans, {rows} rows>")
    }
}

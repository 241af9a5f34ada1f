//! A portfolio: the figures of many plans at a time, from and to Arrow tables. Python and Node have it; a phone has a few plans, not a million nodes.

mod faults;
mod groups;
mod history;
mod preview;

pub use groups::GroupQuestion;
pub use history::HistoryQuestion;
pub use preview::PreviewQuestion;

use crate::Day;
use crate::convert::{names_problem, unlisted};
use crate::export::Export;
use crate::fault::{Fault, guarded};
use crate::plan::{changed_rules, due_horizon};
use crate::records::{CompletionRules, Settings};
use arrow_array::RecordBatch;
use faults::{names_of, no_choice, of_build};
use kam_arrow::{Names, Nodes, Wanted, node_table, plan_table, problem_table};
use kam_core::execution::{Horizon, LevelIndex};
use kam_core::portfolio::{Answer, BadRows, NodeColumn, Question, RowProblem, Threads};
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a table of nodes is read.
#[derive(Debug, Clone, Default)]
pub struct PortfolioOptions {
    /// The table's names of columns, by ours.
    pub names: Vec<(String, String)>,
    /// The settings of the plans.
    pub settings: Option<Settings>,
    /// Whether rows that cannot be used are set aside; else they refuse the table.
    pub set_aside: bool,
    /// How many threads may work; absent for as many as the machine has.
    pub threads: Option<u32>,
}

/// What is asked of a portfolio.
#[derive(Debug, Clone, Default)]
pub struct PortfolioQuestion {
    /// The date for expected completion and due lists.
    pub as_of: Option<Day>,
    /// How many days `soon` reaches; 14 by default.
    pub horizon: Option<u32>,
    /// Whether the horizon counts working days.
    pub working_days: bool,
    /// Other rules of completion.
    pub rules: Option<CompletionRules>,
    /// The levels whose nodes are actions, by name; absent for the lowest one.
    pub levels: Option<Vec<String>>,
    /// The kinds of figures that are wanted; absent for all that can be had with what else is asked.
    pub figures: Option<Vec<String>>,
}

const KINDS: [&str; 6] = ["completion", "expected", "due", "counts", "on_time", "blocked"];

impl PortfolioQuestion {
    fn wanted(&self, portfolio: &kam_core::portfolio::Portfolio) -> Result<Wanted, Fault> {
        let dated = self.as_of.is_some();
        let (done, waits) = (portfolio.says_when_done(), portfolio.says_what_waits());
        let Some(figures) = &self.figures else {
            return Ok(Wanted { completion: true, expected: dated, due: dated, counts: true, on_time: done, blocked: waits });
        };
        if let Some(unknown) = figures.iter().find(|name| !KINDS.contains(&name.as_str())) {
            return Err(no_choice("figures", unknown, "there are no such figures", &KINDS));
        }
        let has = |kind: &str| figures.iter().any(|name| name == kind);
        let cannot = |kind: &str, reason: String, help: String| Fault::InvalidValue {
            field: "figures".to_owned(),
            value: kind.to_owned(),
            reason,
            help: Some(help),
        };
        if let Some(kind) = ["expected", "due"].into_iter().find(|kind| has(kind) && !dated) {
            return Err(cannot(kind, "it depends on a date".to_owned(), "pass a date".to_owned()));
        }
        let columns = [("on_time", NodeColumn::DoneOn, done), ("blocked", NodeColumn::Prerequisites, waits)];
        if let Some((kind, column, _)) = columns.into_iter().find(|(kind, _, there)| has(kind) && !there) {
            let name = column.name();
            let help = format!("if it is called otherwise, say so in `names`, under `{name}`");
            return Err(cannot(kind, format!("the table has no column `{name}`"), help));
        }
        Ok(Wanted {
            completion: has("completion"),
            expected: has("expected"),
            due: has("due"),
            counts: has("counts"),
            on_time: has("on_time"),
            blocked: has("blocked"),
        })
    }
}

/// A question with everything looked up.
struct Asked {
    wanted: Wanted,
    rules: kam_core::execution::CompletionRules,
    horizon: Horizon,
    levels: Vec<LevelIndex>,
    as_of: Option<Day>,
}

impl Asked {
    fn question(&self, nodes: bool) -> Question<'_> {
        let day = |wanted: bool| self.as_of.filter(|_| wanted).map(|day| day.0);
        Question {
            expected_at: day(self.wanted.expected),
            due_at: day(self.wanted.due),
            horizon: self.horizon,
            levels: &self.levels,
            done: self.wanted.on_time,
            blocked: self.wanted.blocked,
            nodes,
            ..Question::new(&self.rules)
        }
    }
}

thread_local! {
    static STOP: RefCell<Option<Arc<AtomicBool>>> = const { RefCell::new(None) };
}

/// Runs an operation whose work with portfolios on this thread ends soon after somebody sets `stop`: it is then a [`Fault::Interrupted`].
pub fn stoppable<T>(stop: Arc<AtomicBool>, operation: impl FnOnce() -> T) -> T {
    STOP.with(|slot| *slot.borrow_mut() = Some(stop));
    let result = operation();
    STOP.with(|slot| *slot.borrow_mut() = None);
    result
}

fn working<R>(threads: Threads<'static>, work: impl FnOnce(Threads<'_>) -> R) -> R {
    match STOP.with(|slot| slot.borrow().clone()) {
        Some(stop) => work(threads.stopped_by(&stop)),
        None => work(threads),
    }
}

/// Many plans, ready to be asked. It never changes, and may be used from several threads.
#[derive(Debug)]
pub struct Portfolio {
    nodes: Nodes,
    portfolio: kam_core::portfolio::Portfolio,
    problems: Vec<RowProblem>,
    threads: Threads<'static>,
}

impl Portfolio {
    /// Reads a table of nodes.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn read(table: &RecordBatch, options: PortfolioOptions) -> Result<Self, Fault> {
        guarded(|| {
            let settings = match options.settings {
                None => kam_core::config::Settings::default(),
                Some(settings) => {
                    let document = serde_json::to_string(&settings).map_err(|error| Fault::Internal { detail: error.to_string() })?;
                    kam_document::read_settings(&document, kam_core::config::Settings::default())
                        .map_err(|error| names_problem("settings", &error))?
                }
            };
            let settings = Arc::new(settings);
            let names = names_of(&options.names)?;
            let bad = if options.set_aside { BadRows::SetAside } else { BadRows::Refuse };
            Self::of_table(table, &names, settings, bad, options.threads)
        })
    }

    /// The plans of an export of a CRM system, with its settings.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn of_export(export: &Export, threads: Option<u32>) -> Result<Self, Fault> {
        guarded(|| {
            let table = export.inner.node_table()?;
            Self::of_table(&table, &Names::default(), Arc::clone(export.inner.settings()), BadRows::Refuse, threads)
        })
    }

    fn of_table(
        table: &RecordBatch,
        names: &Names,
        settings: Arc<kam_core::config::Settings>,
        bad: BadRows,
        threads: Option<u32>,
    ) -> Result<Self, Fault> {
        let machine = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = Threads::new(threads.map_or_else(machine, |threads| threads as usize));
        let nodes = Nodes::read(table, names, &settings)?;
        let (portfolio, problems) = working(threads, |threads| kam_core::portfolio::Portfolio::build(&nodes, settings, bad, threads))
            .map_err(|error| of_build(error, |column| nodes.name_of(column)))?;
        Ok(Self { nodes, portfolio, problems, threads })
    }

    /// How many plans and rows it has.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.portfolio.plan_rows().len(), self.portfolio.rows())
    }

    fn asked(&self, question: PortfolioQuestion) -> Result<Asked, Fault> {
        let wanted = question.wanted(&self.portfolio)?;
        let hierarchy = &self.portfolio.settings().hierarchy;
        let level =
            |name: &String| hierarchy.find(name).ok_or_else(|| unlisted("levels", name, "it is no level of these plans", &hierarchy.nearest(name)));
        Ok(Asked {
            wanted,
            rules: self.rules(question.rules.as_ref())?,
            horizon: due_horizon("horizon", question.horizon, question.working_days)?,
            levels: question.levels.unwrap_or_default().iter().map(level).collect::<Result<_, _>>()?,
            as_of: question.as_of,
        })
    }

    fn working<R>(&self, work: impl FnOnce(Threads<'_>) -> R) -> R {
        working(self.threads, work)
    }

    fn rules(&self, rules: Option<&CompletionRules>) -> Result<kam_core::execution::CompletionRules, Fault> {
        let settings = self.portfolio.settings();
        rules.map_or(Ok(settings.completion), |rules| changed_rules(rules, settings))
    }

    fn ask(&self, question: PortfolioQuestion, nodes: bool) -> Result<(Answer, Wanted), Fault> {
        let asked = self.asked(question)?;
        let answer = self.working(|threads| self.portfolio.ask(&asked.question(nodes), threads)).map_err(|error| self.no_answer(&error, None))?;
        Ok((answer, asked.wanted))
    }

    /// The table that was read with the figures of each node beside it.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn nodes(&self, question: PortfolioQuestion) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let (answer, wanted) = self.ask(question, true)?;
            Ok(node_table(&self.nodes, &answer, wanted, self.threads)?)
        })
    }

    /// A row for each plan with its figures, and the columns to keep of its first row.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn plans(&self, question: PortfolioQuestion, keep: &[String]) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let (answer, wanted) = self.ask(question, false)?;
            Ok(plan_table(&self.nodes, &self.portfolio, &answer, wanted, keep)?)
        })
    }

    /// Both tables of one computation: that of the nodes, and that of the plans.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn figures(&self, question: PortfolioQuestion, keep: &[String]) -> Result<(RecordBatch, RecordBatch), Fault> {
        guarded(|| {
            let (answer, wanted) = self.ask(question, true)?;
            Ok((node_table(&self.nodes, &answer, wanted, self.threads)?, plan_table(&self.nodes, &self.portfolio, &answer, wanted, keep)?))
        })
    }

    /// The rows that were set aside, a row for each thing that is wrong.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn problems(&self) -> Result<RecordBatch, Fault> {
        guarded(|| Ok(problem_table(|column| self.nodes.name_of(column), &self.problems)?))
    }
}

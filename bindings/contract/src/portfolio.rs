//! A portfolio: the figures of many plans at a time, from and to Arrow tables. Python and Node have it; a phone has a few plans, not a million nodes.

use crate::Day;
use crate::convert::{count, names_problem};
use crate::fault::{Fault, guarded};
use crate::plan::due_horizon;
use crate::records::{CompletionRules, Problem, Settings};
use arrow_array::RecordBatch;
use kam_arrow::{Names, Nodes, TableFault, Wanted, node_table, plan_table, problem_table};
use kam_core::portfolio::{BadRows, NodeColumn, PortfolioError, Question, RowProblem, RowsWithoutWeight, Threads};
use kam_core::values::nearest;
use std::sync::Arc;

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
    /// The groups of figures that are wanted; absent for all that can be had with what else is asked.
    pub figures: Option<Vec<String>>,
}

const GROUPS: [&str; 4] = ["completion", "expected", "due", "counts"];

impl PortfolioQuestion {
    fn wanted(&self) -> Result<Wanted, Fault> {
        let dated = self.as_of.is_some();
        let Some(figures) = &self.figures else { return Ok(Wanted { completion: true, expected: dated, due: dated, counts: true }) };
        if let Some(unknown) = figures.iter().find(|name| !GROUPS.contains(&name.as_str())) {
            let help = kam_core::plan::help_among(&nearest(unknown, GROUPS), GROUPS);
            let reason = "there are no such figures".to_owned();
            return Err(Fault::InvalidValue { field: "figures".to_owned(), value: kam_core::values::cut(unknown, 80), reason, help });
        }
        let has = |group: &str| figures.iter().any(|name| name == group);
        if let Some(group) = ["expected", "due"].into_iter().find(|group| has(group) && !dated) {
            let help = Some("pass `as_of`".to_owned());
            return Err(Fault::InvalidValue {
                field: "figures".to_owned(),
                value: group.to_owned(),
                reason: "it depends on a date".to_owned(),
                help,
            });
        }
        Ok(Wanted { completion: has("completion"), expected: has("expected"), due: has("due"), counts: has("counts") })
    }
}

/// Many plans, ready to be asked. It never changes, and may be used from several threads.
#[derive(Debug)]
pub struct Portfolio {
    nodes: Nodes,
    portfolio: kam_core::portfolio::Portfolio,
    problems: Vec<RowProblem>,
    threads: Threads,
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
            let mut names = Names::default();
            for (column, name) in &options.names {
                names = names.with(column_of(column)?, name);
            }
            let machine = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            let threads = Threads::new(options.threads.map_or_else(machine, |threads| threads as usize));
            let bad = if options.set_aside { BadRows::SetAside } else { BadRows::Refuse };
            let nodes = Nodes::read(table, &names, &settings)?;
            let (portfolio, problems) =
                kam_core::portfolio::Portfolio::build(&nodes, settings, bad, threads).map_err(|error| of_build(error, &nodes))?;
            Ok(Self { nodes, portfolio, problems, threads })
        })
    }

    /// How many plans and rows it has.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.portfolio.plan_rows().len(), self.portfolio.rows())
    }

    fn ask(&self, question: PortfolioQuestion, nodes: bool) -> Result<(kam_core::portfolio::Answer, Wanted), Fault> {
        let wanted = question.wanted()?;
        let settings = self.portfolio.settings();
        let rules = match question.rules {
            None => settings.completion,
            Some(rules) => crate::plan::changed_rules(&rules, settings)?,
        };
        let horizon = due_horizon("horizon", question.horizon, question.working_days)?;
        let day = |wanted: bool| question.as_of.filter(|_| wanted).map(|day| day.0);
        let question = Question { rules: &rules, expected_at: day(wanted.expected), due_at: day(wanted.due), horizon, nodes };
        let answer = self.portfolio.ask(&question, self.threads).map_err(|error| self.without_weight(&error))?;
        Ok((answer, wanted))
    }

    /// The table that was read with the figures of each node beside it.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn nodes(&self, question: PortfolioQuestion) -> Result<RecordBatch, Fault> {
        guarded(|| {
            let (answer, wanted) = self.ask(question, true)?;
            Ok(node_table(&self.nodes, &answer, wanted)?)
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
            Ok((node_table(&self.nodes, &answer, wanted)?, plan_table(&self.nodes, &self.portfolio, &answer, wanted, keep)?))
        })
    }

    /// The rows that were set aside, a row for each thing that is wrong.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn problems(&self) -> Result<RecordBatch, Fault> {
        guarded(|| Ok(problem_table(&self.nodes, &self.problems)?))
    }

    fn without_weight(&self, error: &RowsWithoutWeight) -> Fault {
        let column = self.nodes.name_of(NodeColumn::Weight);
        let problem = |row: &u32| Problem {
            code: "missing_weight".to_owned(),
            path: Some(format!("{column}[{row}]")),
            id: None,
            line: None,
            column: None,
            value: None,
            text: "the node has no weight, and the rules ask for one".to_owned(),
            help: None,
        };
        let mut problems: Vec<Problem> = error.rows.iter().take(kam_core::portfolio::MOST_PROBLEMS).map(problem).collect();
        let more = error.rows.len().saturating_sub(problems.len());
        if more > 0 {
            problems.push(Problem::more(more, problems.len()));
        }
        Fault::InvalidTable { problems }
    }
}

fn column_of(name: &str) -> Result<NodeColumn, Fault> {
    let known = || NodeColumn::ALL.map(NodeColumn::name);
    NodeColumn::ALL.into_iter().find(|column| column.name() == name).ok_or_else(|| Fault::InvalidValue {
        field: "names".to_owned(),
        value: kam_core::values::cut(name, 80),
        reason: "it is no column of a node".to_owned(),
        help: kam_core::plan::help_among(&nearest(name, known()), known()),
    })
}

impl From<TableFault> for Fault {
    fn from(fault: TableFault) -> Self {
        let problem = |problem: kam_arrow::TableProblem| Problem {
            code: problem.code.to_owned(),
            path: problem.column,
            id: None,
            line: None,
            column: None,
            value: problem.value,
            text: problem.text,
            help: problem.help,
        };
        Self::InvalidTable { problems: fault.problems.into_iter().map(problem).collect() }
    }
}

fn of_build(error: PortfolioError, nodes: &Nodes) -> Fault {
    match error {
        PortfolioError::Rows { problems, more } => {
            let mut listed: Vec<Problem> = problems.into_iter().map(|problem| row_problem(problem, nodes)).collect();
            if more > 0 {
                listed.push(Problem::more(more, listed.len()));
            }
            Fault::InvalidTable { problems: listed }
        }
        PortfolioError::TooManyRows { .. } => limit("rows in one table", kam_core::portfolio::MOST_ROWS, None),
        PortfolioError::TooManyNodes { plan, .. } => limit("nodes in one plan", kam_core::plan::MOST_NODES, Some(format!("plan `{plan}`"))),
        other => Fault::Internal { detail: other.to_string() },
    }
}

fn limit(what: &str, limit: usize, place: Option<String>) -> Fault {
    Fault::LimitExceeded { what: what.to_owned(), limit: count(limit).into(), place, help: None }
}

fn row_problem(problem: RowProblem, nodes: &Nodes) -> Problem {
    Problem {
        code: problem.kind.code().to_owned(),
        path: Some(format!("{}[{}]", nodes.name_of(problem.column), problem.row)),
        id: problem.node,
        line: None,
        column: None,
        value: Some(problem.value).filter(|value| !value.is_empty()),
        text: problem.text,
        help: problem.help,
    }
}

//! Answers as Arrow tables, beside the columns they were worked out from.

use super::fault::{TableFault, TableProblem, too_many};
use super::find::column_help;
use super::read::Nodes;
use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{ArrayRef, Date32Array, Decimal128Array, DictionaryArray, PrimitiveArray, RecordBatch, StringArray, UInt32Array};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field, Schema};
use chrono::NaiveDate;
use kam_core::execution::{DueBucket, Health, Progress, StatusCategory};
use kam_core::portfolio::{Answer, EpochDay, MOST_ROWS, NodeColumn, NodeFigures, Portfolio, RowProblem, Series};
use kam_core::values::Points;
use std::sync::Arc;

/// Which groups of columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Completion (CMP-1 to CMP-5).
    pub completion: bool,
    /// Expected completion, variance and health (CMP-9).
    pub expected: bool,
    /// What is due (DUE-1).
    pub due: bool,
    /// How many nodes have which kind of status.
    pub counts: bool,
}

/// A percentage in Arrow: exact, with 6 decimals.
fn percentages(millionths: &[u32]) -> Result<ArrayRef, ArrowError> {
    let values: ScalarBuffer<i128> = millionths.iter().map(|value| if *value == NodeFigures::NONE { 0 } else { i128::from(*value) }).collect();
    let nulls = millionths.contains(&NodeFigures::NONE).then(|| millionths.iter().map(|value| *value != NodeFigures::NONE).collect::<NullBuffer>());
    decimals(PrimitiveArray::<Decimal128Type>::new(values, nulls))
}

fn decimals(array: Decimal128Array) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(array.with_precision_and_scale(9, 6)?))
}

fn counts(numbers: &[u32]) -> ArrayRef {
    Arc::new(UInt32Array::from(numbers.to_vec()))
}

/// A new column, and where its name is taken by the table that was read, that name with a `_` behind it.
fn named(taken: &[&str], name: &str) -> String {
    let mut name = name.to_owned();
    while taken.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// The table that was read with `completion`, and where a date was given `expected` and `due_in`, beside its own columns, which are not copied.
///
/// # Errors
/// None that Arrow gives for columns of one length.
pub fn node_table(nodes: &Nodes, answer: &Answer, wanted: Wanted) -> Result<RecordBatch, TableFault> {
    let table = nodes.table();
    let figures = &answer.nodes;
    let mut columns = Vec::new();
    if wanted.completion {
        columns.push(("completion", percentages(&figures.completions).map_err(broken)?));
    }
    if wanted.expected {
        columns.push(("expected", percentages(&figures.expected).map_err(broken)?));
    }
    if wanted.due {
        columns.push(("due_bucket", buckets(&figures.buckets)));
    }
    let taken: Vec<&str> = table.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
    let mut fields: Vec<Arc<Field>> = table.schema_ref().fields().iter().cloned().collect();
    let mut arrays = table.columns().to_vec();
    for (name, array) in columns {
        fields.push(Arc::new(Field::new(named(&taken, name), array.data_type().clone(), true)));
        arrays.push(array);
    }
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).map_err(broken)
}

fn buckets(places: &[u8]) -> ArrayRef {
    let keys: ScalarBuffer<i8> = places.iter().map(|place| place.checked_sub(1).and_then(|place| i8::try_from(place).ok()).unwrap_or(0)).collect();
    let nulls: NullBuffer = places.iter().map(|place| *place != 0).collect();
    let values = Arc::new(StringArray::from_iter_values(DueBucket::ALL.map(DueBucket::name)));
    let keys = PrimitiveArray::<Int8Type>::new(keys, Some(nulls));
    match DictionaryArray::try_new(keys, values) {
        Ok(array) => Arc::new(array),
        // A place beyond the buckets cannot be; a column of nulls says so where it were.
        Err(_) => arrow_array::new_null_array(&arrow_schema::DataType::Utf8, places.len()),
    }
}

/// The ids of plans and other columns of the table, of the rows that name the plans.
fn kept(nodes: &Nodes, rows: &UInt32Array, keep: &[String]) -> Result<Vec<(String, ArrayRef)>, TableFault> {
    let table = nodes.table();
    let taken = |array: &ArrayRef| arrow_select::take::take(array, rows, None).map_err(broken);
    let mut columns: Vec<(String, ArrayRef)> = Vec::new();
    if let Some(plan) = nodes.column(NodeColumn::Plan) {
        columns.push((nodes.name_of(NodeColumn::Plan).to_owned(), taken(plan)?));
    }
    let mut problems = Vec::new();
    for name in keep {
        match table.column_by_name(name) {
            Some(array) => columns.push((name.clone(), taken(array)?)),
            None => problems.push(TableProblem {
                code: "missing_column",
                column: Some(name.clone()),
                value: None,
                text: format!("the table has no column `{name}` to keep"),
                help: column_help(name, table),
            }),
        }
    }
    if problems.is_empty() { Ok(columns) } else { Err(TableFault { problems }) }
}

/// A row for each plan: its id, the columns of the table that are asked for (from its first row), and its figures.
///
/// # Errors
/// A column that the table does not have.
pub fn plan_table(nodes: &Nodes, portfolio: &Portfolio, answer: &Answer, wanted: Wanted, keep: &[String]) -> Result<RecordBatch, TableFault> {
    let mut columns = kept(nodes, &UInt32Array::from(portfolio.plan_rows().to_vec()), keep)?;
    let plans = &answer.plans;
    let mut figures: Vec<(&str, ArrayRef)> = Vec::new();
    if wanted.completion {
        figures.push(("completion", percentages(&plans.completions).map_err(broken)?));
    }
    if wanted.expected {
        figures.push(("expected", percentages(&plans.expected).map_err(broken)?));
        figures.extend(variances(&plans.variances(portfolio).collect::<Vec<_>>()).map_err(broken)?);
    }
    if wanted.counts {
        figures.push(("nodes", counts(&plans.nodes)));
    }
    for (category, column) in StatusCategory::ALL.into_iter().zip(&plans.categories).filter(|_| wanted.counts) {
        let name = match category {
            StatusCategory::Open => "nodes_open",
            StatusCategory::InProgress => "nodes_in_progress",
            StatusCategory::Done => "nodes_done",
            StatusCategory::Cancelled => "nodes_cancelled",
        };
        figures.push((name, counts(column)));
    }
    if wanted.due {
        figures.push(("actions", counts(&plans.actions)));
        figures.push(("open", counts(&plans.open)));
        figures.push(("overdue", counts(&plans.overdue)));
        figures.push(("due_today", counts(&plans.due_today)));
        figures.push(("due_soon", counts(&plans.due_soon)));
        figures.push(("later", counts(&plans.later)));
        figures.push(("undated", counts(&plans.undated)));
    }
    let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    columns.extend(figures.into_iter().map(|(name, array)| (named(&known, name), array)));
    RecordBatch::try_from_iter(columns).map_err(broken)
}

/// A row for each plan and date: its id, the columns of the table that are asked for (from its first row), the date as `as_of`, and its figures.
///
/// # Errors
/// A column that the table does not have, or more rows than can be counted.
pub fn series_table(nodes: &Nodes, portfolio: &Portfolio, series: &Series, dates: &[NaiveDate], keep: &[String]) -> Result<RecordBatch, TableFault> {
    let rows = portfolio.plan_rows().len().saturating_mul(dates.len());
    if rows > MOST_ROWS {
        return Err(too_many(rows));
    }
    let of_plans: Vec<u32> = portfolio.plan_rows().iter().flat_map(|row| std::iter::repeat_n(*row, dates.len())).collect();
    let mut columns = kept(nodes, &UInt32Array::from(of_plans), keep)?;
    let days: Vec<i32> = dates.iter().map(|date| EpochDay::from(*date).number()).collect();
    let mut figures: Vec<(&str, ArrayRef)> = vec![
        ("as_of", Arc::new(Date32Array::from_iter_values((0..portfolio.plan_rows().len()).flat_map(|_| days.iter().copied())))),
        ("completion", percentages(&series.completions).map_err(broken)?),
    ];
    if !series.expected.is_empty() {
        let rows = (0..portfolio.plan_rows().len()).flat_map(|plan| (0..dates.len()).map(move |date| (plan, date)));
        let progress = rows.map(|(plan, date)| {
            let progress = Progress::of(series.completion(plan, date), series.expected(plan, date), &portfolio.settings().health);
            progress.variance.zip(progress.health)
        });
        figures.push(("expected", percentages(&series.expected).map_err(broken)?));
        figures.extend(variances(&progress.collect::<Vec<_>>()).map_err(broken)?);
    }
    let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    columns.extend(figures.into_iter().map(|(name, array)| (named(&known, name), array)));
    RecordBatch::try_from_iter(columns).map_err(broken)
}

/// Variance and health.
fn variances(rows: &[Option<(Points, Health)>]) -> Result<[(&'static str, ArrayRef); 2], ArrowError> {
    let points: Decimal128Array = rows.iter().map(|row| row.map(|(points, _)| i128::from(points.millionths()))).collect();
    let mut health = StringDictionaryBuilder::<Int8Type>::new();
    rows.iter().for_each(|row| health.append_option(row.map(|(_, health)| health.name())));
    Ok([("variance", decimals(points)?), ("health", Arc::new(health.finish()))])
}

/// A row for each thing that is wrong with a row of the table: `row` (the first is 0), `column`, `code`, `plan`, `node`, `value`, `reason`, `help`.
///
/// # Errors
/// None that Arrow gives for columns of one length.
pub fn problem_table(name_of: impl Fn(NodeColumn) -> String, problems: &[RowProblem]) -> Result<RecordBatch, TableFault> {
    let texts = |text: &dyn Fn(&RowProblem) -> Option<String>| -> ArrayRef { Arc::new(problems.iter().map(text).collect::<StringArray>()) };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let columns: [(&str, ArrayRef); 8] = [
        ("row", Arc::new(problems.iter().map(|problem| problem.row).collect::<UInt32Array>())),
        ("column", texts(&|problem| some(&name_of(problem.column)))),
        ("code", texts(&|problem| some(problem.kind.code()))),
        ("plan", texts(&|problem| problem.plan.clone())),
        ("node", texts(&|problem| problem.node.clone())),
        ("value", texts(&|problem| some(&problem.value))),
        ("reason", texts(&|problem| some(&problem.text))),
        ("help", texts(&|problem| problem.help.clone())),
    ];
    RecordBatch::try_from_iter(columns).map_err(broken)
}

fn broken(error: ArrowError) -> TableFault {
    TableFault { problems: vec![TableProblem { code: "internal", column: None, value: None, text: error.to_string(), help: None }] }
}

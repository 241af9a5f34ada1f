//! Answers as Arrow tables, beside the columns they were worked out from.

use super::fault::TableFault;
use super::read::Nodes;
use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::{Decimal128Type, Int8Type};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, PrimitiveArray, RecordBatch, StringArray, UInt32Array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, Field, Schema};
use chrono::NaiveDate;
use kam_core::execution::{DueBucket, Health, StatusCategory};
use kam_core::portfolio::{ActionCounts, Answer, EpochDay, NodeColumn, NodeFigures, Portfolio, RowProblem, Threads};
use kam_core::values::Points;
use std::sync::Arc;

/// Which groups of columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Completion (CMP-1 to CMP-5).
    pub completion: bool,
    /// Expected completion, variance and health (CMP-9).
    pub expected: bool,
    /// What is due (DUE-1).
    pub due: bool,
    /// How many nodes have which kind of status.
    pub counts: bool,
    /// How many actions were done in time; only where the table says when.
    pub on_time: bool,
    /// Which open actions wait for a prerequisite, or how many; only where the table has prerequisites.
    pub blocked: bool,
}

/// Columns of figures while they are put together.
pub(crate) type Columns = Vec<(&'static str, ArrayRef)>;

/// A percentage in Arrow: exact, with 6 decimals.
pub(crate) fn percentages(millionths: &[u32], threads: Threads<'_>) -> Result<ArrayRef, ArrowError> {
    let mut values = vec![0_i128; millionths.len()];
    threads.fill(&mut values, |first, some| {
        for (value, units) in some.iter_mut().zip(millionths.get(first..).unwrap_or_default()) {
            *value = if *units == NodeFigures::NONE { 0 } else { i128::from(*units) };
        }
    });
    let nulls = millionths.contains(&NodeFigures::NONE).then(|| given(millionths, |units| units != NodeFigures::NONE, threads));
    decimals(PrimitiveArray::<Decimal128Type>::new(values.into(), nulls))
}

/// Which cells there are.
fn given<T: Copy + Sync>(cells: &[T], is_there: impl Fn(T) -> bool + Sync, threads: Threads<'_>) -> NullBuffer {
    let mut words = vec![0_u64; cells.len().div_ceil(64)];
    threads.fill(&mut words, |first, some| {
        let cells = cells.get(first.saturating_mul(64)..).unwrap_or_default();
        for (word, cells) in some.iter_mut().zip(cells.chunks(64)) {
            *word = (0_u32..).zip(cells).fold(0, |word, (bit, cell)| word | u64::from(is_there(*cell)).wrapping_shl(bit)).to_le();
        }
    });
    NullBuffer::new(BooleanBuffer::new(Buffer::from_vec(words), 0, cells.len()))
}

/// Percentages or points in millionths, `None` where there are none.
pub(crate) fn millionths(values: impl Iterator<Item = Option<i64>>) -> Result<ArrayRef, ArrowError> {
    decimals(values.map(|value| value.map(i128::from)).collect())
}

/// Numbers in units of so many digits, of which so many are decimals.
pub(crate) fn decimals_of(units: impl Iterator<Item = Option<i128>>, (digits, decimals): (u8, i8)) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(units.collect::<Decimal128Array>().with_precision_and_scale(digits, decimals)?))
}

pub(crate) fn dates(days: impl Iterator<Item = Option<NaiveDate>>) -> ArrayRef {
    Arc::new(days.map(|day| day.map(|day| EpochDay::from(day).number())).collect::<Date32Array>())
}

fn decimals(array: Decimal128Array) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(array.with_precision_and_scale(9, 6)?))
}

pub(crate) fn counts(numbers: impl IntoIterator<Item = u32>) -> ArrayRef {
    Arc::new(UInt32Array::from_iter_values(numbers))
}

/// A table of columns that were read, with figures beside them.
pub(crate) fn beside(mut columns: Vec<(String, ArrayRef)>, figures: Columns) -> Result<RecordBatch, TableFault> {
    let names: Vec<String> = columns.iter().map(|(name, _)| name.clone()).collect();
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    columns.extend(figures.into_iter().map(|(name, array)| (named(&known, name), array)));
    RecordBatch::try_from_iter(columns).map_err(broken)
}

/// What the statuses of nodes mean, as the names of columns say it.
pub(crate) const fn counted(category: StatusCategory) -> (&'static str, &'static str) {
    match category {
        StatusCategory::Open => ("nodes_open", "actions_open"),
        StatusCategory::InProgress => ("nodes_in_progress", "actions_in_progress"),
        StatusCategory::Done => ("nodes_done", "actions_done"),
        StatusCategory::Cancelled => ("nodes_cancelled", "actions_cancelled"),
    }
}

/// The columns of counted actions that are wanted, all but how many there are.
pub(crate) fn action_columns(actions: &[ActionCounts], wanted: Wanted) -> Result<Columns, ArrowError> {
    let mut columns = Columns::new();
    let column = |of: fn(&ActionCounts) -> u32| counts(actions.iter().map(of));
    if wanted.due {
        columns.push(("open", column(|counts| counts.open)));
        columns.push(("overdue", column(|counts| counts.overdue)));
        columns.push(("due_today", column(|counts| counts.due_today)));
        columns.push(("due_soon", column(|counts| counts.due_soon)));
        columns.push(("later", column(|counts| counts.later)));
        columns.push(("undated", column(|counts| counts.undated)));
    }
    if wanted.blocked {
        columns.push(("blocked", column(|counts| counts.blocked)));
    }
    if wanted.on_time {
        columns.push(("done_on_time", column(|counts| counts.done_on_time)));
        columns.push(("done_late", column(|counts| counts.done_late)));
        let share = |counts: &ActionCounts| counts.on_time_share().map(|share| i64::from(share.millionths()));
        columns.push(("on_time_share", millionths(actions.iter().map(share))?));
    }
    Ok(columns)
}

/// A new column, and where its name is taken by the table that was read, that name with a `_` behind it.
fn named(taken: &[&str], name: &str) -> String {
    let mut name = name.to_owned();
    while taken.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// The table that was read with `completion`, and where they are wanted `expected`, `due_bucket` and `blocked`, beside its own columns, which are
/// not copied.
///
/// # Errors
/// None that Arrow gives for columns of one length.
pub fn node_table(nodes: &Nodes, answer: &Answer, wanted: Wanted, threads: Threads<'_>) -> Result<RecordBatch, TableFault> {
    let table = nodes.table();
    let figures = &answer.nodes;
    let mut columns = Vec::new();
    if wanted.completion {
        columns.push(("completion", percentages(&figures.completions, threads).map_err(broken)?));
    }
    if wanted.expected {
        columns.push(("expected", percentages(&figures.expected, threads).map_err(broken)?));
    }
    if wanted.due {
        columns.push(("due_bucket", buckets(&figures.buckets, threads)));
    }
    if wanted.blocked {
        let blocked = (0..table.num_rows()).map(|row| figures.is_blocked(row));
        columns.push(("blocked", Arc::new(blocked.collect::<BooleanArray>())));
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

fn buckets(places: &[u8], threads: Threads<'_>) -> ArrayRef {
    let mut keys = vec![0_i8; places.len()];
    threads.fill(&mut keys, |first, some| {
        for (key, place) in some.iter_mut().zip(places.get(first..).unwrap_or_default()) {
            *key = place.saturating_sub(1).cast_signed();
        }
    });
    let keys = ScalarBuffer::from(keys);
    let nulls = given(places, |place| place != 0, threads);
    let values = Arc::new(StringArray::from_iter_values(DueBucket::ALL.map(DueBucket::name)));
    let keys = PrimitiveArray::<Int8Type>::new(keys, Some(nulls));
    match DictionaryArray::try_new(keys, values) {
        Ok(array) => Arc::new(array),
        // A place beyond the buckets cannot be; a column of nulls says so where it were.
        Err(_) => arrow_array::new_null_array(&arrow_schema::DataType::Utf8, places.len()),
    }
}

/// A row for each plan: its id, the columns of the table that are asked for (from its first row), and its figures.
///
/// # Errors
/// A column that the table does not have.
pub fn plan_table(nodes: &Nodes, portfolio: &Portfolio, answer: &Answer, wanted: Wanted, keep: &[String]) -> Result<RecordBatch, TableFault> {
    let rows = portfolio.plan_rows();
    let mut columns = nodes.taken(NodeColumn::Plan, rows)?;
    columns.extend(nodes.kept(keep, rows)?);
    let plans = &answer.plans;
    let mut figures = Columns::new();
    if wanted.completion {
        figures.push(("completion", percentages(&plans.completions, Threads::ONE).map_err(broken)?));
    }
    if wanted.expected {
        figures.push(("expected", percentages(&plans.expected, Threads::ONE).map_err(broken)?));
        figures.extend(progress_columns(&plans.variances(portfolio).collect::<Vec<_>>()).map_err(broken)?);
    }
    if wanted.counts {
        figures.push(("nodes", counts(plans.nodes.iter().copied())));
        for (category, column) in StatusCategory::ALL.into_iter().zip(&plans.categories) {
            figures.push((counted(category).0, counts(column.iter().copied())));
        }
    }
    let actions: Vec<_> = (0..rows.len()).map(|plan| plans.actions_of(plan)).collect();
    if wanted.due {
        figures.push(("actions", counts(plans.actions.iter().copied())));
    }
    figures.extend(action_columns(&actions, wanted).map_err(broken)?);
    beside(columns, figures)
}

/// Variance and health (CMP-9).
pub(crate) fn progress_columns(rows: &[Option<(Points, Health)>]) -> Result<[(&'static str, ArrayRef); 2], ArrowError> {
    let points = rows.iter().map(|row| row.map(|(points, _)| points.millionths()));
    let mut health = StringDictionaryBuilder::<Int8Type>::new();
    rows.iter().for_each(|row| health.append_option(row.map(|(_, health)| health.name())));
    Ok([("variance", millionths(points)?), ("health", Arc::new(health.finish()))])
}

impl Nodes {
    /// One of the nodes' columns at some rows, under the table's own name.
    pub(crate) fn taken(&self, column: NodeColumn, rows: &[u32]) -> Result<Vec<(String, ArrayRef)>, TableFault> {
        let array = self.column(column).map(|array| Ok((self.name_of(column).to_owned(), at_rows(array, rows)?)));
        array.into_iter().collect()
    }

    /// The columns to keep, at some rows.
    pub(crate) fn kept(&self, keep: &[String], rows: &[u32]) -> Result<Vec<(String, ArrayRef)>, TableFault> {
        let arrays = self.columns_named(keep, "to keep")?;
        keep.iter().zip(arrays).map(|(name, array)| Ok((name.clone(), at_rows(array, rows)?))).collect()
    }
}

/// Some rows of a column.
pub(crate) fn at_rows(array: &ArrayRef, rows: &[u32]) -> Result<ArrayRef, TableFault> {
    arrow_select::take::take(array, &UInt32Array::from(rows.to_vec()), None).map_err(broken)
}

/// A row for each thing that is wrong with a row of the table: `row` (the first is 0), `column`, `code`, `plan`, `node`, `value`, `reason`, `help`.
///
/// # Errors
/// None that Arrow gives for columns of one length.
pub fn problem_table<'n>(name_of: impl Fn(NodeColumn) -> &'n str, problems: &[RowProblem]) -> Result<RecordBatch, TableFault> {
    let texts = |text: &dyn Fn(&RowProblem) -> Option<String>| -> ArrayRef { Arc::new(problems.iter().map(text).collect::<StringArray>()) };
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let columns: [(&str, ArrayRef); 8] = [
        ("row", Arc::new(problems.iter().map(|problem| problem.row).collect::<UInt32Array>())),
        ("column", texts(&|problem| some(name_of(problem.column)))),
        ("code", texts(&|problem| some(problem.kind.code()))),
        ("plan", texts(&|problem| problem.plan.clone())),
        ("node", texts(&|problem| problem.node.clone())),
        ("value", texts(&|problem| some(&problem.value))),
        ("reason", texts(&|problem| some(&problem.text))),
        ("help", texts(&|problem| problem.help.clone())),
    ];
    RecordBatch::try_from_iter(columns).map_err(broken)
}

pub(crate) fn broken(error: ArrowError) -> TableFault {
    TableFault::broken(&error)
}

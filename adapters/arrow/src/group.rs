//! Rows and plans put together by the values of some columns, whatever Arrow type these have.

use super::fault::{TableFault, TableProblem};
use super::read::Nodes;
use super::write::{Columns, Wanted, action_columns, at_rows, beside, broken, counted, counts, millionths};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_row::{RowConverter, SortField};
use arrow_schema::DataType;
use kam_core::execution::{Health, StatusCategory};
use kam_core::portfolio::{GroupFigures, Grouping, Portfolio, RowWeights};
use kam_core::values::Percent;
use std::collections::HashMap;
use std::sync::Arc;

/// The most groups of one table.
pub const MOST_GROUPS: usize = 1_000_000;

/// Rows that are looked at together.
const ROWS_AT_A_TIME: usize = 4_096;

/// Which group each plan or each row belongs to, by the values of some columns. Null is a value of its own. Groups are in the order in which they
/// appear in the table first.
#[derive(Debug)]
pub struct GroupedBy {
    names: Vec<String>,
    of_plans: bool,
    /// The group of each plan or row.
    of: Vec<u32>,
    /// A row of the table for each group: its first.
    first: Vec<u32>,
}

impl GroupedBy {
    /// Groups of plans, each by the values in its first row.
    ///
    /// # Errors
    /// No column at all, one that the table does not have or that is named twice, more than a million groups.
    pub fn plans(nodes: &Nodes, portfolio: &Portfolio, by: &[String]) -> Result<Self, TableFault> {
        let rows = portfolio.plan_rows();
        let arrays = columns(nodes, by)?.into_iter().map(|array| at_rows(array, rows)).collect::<Result<Vec<_>, _>>()?;
        let (of, first) = numbered(&arrays, rows.len())?;
        let first = first.into_iter().filter_map(|plan| rows.get(plan as usize).copied()).collect();
        Ok(Self { names: by.to_vec(), of_plans: true, of, first })
    }

    /// Groups of rows, each by its own values.
    ///
    /// # Errors
    /// As [`GroupedBy::plans`].
    pub fn rows(nodes: &Nodes, by: &[String]) -> Result<Self, TableFault> {
        let arrays: Vec<ArrayRef> = columns(nodes, by)?.into_iter().cloned().collect();
        let (of, first) = numbered(&arrays, nodes.table().num_rows())?;
        Ok(Self { names: by.to_vec(), of_plans: false, of, first })
    }

    /// The columns whose values make a group.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The first row of each group.
    pub(crate) fn first_rows(&self) -> &[u32] {
        &self.first
    }

    /// The groups as the core takes them.
    #[must_use]
    pub fn with<'g>(&'g self, weights: Option<&'g RowWeights>) -> Grouping<'g> {
        Grouping { of: &self.of, count: self.first.len(), weights }
    }
}

fn columns<'n>(nodes: &'n Nodes, by: &[String]) -> Result<Vec<&'n ArrayRef>, TableFault> {
    if by.is_empty() {
        return Err(TableFault::one("missing_column", "no column to group by is named".to_owned(), Some("name at least one".to_owned())));
    }
    let twice = |(place, name): (usize, &String)| by.iter().take(place).any(|other| other == name).then(|| name.clone());
    let problems: Vec<TableProblem> = by.iter().enumerate().filter_map(twice).map(named_twice).collect();
    if problems.is_empty() { nodes.columns_named(by, "to group by") } else { Err(TableFault { problems }) }
}

fn named_twice(name: String) -> TableProblem {
    let text = format!("the column `{name}` to group by is named twice");
    TableProblem { code: "duplicate_column", column: Some(name), value: None, text, help: None }
}

/// The group of each row by the values of some columns, and the first row of each group.
fn numbered(arrays: &[ArrayRef], rows: usize) -> Result<(Vec<u32>, Vec<u32>), TableFault> {
    let fields: Vec<SortField> = arrays.iter().map(|array| SortField::new(array.data_type().clone())).collect();
    let plain: Vec<ArrayRef> = arrays.iter().map(one_zero).collect();
    let converter = RowConverter::new(fields).map_err(broken)?;
    let mut seen: HashMap<Box<[u8]>, u32> = HashMap::new();
    let (mut of, mut first) = (Vec::with_capacity(rows), Vec::new());
    let mut last: (Vec<u8>, u32) = (Vec::new(), u32::MAX);
    for from in (0..rows).step_by(ROWS_AT_A_TIME) {
        let length = ROWS_AT_A_TIME.min(rows.saturating_sub(from));
        let some: Vec<ArrayRef> = plain.iter().map(|array| array.slice(from, length)).collect();
        let converted = converter.convert_columns(&some).map_err(broken)?;
        for (row, values) in (from..).zip(&converted) {
            let bytes = values.as_ref();
            // Rows of one plan mostly have the values of the row before.
            if last.1 == u32::MAX || last.0 != bytes {
                let next = u32::try_from(first.len()).unwrap_or(u32::MAX);
                let number = match seen.get(bytes) {
                    Some(number) => *number,
                    None => {
                        if first.len() == MOST_GROUPS {
                            return Err(TableFault::one("limit_exceeded", format!("there are more than {MOST_GROUPS} groups"), None));
                        }
                        seen.insert(bytes.into(), next);
                        first.push(u32::try_from(row).unwrap_or(u32::MAX));
                        next
                    }
                };
                last.0.clear();
                last.0.extend_from_slice(bytes);
                last.1 = number;
            }
            of.push(last.1);
        }
    }
    Ok((of, first))
}

/// Floats with one zero and one NaN, so that what is equal is one group.
fn one_zero(array: &ArrayRef) -> ArrayRef {
    match array.data_type() {
        DataType::Float64 => Arc::new(array.as_primitive::<Float64Type>().unary::<_, Float64Type>(|number| match number {
            0.0 => 0.0,
            number if number.is_nan() => f64::NAN,
            number => number,
        })),
        DataType::Float32 => Arc::new(array.as_primitive::<Float32Type>().unary::<_, Float32Type>(|number| match number {
            0.0 => 0.0,
            number if number.is_nan() => f32::NAN,
            number => number,
        })),
        _ => Arc::clone(array),
    }
}

/// A row for each group: the values it has, and its figures. A group without an action is none of actions.
///
/// # Errors
/// None that Arrow gives for columns of one length.
pub fn group_table(nodes: &Nodes, by: &GroupedBy, figures: &[GroupFigures], wanted: Wanted) -> Result<RecordBatch, TableFault> {
    let (rows, groups): (Vec<u32>, Vec<GroupFigures>) =
        by.first.iter().zip(figures).filter(|(_, group)| by.of_plans || group.nodes > 0).map(|(row, group)| (*row, *group)).unzip();
    let columns = nodes.kept(&by.names, &rows)?;
    let mut figures = Columns::new();
    let count = |of: &dyn Fn(&GroupFigures) -> u32| counts(groups.iter().map(of));
    figures.push(if by.of_plans { ("plans", count(&|group| group.plans)) } else { ("actions", count(&|group| group.nodes)) });
    let percent =
        |of: fn(&GroupFigures) -> Option<Percent>| millionths(groups.iter().map(|group| of(group).map(|percent| percent.millionths().into())));
    if wanted.completion {
        figures.push(("completion", percent(|group| group.completion).map_err(broken)?));
    }
    if wanted.expected {
        let variance = |group: &GroupFigures| group.variance().map(|points| points.millionths());
        figures.push(("expected", percent(|group| group.expected).map_err(broken)?));
        figures.push(("variance", millionths(groups.iter().map(variance)).map_err(broken)?));
    }
    if wanted.expected && by.of_plans {
        for (place, health) in Health::ALL.into_iter().enumerate() {
            figures.push((health.name(), count(&|group| group.health.get(place).copied().unwrap_or_default())));
        }
    }
    if wanted.counts && by.of_plans {
        figures.push(("nodes", count(&|group| group.nodes)));
    }
    for (place, category) in StatusCategory::ALL.into_iter().enumerate().filter(|_| wanted.counts) {
        let (nodes, actions) = counted(category);
        let column = count(&|group| group.categories.get(place).copied().unwrap_or_default());
        figures.push((if by.of_plans { nodes } else { actions }, column));
    }
    if wanted.due && by.of_plans {
        figures.push(("actions", count(&|group| group.actions.actions)));
    }
    let actions: Vec<_> = groups.iter().map(|group| group.actions).collect();
    figures.extend(action_columns(&actions, wanted).map_err(broken)?);
    beside(columns, figures)
}

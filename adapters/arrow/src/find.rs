//! The columns of a table by their names.

use super::cells::Days;
use super::fault::{TableFault, TableProblem};
use super::names::{Names, is_needed};
use super::read::Nodes;
use super::wrong::day_fault;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::DataType;
use kam_core::plan::help_among;
use kam_core::portfolio::{CellFault, NodeColumn};
use kam_core::values::{cut, nearest};

/// Looks for columns, and collects what is wrong with them.
pub(crate) struct Finder<'f> {
    pub(crate) table: &'f RecordBatch,
    pub(crate) names: &'f Names,
    pub(crate) columns: Vec<(NodeColumn, usize)>,
    pub(crate) problems: Vec<TableProblem>,
}

impl Finder<'_> {
    pub(crate) fn find(&mut self, column: NodeColumn) -> Option<ArrayRef> {
        let schema = self.table.schema_ref();
        let wanted = self.names.of(column);
        let place = wanted.iter().find_map(|name| schema.fields().iter().position(|field| field.name() == name));
        if let Some(place) = place {
            self.columns.push((column, place));
            return self.table.columns().get(place).cloned();
        }
        if is_needed(column) || self.names.is_given(column) {
            let name = wanted.first().copied().unwrap_or_default();
            let known = || schema.fields().iter().map(|field| field.name().as_str());
            self.problems.push(TableProblem {
                code: "missing_column",
                column: Some(name.to_owned()),
                value: None,
                text: format!("the table has no column `{name}`, which the {} of each node is read from", meaning(column)),
                help: help_among(&nearest(name, known()), known()).map(|help| format!("{help}; say so in `names`, under `{}`", column.name())),
            });
        }
        None
    }

    pub(crate) fn read<T>(&mut self, column: NodeColumn, read: impl Fn(&ArrayRef) -> Option<T>, needed: &str) -> Option<T> {
        let array = self.find(column)?;
        let found = read(&array);
        if found.is_none() {
            let name = self.columns.last().map(|(_, place)| self.table.schema_ref().field(*place).name().clone()).unwrap_or_default();
            let help = match array.data_type() {
                DataType::Float64 | DataType::Float32 => {
                    Some("numbers with missing values become floats in pandas: `astype(\"Int64\")` keeps them whole".to_owned())
                }
                DataType::Timestamp(_, Some(_)) => Some("say which day it is in the zone of the market, and pass a date".to_owned()),
                _ => None,
            };
            self.problems.push(TableProblem {
                code: "wrong_type",
                value: Some(array.data_type().to_string()),
                text: format!("the column `{name}` is of the type `{}`, and {needed}", array.data_type()),
                column: Some(name),
                help,
            });
        }
        found
    }

    /// A column of days that are looked at when figures are asked for, so that each is looked at here.
    pub(crate) fn whole_days(&mut self, column: NodeColumn) -> Option<Days> {
        let days = self.read(column, Days::of, "days are dates")?;
        let bad = (0..self.table.num_rows()).find_map(|row| days.get(row).err().map(|fault| (row, fault)));
        if let (Some((row, fault)), Some((_, place))) = (bad, self.columns.last()) {
            let name = self.table.schema_ref().field(*place).name();
            let CellFault { code, value, text, help, .. } = day_fault(column, Some(&days), row, fault);
            self.problems.push(TableProblem { code, column: Some(format!("{name}[{row}]")), value: Some(value), text, help });
        }
        Some(days)
    }
}

const fn meaning(column: NodeColumn) -> &'static str {
    match column {
        NodeColumn::Plan => "plan",
        NodeColumn::Node => "id",
        NodeColumn::Parent => "parent",
        other => other.name(),
    }
}

impl Nodes {
    /// A column of the table by its own name; `use_of` says what it is wanted for, as in `to keep`.
    pub(crate) fn column_named(&self, name: &str, use_of: &str) -> Result<&ArrayRef, TableProblem> {
        let table = self.table();
        let known = || table.schema_ref().fields().iter().map(|field| field.name().as_str());
        table.column_by_name(name).ok_or_else(|| TableProblem {
            code: "missing_column",
            column: Some(cut(name, 80)),
            value: None,
            text: format!("the table has no column `{}` {use_of}", cut(name, 80)),
            help: help_among(&nearest(name, known()), known()),
        })
    }

    /// Columns of the table by their own names.
    ///
    /// # Errors
    /// All that the table does not have.
    pub(crate) fn columns_named(&self, names: &[String], use_of: &str) -> Result<Vec<&ArrayRef>, TableFault> {
        let found: Vec<_> = names.iter().map(|name| self.column_named(name, use_of)).collect();
        let problems: Vec<TableProblem> = found.iter().filter_map(|found| found.as_ref().err().cloned()).collect();
        if problems.is_empty() { Ok(found.into_iter().flatten().collect()) } else { Err(TableFault { problems }) }
    }
}

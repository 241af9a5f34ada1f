//! A table of dated changes in Arrow columns (CMP-8).

use super::cells::{Days, Ids, NoDay, Texts};
use super::fault::{TableFault, TableProblem, too_many};
use super::find::Finder;
use super::names::Names;
use super::numbers::Numbers;
use super::read::{Nodes, PERCENT_DECIMALS, percent};
use super::wrong::{day_fault, percent_fault, status_fault};
use arrow_array::RecordBatch;
use kam_core::config::Settings;
use kam_core::execution::StatusCategory;
use kam_core::portfolio::{CellFault, Change, ChangeSource, EpochDay, Id, MOST_ROWS, NodeColumn};
use kam_core::values::Percent;

/// A table of changes by the meaning of its columns: `plan`, `node`, `on` and `status` of each, and `progress` where it is recorded.
#[derive(Debug)]
pub struct ChangeTable {
    plan: Ids,
    node: Ids,
    on: Days,
    status: Texts,
    statuses: Vec<(String, StatusCategory)>,
    progress: Option<Numbers>,
    rows: usize,
    columns: Vec<(NodeColumn, String)>,
}

impl ChangeTable {
    /// Looks at the columns of a table of changes of these nodes.
    ///
    /// # Errors
    /// Columns that are missing or of a type that cannot be read, ids of another kind than those of the nodes, more rows than can be counted: all of it at
    /// once.
    pub fn read(table: &RecordBatch, names: &Names, nodes: &Nodes, settings: &Settings) -> Result<Self, TableFault> {
        if table.num_rows() > MOST_ROWS {
            return Err(too_many(table.num_rows()));
        }
        let mut finder = Finder { table, names, columns: Vec::new(), problems: Vec::new() };
        let ids = "ids are texts or whole numbers";
        let plan = finder.read(NodeColumn::Plan, Ids::of, ids);
        let node = finder.read(NodeColumn::Node, Ids::of, ids);
        let on = finder.read(NodeColumn::On, Days::of, "days are dates");
        let status = finder.read(NodeColumn::Status, Texts::of, "statuses are texts");
        let progress = finder.read(NodeColumn::Progress, Numbers::of, "numbers are whole, decimal, float, or text");
        let Finder { columns, mut problems, .. } = finder;
        let name_of = |place: usize| table.schema_ref().field(place).name().clone();
        let columns: Vec<(NodeColumn, String)> = columns.into_iter().map(|(column, place)| (column, name_of(place))).collect();
        for (column, mine) in [(NodeColumn::Plan, &plan), (NodeColumn::Node, &node)] {
            let theirs = nodes.ids(column);
            if let Some(mine) = mine.as_ref().filter(|mine| table.num_rows() > 0 && mine.is_text() != theirs.is_text()) {
                let kind = |ids: &Ids| if ids.is_text() { "texts" } else { "whole numbers" };
                let text = format!("the ids of each {} are {} here and {} in the table of nodes", column.name(), kind(mine), kind(theirs));
                let name = columns.iter().find(|(known, _)| *known == column).map(|(_, name)| name.clone());
                problems.push(TableProblem { code: "wrong_type", column: name, value: None, text, help: Some("convert one of them".to_owned()) });
            }
        }
        let (Some(plan), Some(node), Some(on), Some(status), true) = (plan, node, on, status, problems.is_empty()) else {
            return Err(TableFault { problems });
        };
        let statuses = settings.statuses.statuses().iter().map(|status| (status.code.to_string(), status.category)).collect();
        Ok(Self { plan, node, on, status, statuses, progress, rows: table.num_rows(), columns })
    }

    /// The table's own name for a column; the column's own where it has none.
    #[must_use]
    pub fn name_of(&self, column: NodeColumn) -> &str {
        self.columns.iter().find(|(known, _)| *known == column).map_or_else(|| column.name(), |(_, name)| name)
    }

    fn category(&self, row: usize) -> Option<StatusCategory> {
        let code = self.status.get(row)?;
        self.statuses.iter().find(|(known, _)| known == code).map(|(_, category)| *category)
    }

    fn progress(&self, row: usize) -> Result<Option<Percent>, Option<super::numbers::NoNumber>> {
        match self.progress.as_ref().map(|numbers| numbers.scaled(row, PERCENT_DECIMALS)) {
            None | Some(Ok(None)) => Ok(None),
            Some(Ok(Some(units))) => percent(units).map(Some).ok_or(None),
            Some(Err(fault)) => Err(Some(fault)),
        }
    }

    fn on(&self, row: usize) -> Result<Option<EpochDay>, NoDay> {
        self.on.get(row)
    }

    #[cold]
    fn faults(&self, row: usize) -> Vec<CellFault> {
        let mut faults = Vec::new();
        match self.on(row) {
            Ok(Some(_)) => {}
            Ok(None) => faults.push(CellFault {
                column: NodeColumn::On,
                code: "missing_date",
                value: String::new(),
                text: "it is not said when the change was".to_owned(),
                help: None,
            }),
            Err(fault) => faults.push(day_fault(NodeColumn::On, Some(&self.on), row, fault)),
        }
        if self.category(row).is_none() {
            faults.push(status_fault(self.status.get(row), &self.statuses));
        }
        if let (Err(fault), Some(numbers)) = (self.progress(row), &self.progress) {
            faults.push(percent_fault(NodeColumn::Progress, &numbers.shown(row), "progress", fault));
        }
        faults
    }
}

impl ChangeSource for ChangeTable {
    fn rows(&self) -> usize {
        self.rows
    }

    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.plan.get(row)
    }

    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.node.get(row)
    }

    fn change(&self, row: usize) -> Result<Change, Vec<CellFault>> {
        let good = || Some(Change { on: self.on(row).ok()??, category: self.category(row)?, progress: self.progress(row).ok()? });
        good().ok_or_else(|| self.faults(row))
    }
}

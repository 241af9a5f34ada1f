//! An export that was read: its plans, what is beside them, what is wrong, and the way back.

pub(crate) mod cells;
mod changed;
mod convert;
mod differences;
mod extra;
mod people;
mod record_type;
mod write;

pub use changed::{ChangedRows, Misfit, Misfits, PlanMisfit};
pub use differences::{Difference, DifferenceKind};
pub use write::{ConvertError, WriteError, WrittenContent, WrittenFile};

use crate::defect::{Defect, Severity};
use crate::format::cells::date;
use crate::import::{Ids, NodeAt, Table, text};
use crate::mapping::{Field, Mapping, MappingSummary};
use chrono::{FixedOffset, NaiveDate};
use kam_core::config::Settings;
use kam_core::plan::Plan;
use kam_core::values::nearest;
use std::sync::Arc;

/// How much of a file was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// The file.
    pub file: String,
    /// The key of its object in the mapping.
    pub object: String,
    /// All rows without the header.
    pub rows: u32,
    /// Rows that were used.
    pub kept: u32,
    /// Rows that were set aside.
    pub set_aside: u32,
    /// Rows of record types that the mapping does not take.
    pub other_type: u32,
    /// Whether nothing of it was read, because of its header or its first bytes; none of its rows is counted then.
    pub unread: bool,
}

/// An export that was read. See [`Import`](crate::Import) for an example.
#[derive(Debug, Clone)]
pub struct Export {
    mapping: Mapping,
    settings: Arc<Settings>,
    tables: Vec<Table>,
    plans: Vec<Plan>,
    plan_ids: Ids,
    /// Where the plan of each id is among the plans.
    plan_places: Vec<u32>,
    nodes: Ids,
    nodes_at: Vec<NodeAt>,
    defects: Vec<Defect>,
}

impl Export {
    #[allow(clippy::too_many_arguments, reason = "called once, from where all of it was gathered")]
    pub(crate) fn new(
        mapping: Mapping,
        settings: Arc<Settings>,
        tables: Vec<Table>,
        plans: Vec<Plan>,
        plan_ids: Ids,
        plan_places: Vec<u32>,
        nodes: Ids,
        nodes_at: Vec<NodeAt>,
        defects: Vec<Defect>,
    ) -> Self {
        Self { mapping, settings, tables, plans, plan_ids, plan_places, nodes, nodes_at, defects }
    }

    /// All plans in the order of their ids.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The plan with an id, in either form of a Salesforce id.
    #[must_use]
    pub fn plan(&self, id: &str) -> Option<&Plan> {
        let place = self.plan_ids.find(&self.mapping.format.id(id))?;
        self.plan_at(place)
    }

    /// Ids of plans close to one that is not in the export.
    #[must_use]
    pub fn nearest_plans(&self, id: &str) -> Vec<String> {
        nearest(id, self.plans.iter().map(|plan| plan.profile().id.as_str()))
    }

    /// Why a row with an id is in the export and yet in no plan: it was set aside, with all reasons, or its record type is not taken.
    #[must_use]
    pub fn why_unused(&self, id: &str) -> Option<String> {
        const MOST: usize = 5;
        let wanted = self.mapping.format.id(id);
        let is_wanted = |found: &str| !found.is_empty() && self.mapping.format.id(found) == wanted;
        let mut defects = self.defects.iter().filter(|defect| defect.set_aside && defect.id.as_deref().is_some_and(is_wanted));
        let mut reasons: Vec<String> = defects.by_ref().take(MOST).map(ToString::to_string).collect();
        if !reasons.is_empty() {
            let more = defects.count();
            if more > 0 {
                reasons.push(format!("{more} more mistakes"));
            }
            return Some(format!("row set aside: {}", reasons.join("; ")));
        }
        self.tables.iter().find_map(|table| {
            let columns = table.columns_of(Field::Id);
            let mut rows = table.other.in_order();
            let (spot, _) =
                rows.find(|(_, cells)| columns.iter().any(|column| cells.clone().nth(*column).is_some_and(|cell| is_wanted(text(cell)))))?;
            Some(format!("row not taken: {}:{}: the mapping takes other record types than its own", table.file, spot))
        })
    }

    /// The plan that has a node, whose id is in either form of a Salesforce id.
    #[must_use]
    pub fn plan_of(&self, node: &str) -> Option<&Plan> {
        let place = self.nodes.find(&self.mapping.format.id(node))?;
        self.plan_at(self.nodes_at.get(place as usize)?.plan)
    }

    /// The day on which a node was done, as its row says; whether it is done is for its status to say.
    #[must_use]
    pub fn done_on(&self, node: &str) -> Option<NaiveDate> {
        let at = self.nodes_at.get(self.nodes.find(node)? as usize)?;
        let cell = self.tables.get(at.table as usize)?.kept(at.row, Field::Completed)?;
        date(cell, self.mapping.day_zone.or_else(|| FixedOffset::east_opt(0))).ok().map(|(day, _)| day)
    }

    fn plan_at(&self, place: u32) -> Option<&Plan> {
        self.plans.get(*self.plan_places.get(place as usize)? as usize)
    }

    /// Everything that is wrong, by file and line.
    #[must_use]
    pub fn defects(&self) -> &[Defect] {
        &self.defects
    }

    /// Whether a row or a file could not be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.defects.iter().any(|defect| defect.severity == Severity::Error)
    }

    /// How much of each file was used, by file.
    #[must_use]
    pub fn files(&self) -> Vec<FileSummary> {
        let summary = |table: &Table| {
            let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
            let (set_aside, other_type) = (count(table.aside.len()), count(table.other.len()));
            FileSummary {
                file: table.file.clone(),
                object: self.mapping.objects.get(table.object).map_or_else(String::new, |object| object.key.clone()),
                rows: table.rows,
                kept: table.rows.saturating_sub(set_aside).saturating_sub(other_type),
                set_aside,
                other_type,
                unread: table.unread,
            }
        };
        let mut files: Vec<FileSummary> = self.tables.iter().map(summary).collect();
        files.sort_by(|a, b| a.file.cmp(&b.file));
        files
    }

    /// The mapping that the export was read by.
    #[must_use]
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What that mapping covers.
    #[must_use]
    pub fn mapping_summary(&self) -> MappingSummary {
        self.mapping.summary()
    }

    /// The settings of its plans, to be shared.
    #[must_use]
    pub const fn shared_settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The settings of its plans.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

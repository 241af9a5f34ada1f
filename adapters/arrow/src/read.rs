//! A table of nodes in Arrow columns.

use super::cells::{Days, Ids, NoDay, Texts, with_days, with_ids, with_texts};
use super::fault::{TableFault, TableProblem, too_many};
use super::find::Finder;
use super::lists::Lists;
use super::names::Names;
use super::numbers::{NoNumber, Numbers, exact, with_numbers};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::ScalarBuffer;
use kam_core::config::Settings;
use kam_core::execution::{LevelIndex, StatusCategory};
use kam_core::portfolio::{Block, CellFault, EpochDay, Id, MOST_ROWS, NodeColumn, RowValues, Source};
use kam_core::values::{Amount, Percent, Quantity, Weight};
use std::ops::Range;

/// A table of nodes by the meaning of its columns. It keeps the columns it was read from.
#[derive(Debug)]
pub struct Nodes {
    table: RecordBatch,
    columns: Vec<(NodeColumn, usize)>,
    plan: Ids,
    node: Ids,
    parent: Ids,
    pub(crate) status: Texts,
    /// What each code of a dictionary of statuses means.
    codes: Option<Codes>,
    /// Codes of statuses with what they mean.
    pub(crate) statuses: Vec<(String, StatusCategory)>,
    pub(crate) level: Option<Texts>,
    pub(crate) levels: Vec<(String, LevelIndex)>,
    pub(crate) weight: Option<Numbers>,
    pub(crate) progress: Option<Numbers>,
    pub(crate) quantity: Option<[Numbers; 3]>,
    pub(crate) by_hand: Option<Numbers>,
    pub(crate) start: Option<Days>,
    pub(crate) due: Option<Days>,
    plan_end: Option<Days>,
    created: Option<Days>,
    pub(crate) done_on: Option<Days>,
    prerequisites: Option<Lists>,
}

/// The statuses of a dictionary: what each of its codes means, looked up once.
#[derive(Debug)]
struct Codes {
    codes: ScalarBuffer<u32>,
    categories: Vec<Option<StatusCategory>>,
}

impl Codes {
    fn of(status: &Texts, settings: &Settings) -> Option<Self> {
        let Texts::Coded(codes, texts) = status else { return None };
        let meaning = |place: usize| texts.get(place).and_then(|code| settings.statuses.find(code)).map(|status| status.category);
        Some(Self { codes: codes.clone(), categories: (0..texts.len()).map(meaning).collect() })
    }

    fn categories(&self, rows: Range<usize>) -> impl Iterator<Item = Option<StatusCategory>> + '_ {
        let codes = self.codes.get(rows).unwrap_or_default();
        codes.iter().map(|code| self.categories.get(*code as usize).copied().flatten())
    }
}

pub(crate) const WEIGHT_DECIMALS: u32 = 4;
pub(crate) const PERCENT_DECIMALS: u32 = 6;
pub(crate) const AMOUNT_DECIMALS: u32 = 9;

impl Nodes {
    /// Looks at the columns of a table.
    ///
    /// # Errors
    /// An empty table without columns, columns that are missing or of a type that cannot be read, more rows than can be counted: all of it at once.
    pub fn read(table: &RecordBatch, names: &Names, settings: &Settings) -> Result<Self, TableFault> {
        if table.num_columns() == 0 {
            return Err(TableFault::one("empty_table", "the table has no columns".to_owned(), None));
        }
        if table.num_rows() > MOST_ROWS {
            return Err(too_many(table.num_rows()));
        }
        let mut finder = Finder { table, names, columns: Vec::new(), problems: Vec::new() };
        let (ids, numbers, days) = ("ids are texts or whole numbers", "numbers are whole, decimal, float, or text", "days are dates");
        let plan = finder.read(NodeColumn::Plan, Ids::of, ids);
        let node = finder.read(NodeColumn::Node, Ids::of, ids);
        let parent = finder.read(NodeColumn::Parent, Ids::of, ids);
        let status = finder.read(NodeColumn::Status, Texts::of, "statuses are texts");
        let level = finder.read(NodeColumn::Level, Texts::of, "levels are texts");
        let weight = finder.read(NodeColumn::Weight, Numbers::of, numbers);
        let progress = finder.read(NodeColumn::Progress, Numbers::of, numbers);
        let quantity = [NodeColumn::Baseline, NodeColumn::Target, NodeColumn::Actual].map(|column| finder.read(column, Numbers::of, numbers));
        let by_hand = finder.read(NodeColumn::Override, Numbers::of, numbers);
        let start = finder.read(NodeColumn::Start, Days::of, days);
        let due = finder.read(NodeColumn::Due, Days::of, days);
        let plan_end = finder.whole_days(NodeColumn::PlanEnd);
        let created = finder.whole_days(NodeColumn::Created);
        let done_on = finder.read(NodeColumn::DoneOn, Days::of, days);
        let prerequisites = finder.read(NodeColumn::Prerequisites, Lists::of, "prerequisites are lists of ids");
        let Finder { columns, mut problems, .. } = finder;
        let others = [("parents", parent.as_ref()), ("prerequisites", prerequisites.as_ref().and_then(Lists::ids))];
        for (what, ids) in others {
            if let (Some(node), Some(ids)) = (&node, ids)
                && node.is_text() != ids.is_text()
                && !matches!(ids, Ids::Text(Texts::None))
            {
                let text = format!("the ids of nodes and of their {what} are of two kinds: texts and whole numbers");
                problems.push(TableProblem { code: "wrong_type", column: None, value: None, text, help: Some("convert one of them".to_owned()) });
            }
        }
        let (Some(plan), Some(node), Some(parent), Some(status), true) = (plan, node, parent, status, problems.is_empty()) else {
            return Err(TableFault { problems });
        };
        let [baseline, target, actual] = quantity;
        Ok(Self {
            table: table.clone(),
            columns,
            plan,
            node,
            parent,
            codes: Codes::of(&status, settings),
            status,
            statuses: settings.statuses.statuses().iter().map(|status| (status.code.to_string(), status.category)).collect(),
            level,
            levels: settings
                .hierarchy
                .levels()
                .iter()
                .filter_map(|level| Some((level.name.to_string(), settings.hierarchy.find(level.name.as_str())?)))
                .collect(),
            weight,
            progress,
            quantity: baseline.zip(target).zip(actual).map(|((baseline, target), actual)| [baseline, target, actual]),
            by_hand,
            start,
            due,
            plan_end,
            created,
            done_on,
            prerequisites,
        })
    }

    /// The ids of plans or nodes.
    pub(crate) const fn ids(&self, column: NodeColumn) -> &Ids {
        if matches!(column, NodeColumn::Plan) { &self.plan } else { &self.node }
    }

    /// The table that was read.
    #[must_use]
    pub const fn table(&self) -> &RecordBatch {
        &self.table
    }

    /// The table's own name for a column; the column's own where it has none.
    #[must_use]
    pub fn name_of(&self, column: NodeColumn) -> &str {
        let place = self.columns.iter().find(|(known, _)| *known == column).map(|(_, place)| *place);
        place.map_or_else(|| column.name(), |place| self.table.schema_ref().field(place).name())
    }

    /// The column of the table that is one of the nodes' columns.
    pub(crate) fn column(&self, column: NodeColumn) -> Option<&ArrayRef> {
        let place = self.columns.iter().find(|(known, _)| *known == column).map(|(_, place)| *place)?;
        self.table.columns().get(place)
    }

    pub(crate) fn number<T>(
        &self,
        numbers: Option<&Numbers>,
        row: usize,
        decimals: u32,
        make: impl FnOnce(i128) -> Option<T>,
    ) -> Result<Option<T>, Option<NoNumber>> {
        match numbers.map(|numbers| numbers.scaled(row, decimals)) {
            None | Some(Ok(None)) => Ok(None),
            Some(Ok(Some(units))) => make(units).map(Some).ok_or(None),
            Some(Err(fault)) => Err(Some(fault)),
        }
    }

    pub(crate) fn weight(&self, row: usize) -> Result<Option<Weight>, Option<NoNumber>> {
        self.number(self.weight.as_ref(), row, WEIGHT_DECIMALS, |units| u64::try_from(units).ok().and_then(Weight::from_ten_thousandths))
    }

    pub(crate) fn percent(&self, numbers: Option<&Numbers>, row: usize) -> Result<Option<Percent>, Option<NoNumber>> {
        self.number(numbers, row, PERCENT_DECIMALS, percent)
    }

    pub(crate) fn quantity(&self, row: usize) -> Result<Option<Quantity>, (usize, Option<NoNumber>)> {
        let Some(columns) = &self.quantity else { return Ok(None) };
        let mut amounts = [None; 3];
        for (place, (column, amount)) in columns.iter().zip(&mut amounts).enumerate() {
            *amount = self.number(Some(column), row, AMOUNT_DECIMALS, Amount::from_billionths).map_err(|fault| (place, fault))?;
        }
        match amounts {
            [Some(baseline), Some(target), actual] => Quantity::new(baseline, target, actual).map(Some).map_err(|_| (1, None)),
            _ => Ok(None),
        }
    }

    #[inline]
    pub(crate) fn day(days: Option<&Days>, row: usize) -> Result<Option<EpochDay>, NoDay> {
        days.map_or(Ok(None), |days| days.get(row))
    }

    #[inline]
    fn category_of(&self, code: &str) -> Option<StatusCategory> {
        self.statuses.iter().find(|(known, _)| known == code).map(|(_, category)| *category)
    }

    #[inline]
    pub(crate) fn category(&self, row: usize) -> Option<StatusCategory> {
        self.status.get(row).and_then(|code| self.category_of(code))
    }

    #[inline]
    fn level_named(&self, name: &str) -> Option<LevelIndex> {
        self.levels.iter().find(|(known, _)| known == name).map(|(_, level)| *level)
    }

    /// How far a node is by its own progress, else by its quantity; `None` where one of the cells holds no value.
    fn own_progress(&self, row: usize) -> Option<Option<Percent>> {
        let quantity = self.quantity(row).ok()?;
        Some(self.percent(self.progress.as_ref(), row).ok()?.or_else(|| quantity.map(|quantity| quantity.completion())))
    }

    #[inline]
    pub(crate) fn level_of(&self, row: usize) -> Result<Option<LevelIndex>, ()> {
        let Some(name) = self.level.as_ref().and_then(|levels| levels.get(row)) else { return Ok(None) };
        self.level_named(name).map(Some).ok_or(())
    }

    /// The values of a row in which nothing is wrong.
    #[inline]
    fn good(&self, row: usize) -> Option<RowValues> {
        let progress = self.own_progress(row)?;
        let (start, due) = (Self::day(self.start.as_ref(), row).ok()?, Self::day(self.due.as_ref(), row).ok()?);
        Self::day(self.done_on.as_ref(), row).ok()?;
        if start.zip(due).is_some_and(|(start, due)| start > due) {
            return None;
        }
        Some(RowValues {
            category: self.category(row)?,
            level: self.level_of(row).ok()?,
            weight: self.weight(row).ok()?,
            progress,
            set_by_hand: self.percent(self.by_hand.as_ref(), row).ok()?,
            start,
            due,
        })
    }
}

#[inline]
pub(crate) fn percent(units: i128) -> Option<Percent> {
    u32::try_from(units).ok().and_then(Percent::from_millionths)
}

/// A cell in units of which not all are values.
#[inline]
fn within<T>(cell: Result<Option<i64>, NoNumber>, make: impl Fn(i64) -> Option<T>) -> Result<Option<T>, ()> {
    cell.map_err(|_| ())?.map(|units| make(units).ok_or(())).transpose()
}

#[inline]
pub(crate) fn weight(cell: Result<Option<i64>, NoNumber>) -> Result<Option<Weight>, ()> {
    within(cell, |units| u64::try_from(units).ok().and_then(Weight::from_ten_thousandths))
}

#[inline]
fn narrow_percent(cell: Result<Option<i64>, NoNumber>) -> Result<Option<Percent>, ()> {
    within(cell, |units| u32::try_from(units).ok().and_then(Percent::from_millionths))
}

impl Source for Nodes {
    fn rows(&self) -> usize {
        self.table.num_rows()
    }

    #[inline]
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        self.plan.get(row)
    }

    #[inline]
    fn node(&self, row: usize) -> Option<Id<'_>> {
        self.node.get(row)
    }

    #[inline]
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        self.parent.get(row)
    }

    fn fill(&self, rows: Range<usize>, block: &mut Block) {
        with_ids!(&self.node, rows.clone(), |ids| block.nodes(ids));
        with_ids!(&self.parent, rows.clone(), |ids| block.parents(ids));
        match &self.codes {
            Some(codes) => block.categories(codes.categories(rows.clone())),
            None => with_texts!(&self.status, rows.clone(), |codes| block.categories(codes.map(|code| code.and_then(|code| self.category_of(code))))),
        }
        if let Some(levels) = &self.level {
            let level = |name: Option<&str>| name.map(|name| self.level_named(name).ok_or(())).transpose();
            with_texts!(levels, rows.clone(), |names| block.levels(names.map(level)));
        }
        if let Some(weights) = &self.weight {
            with_numbers!(weights, rows.clone(), WEIGHT_DECIMALS, |cells| block.weights(cells.map(weight)));
        }
        if self.quantity.is_some() {
            block.progress(rows.clone().map(|row| self.own_progress(row).ok_or(())));
        } else if let Some(progress) = &self.progress {
            with_numbers!(progress, rows.clone(), PERCENT_DECIMALS, |cells| block.progress(cells.map(narrow_percent)));
        }
        if let Some(by_hand) = &self.by_hand {
            with_numbers!(by_hand, rows.clone(), PERCENT_DECIMALS, |cells| block.set_by_hand(cells.map(narrow_percent)));
        }
        if let Some(starts) = &self.start {
            with_days!(starts, rows.clone(), |days| block.starts(days));
        }
        if let Some(dues) = &self.due {
            with_days!(dues, rows.clone(), |days| block.dues(days));
        }
        for (place, row) in rows.enumerate() {
            let started = self
                .start
                .as_ref()
                .zip(self.due.as_ref())
                .is_some_and(|(starts, dues)| matches!((starts.get(row), dues.get(row)), (Ok(Some(start)), Ok(Some(due))) if start > due));
            if started || self.done_on.as_ref().is_some_and(|days| days.get(row).is_err()) {
                block.bad(place);
            }
        }
    }

    #[inline]
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        self.good(row).ok_or_else(|| self.faults(row))
    }

    fn created(&self, row: usize) -> Option<EpochDay> {
        Self::day(self.created.as_ref(), row).ok().flatten()
    }

    fn plan_end(&self, row: usize) -> Option<EpochDay> {
        Self::day(self.plan_end.as_ref(), row).ok().flatten()
    }
    fn has(&self, column: NodeColumn) -> bool {
        match column {
            NodeColumn::DoneOn => self.done_on.is_some(),
            NodeColumn::Prerequisites => self.prerequisites.is_some(),
            _ => false,
        }
    }

    fn done_on(&self, row: usize) -> Option<EpochDay> {
        Self::day(self.done_on.as_ref(), row).ok().flatten()
    }

    fn prerequisites<'s>(&'s self, row: usize, each: &mut dyn FnMut(Option<Id<'s>>)) {
        if let Some(lists) = &self.prerequisites {
            lists.each(row, each);
        }
    }
}

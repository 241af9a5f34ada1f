//! A table of nodes in Arrow columns.

use super::cells::{Days, Ids, NoDay, Texts};
use super::fault::{TableFault, TableProblem, too_many};
use super::find::Finder;
use super::lists::Lists;
use super::names::Names;
use super::numbers::{NoNumber, Numbers};
use arrow_array::{ArrayRef, RecordBatch};
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
    codes: Vec<u32>,
    categories: Vec<Option<StatusCategory>>,
}

impl Codes {
    fn of(status: &Texts, settings: &Settings) -> Option<Self> {
        let Texts::Coded(codes, texts) = status else { return None };
        let places = codes.iter().filter(|code| **code != u32::MAX).max().map_or(0, |most| (*most as usize).saturating_add(1));
        let meaning = |place: usize| texts.get(place).and_then(|code| settings.statuses.find(code)).map(|status| status.category);
        Some(Self { codes: codes.clone(), categories: (0..places).map(meaning).collect() })
    }

    fn each_category(&self, rows: Range<usize>, with: impl FnMut(Option<StatusCategory>)) {
        let codes = self.codes.get(rows).unwrap_or_default();
        codes.iter().map(|code| self.categories.get(*code as usize).copied().flatten()).for_each(with);
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

/// Puts the numbers of some rows into a column of the block.
#[inline]
fn numbers<T>(
    numbers: &Numbers,
    rows: Range<usize>,
    decimals: u32,
    first: usize,
    block: &mut Block,
    make: impl Fn(i128) -> Option<T>,
    put: impl Fn(&mut Block, Option<T>),
) {
    let mut place = first;
    numbers.each(rows, decimals, |number| {
        let value = number.ok().map(|units| units.map(&make));
        // Neither a number that cannot be had exactly nor one that is out of range.
        let good = matches!(value, Some(None | Some(Some(_))));
        if !good {
            block.bad(place);
        }
        put(block, value.flatten().flatten());
        place = place.wrapping_add(1);
    });
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
        let first = block.filled();
        self.node.each(rows.clone(), |id| block.node(id));
        self.parent.each(rows.clone(), |id| block.parent(id));
        match &self.codes {
            Some(codes) => codes.each_category(rows.clone(), |category| block.category(category)),
            None => self.status.each(rows.clone(), |code| block.category(code.and_then(|code| self.category_of(code)))),
        }
        if let Some(levels) = &self.level {
            let mut place = first;
            levels.each(rows.clone(), |name| {
                let level = name.map(|name| self.level_named(name));
                if level == Some(None) {
                    block.bad(place);
                }
                block.level(level.flatten());
                place = place.wrapping_add(1);
            });
        }
        if let Some(weights) = &self.weight {
            numbers(
                weights,
                rows.clone(),
                WEIGHT_DECIMALS,
                first,
                block,
                |units| u64::try_from(units).ok().and_then(Weight::from_ten_thousandths),
                Block::weight,
            );
        }
        if self.quantity.is_some() {
            for (place, row) in (first..).zip(rows.clone()) {
                let progress = self.own_progress(row);
                if progress.is_none() {
                    block.bad(place);
                }
                block.progress(progress.flatten());
            }
        } else if let Some(progress) = &self.progress {
            numbers(progress, rows.clone(), PERCENT_DECIMALS, first, block, percent, Block::progress);
        }
        if let Some(by_hand) = &self.by_hand {
            numbers(by_hand, rows.clone(), PERCENT_DECIMALS, first, block, percent, Block::set_by_hand);
        }
        for (days, put) in [(&self.start, Block::start as fn(&mut Block, Option<EpochDay>)), (&self.due, Block::due)] {
            let Some(days) = days else { continue };
            let mut place = first;
            days.each(rows.clone(), |day| {
                if day.is_err() {
                    block.bad(place);
                }
                put(block, day.ok().flatten());
                place = place.wrapping_add(1);
            });
        }
        if let Some(days) = &self.done_on {
            let mut place = first;
            days.each(rows.clone(), |day| {
                if day.is_err() {
                    block.bad(place);
                }
                place = place.wrapping_add(1);
            });
        }
        if let (Some(starts), Some(dues)) = (&self.start, &self.due) {
            for (place, row) in (first..).zip(rows) {
                if let (Ok(Some(start)), Ok(Some(due))) = (starts.get(row), dues.get(row))
                    && start > due
                {
                    block.bad(place);
                }
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

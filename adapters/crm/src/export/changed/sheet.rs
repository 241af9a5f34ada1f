//! The rows of one file, made of plans: cells that did not change as they were read, the others as the plans have them now.

use super::place::lookup;
use super::{ChangedRows, Export};
use crate::export::cells::{Source, core_cell, row_cells};
use crate::export::extra::{Extra, STATUS_CODE};
use crate::export::record_type;
use crate::format::Spot;
use crate::import::{Column, Ids, Place, Table, goes_to_core};
use crate::mapping::{Field, Mapping, Meaning, Object, Role};
use kam_core::execution::{Node, StatusCategory};
use kam_core::plan::{NodeKey, Plan};
use std::borrow::Cow;

/// The file to be.
pub(super) struct Sheet {
    /// Its object in the mapping.
    pub(super) object: usize,
    /// The table of the export with the rows of this object, where it has one.
    pub(super) table: Option<usize>,
    pub(super) lines: Vec<Line>,
}

/// A row to be.
pub(super) struct Line {
    /// The place of the plan.
    pub(super) plan: usize,
    /// The node; absent for the plan itself.
    pub(super) node: Option<NodeKey>,
    /// The nodes above a node, the nearest first, each with its object.
    pub(super) above: Vec<(usize, NodeKey)>,
    /// The row of the export, where it has one.
    pub(super) row: Option<u32>,
}

/// A plan or one of its nodes.
#[derive(Clone, Copy)]
struct View<'p> {
    plan: &'p Plan,
    key: Option<NodeKey>,
    node: Option<&'p Node>,
}

impl<'p> View<'p> {
    fn of(plan: &'p Plan, key: Option<NodeKey>) -> Self {
        Self { plan, key, node: key.and_then(|key| plan.node(key)) }
    }

    const fn source(self) -> Source<'p> {
        match self.node {
            Some(node) => Source::Node(node),
            None => Source::Plan(self.plan.profile()),
        }
    }

    fn id(self) -> &'p str {
        self.node.map_or_else(|| self.plan.profile().id.as_str(), |node| node.id.as_str())
    }

    /// The ids of the nodes above a node, the nearest first.
    fn above(self) -> impl Iterator<Item = &'p str> {
        let above = self.key.into_iter().flat_map(move |key| self.plan.ancestors(key));
        above.filter_map(move |key| self.plan.node(key)).map(|node| node.id.as_str())
    }
}

/// A row with what it was before.
struct Pair<'p> {
    now: View<'p>,
    before: Option<View<'p>>,
    above: &'p [(usize, NodeKey)],
    row: Option<u32>,
}

impl Pair<'_> {
    /// Whether something above it is another than before.
    fn moved(&self) -> bool {
        self.before.is_none_or(|before| !before.above().eq(self.now.above()))
    }

    /// The object of what is directly above it; absent for the plan.
    fn object_above(&self) -> Option<usize> {
        self.above.first().map(|(object, _)| *object)
    }
}

/// What the cells of a sheet are made by.
struct Writer<'e> {
    export: &'e Export,
    mapping: &'e Mapping,
    object: &'e Object,
    base: Option<&'e Table>,
    /// The id of the record type that all rows of the table have.
    type_id: Option<&'e str>,
}

impl Sheet {
    /// The rows as a table; the records are the places of plans and nodes among the ids given.
    pub(super) fn table(self, export: &Export, plans: &[Plan], rows: ChangedRows, (plan_ids, nodes): (&Ids, &Ids)) -> Option<Table> {
        let object = export.mapping.objects.get(self.object)?;
        let base = self.table.and_then(|table| export.tables.get(table));
        let typed = base.filter(|_| !object.record_types.is_empty() && self.lines.iter().any(|line| line.row.is_none()));
        let type_id = typed.and_then(|table| record_type::id_in(export.mapping.format, table));
        let writer = Writer { export, mapping: &export.mapping, object, base, type_id };
        let pairs: Vec<Pair<'_>> = self.lines.iter().filter_map(|line| writer.pair(plans, line)).collect();
        let file = base.map_or_else(|| format!("{}.csv", object.files.first().map_or("", String::as_str)), |base| base.file.clone());
        let mut table = Table::new(file, self.object);
        table.columns = writer.columns(&pairs, rows);
        for pair in &pairs {
            writer.put(&mut table, pair, rows);
            if table.next_row() as usize > table.records.len() {
                let ids = if pair.now.node.is_some() { nodes } else { plan_ids };
                table.records.push(ids.find(pair.now.id())?);
            }
        }
        table.rows = table.next_row();
        (table.rows > 0).then_some(table)
    }
}

impl<'e> Writer<'e> {
    fn pair<'p>(&self, plans: &'p [Plan], line: &'p Line) -> Option<Pair<'p>>
    where
        'e: 'p,
    {
        let plan = plans.get(line.plan)?;
        let now = View::of(plan, line.node);
        let known = self.export.plan(plan.profile().id.as_str()).filter(|_| line.row.is_some());
        let before = known.map(|before| View::of(before, now.node.and_then(|node| before.find(node.id.as_str()))));
        Some(Pair { now, before, above: &line.above, row: line.row })
    }

    /// The columns of the table of the export, and behind them those for what it has no column for.
    fn columns(&self, pairs: &[Pair<'_>], rows: ChangedRows) -> Vec<Column> {
        let mut columns: Vec<Column> = self.base.map(|base| base.columns.clone()).unwrap_or_default();
        columns.iter_mut().for_each(|column| column.since = 0);
        let kept = columns.iter().filter(|column| matches!(column.place, Place::Kept(_))).count();
        let mut kept = u32::try_from(kept).unwrap_or(u32::MAX);
        let mut add = |columns: &mut Vec<Column>, name: &str, meaning: Option<Meaning>, core: Option<Field>| {
            let place = core.map_or(Place::Kept(kept), Place::Core);
            kept = kept.saturating_add(u32::from(core.is_none()));
            columns.push(Column { name: name.to_owned(), meaning, place, rank: 0, shared: false, since: 0 });
        };
        let has = |columns: &[Column], meaning: &Meaning| columns.iter().any(|column| column.meaning.as_ref() == Some(meaning));
        for field in FIELDS {
            if *field == Field::Plan {
                for meaning in self.lookups(pairs) {
                    let name = self.object.named(meaning.name()).and_then(|columns| columns.names.first());
                    if let (Some(name), false) = (name, has(&columns, &meaning)) {
                        add(&mut columns, name, Some(meaning.clone()), None);
                    }
                }
                continue;
            }
            let meaning = Meaning::Field(*field);
            let named = self.object.field(*field).and_then(|columns| columns.names.first());
            if has(&columns, &meaning) || !self.is_needed(&columns, *field, named.is_some(), pairs) {
                continue;
            }
            let core = goes_to_core(self.object.role, *field).then_some(*field);
            let name = named.cloned().unwrap_or_else(|| format!("kam_{}", field.name()));
            add(&mut columns, &name, Some(meaning), core);
        }
        // A row of another record type would be no node: new rows are of one that is taken. Beside them no row of the export may be written, since
        // a loader would take its empty cell for a value.
        if let Some((named, _)) = record_type::column(self.mapping, self.object)
            && let Some(name) = named.names.first()
            && columns.iter().all(|column| record_type::name_of(column).and_then(|name| self.type_of_new(name)).is_none())
            && pairs.iter().any(|pair| pair.row.is_none())
            && !pairs.iter().any(|pair| pair.row.is_some() && self.is_written(&columns, pair, rows))
        {
            add(&mut columns, name, Some(named.meaning.clone()), None);
        }
        for extra in Extra::ALL {
            if columns.iter().all(|column| column.name != extra.name()) && pairs.iter().any(|pair| self.is_told(&columns, extra, pair)) {
                add(&mut columns, extra.name(), None, None);
            }
        }
        columns
    }

    /// What a new row gets in a column of record types: where the rows of the file that are taken all have one id in it, that id.
    fn type_of_new(&self, name: &str) -> Option<&'e str> {
        let taken = record_type::taken(self.mapping, self.object, name);
        self.type_id.filter(|_| name == "record_type").or(taken)
    }

    /// Whether the row of the export is written, by the columns so far and those for what no column says.
    fn is_written(&self, columns: &[Column], pair: &Pair<'_>, rows: ChangedRows) -> bool {
        let read = self.read(pair);
        let differs =
            |(at, about): (usize, &Column)| self.cell(columns, about, pair, read.get(at).cloned()) != read.get(at).cloned().unwrap_or_default();
        rows == ChangedRows::All || Extra::ALL.into_iter().any(|extra| self.is_told(columns, extra, pair)) || columns.iter().enumerate().any(differs)
    }

    /// Whether a row says something, for which there is a column of our own, otherwise than before.
    fn is_told(&self, columns: &[Column], extra: Extra, pair: &Pair<'_>) -> bool {
        self.extra(columns, extra, pair.now) != pair.before.map_or(Cow::Borrowed(""), |before| self.extra(columns, extra, before))
    }

    /// The cells of a row as they were read; none for a new one.
    fn read<'c>(&'c self, pair: &Pair<'c>) -> Vec<Cow<'c, str>> {
        let Some((base, row)) = self.base.zip(pair.row) else { return Vec::new() };
        row_cells(self.mapping, base, row, pair.before.map_or(Source::Other, View::source)).collect()
    }

    /// The meanings of the lookups that new rows and moved ones need.
    fn lookups(&self, pairs: &[Pair<'_>]) -> Vec<Meaning> {
        let mut found: Vec<Meaning> = Vec::new();
        for pair in pairs.iter().filter(|pair| pair.now.node.is_some() && pair.moved()) {
            if let Some(meaning) = self.lookup(pair.object_above()).filter(|meaning| !found.contains(meaning)) {
                found.push(meaning);
            }
        }
        found
    }

    /// What the column of the lookup to rows of an object means.
    fn lookup(&self, above: Option<usize>) -> Option<Meaning> {
        let name = &lookup(self.mapping, self.object, above)?.lookup;
        self.object.named(name).map(|columns| columns.meaning.clone())
    }

    /// Whether rows say something in a field that there is no column for yet.
    fn is_needed(&self, columns: &[Column], field: Field, named: bool, pairs: &[Pair<'_>]) -> bool {
        let new_sheet = self.base.is_none();
        let has = |field: Field| columns.iter().any(|column| column.meaning == Some(Meaning::Field(field)));
        match field {
            Field::Id => true,
            Field::Title if new_sheet => named,
            // One of the two is enough; what neither says goes into a column of its own.
            Field::Status if self.object.role == Role::Node => named && new_sheet,
            Field::DoneFlag => named && new_sheet && !has(Field::Status),
            Field::Completed if !named => false,
            Field::Account if self.object.role == Role::Node => false,
            _ => pairs.iter().any(|pair| {
                let said = self.said(field, pair.now);
                !said.is_empty() && pair.before.is_none_or(|before| self.said(field, before) != said)
            }),
        }
    }

    /// What a plan or a node says in a field.
    fn said<'p>(&self, field: Field, view: View<'p>) -> Cow<'p, str> {
        match (field, view.node) {
            (Field::Plan, Some(_)) => Cow::Borrowed(view.plan.profile().id.as_str()),
            (Field::Account, Some(_)) => Cow::Borrowed(view.plan.profile().account.as_ref().map_or("", AsRef::as_ref)),
            (Field::Completed, Some(node)) => {
                let acting = node.completed.as_ref().filter(|_| node.status.category == StatusCategory::Done);
                let zone = self.mapping.day_zone;
                let day = |at: chrono::DateTime<chrono::Utc>| zone.map_or_else(|| at.date_naive(), |zone| at.with_timezone(&zone).date_naive());
                Cow::Owned(acting.map_or_else(String::new, |acting| day(acting.at).to_string()))
            }
            _ => core_cell(self.mapping, self.object, field, view.source()),
        }
    }

    fn extra<'p>(&self, columns: &[Column], extra: Extra, view: View<'p>) -> Cow<'p, str> {
        let Some(node) = view.node else { return Cow::Borrowed("") };
        if extra.name() == STATUS_CODE {
            let has = |field: Field| columns.iter().any(|column| column.meaning == Some(Meaning::Field(field)));
            let values = || self.mapping.statuses_of(self.object).into_iter().flat_map(|list| &list.values);
            let first = values().find(|value| value.category == node.status.category).map(|value| &value.code);
            let is_read = if has(Field::Status) {
                values().any(|value| value.code == node.status.code)
            } else {
                let two = matches!(node.status.category, StatusCategory::Done | StatusCategory::Open);
                two && has(Field::DoneFlag) && first == Some(&node.status.code)
            };
            return Cow::Borrowed(if is_read { "" } else { node.status.code.as_str() });
        }
        extra.cell(self.mapping.format, node)
    }

    /// The cell of a column, unlike that of the export where the plan says something else than it did.
    fn cell<'c>(&self, columns: &[Column], about: &Column, pair: &Pair<'c>, as_read: Option<Cow<'c, str>>) -> Cow<'c, str> {
        let read = || as_read.clone().unwrap_or_default();
        let unless_same = |say: &dyn Fn(View<'c>) -> Cow<'c, str>| {
            let now = say(pair.now);
            if pair.before.is_some_and(|before| say(before) == now) { read() } else { now }
        };
        match (&about.meaning, about.place) {
            (Some(Meaning::Lookup(_)), _) | (Some(Meaning::Field(Field::Plan)), _) if pair.now.node.is_some() => {
                let named = |(object, key): &(usize, NodeKey)| {
                    let leads_there = self.lookup(Some(*object)) == about.meaning;
                    leads_there.then(|| pair.now.plan.node(*key)).flatten().map(|node| node.id.as_str())
                };
                let of_plan = || {
                    (self.lookup(None) == about.meaning || about.meaning == Some(Meaning::Field(Field::Plan)))
                        .then(|| pair.now.plan.profile().id.as_str())
                };
                match pair.moved() {
                    true => Cow::Borrowed(pair.above.iter().find_map(named).or_else(of_plan).unwrap_or_default()),
                    false => read(),
                }
            }
            // An empty one of several columns for the same: another one said it, and says it now.
            (Some(Meaning::Field(field)), Place::Core(_))
                if about.shared && read().is_empty() && pair.before.is_some_and(|before| !self.said(*field, before).is_empty()) =>
            {
                read()
            }
            (Some(Meaning::Field(field)), Place::Core(_)) => unless_same(&|view| self.said(*field, view)),
            (Some(Meaning::Field(Field::Completed)), _) => {
                let done = |view: View<'_>| view.node.map(|node| node.status.category == StatusCategory::Done);
                match pair.before {
                    Some(before) if done(before) == done(pair.now) => unless_same(&|view| self.said(Field::Completed, view)),
                    _ => self.said(Field::Completed, pair.now),
                }
            }
            (Some(Meaning::Field(Field::Account)), _) if pair.row.is_none() => self.said(Field::Account, pair.now),
            (Some(Meaning::Named(_)), _) if pair.row.is_none() => {
                Cow::Owned(record_type::name_of(about).and_then(|name| self.type_of_new(name)).unwrap_or_default().to_owned())
            }
            // One of several columns for the same: the first that is filled counts, so each that is filled says it.
            (Some(Meaning::Field(field)), Place::Kept(_)) if goes_to_core(self.object.role, *field) && !read().is_empty() => {
                unless_same(&|view| self.said(*field, view))
            }
            (None, _) => match Extra::find(&about.name) {
                Some(extra) => unless_same(&|view| self.extra(columns, extra, view)),
                None => read(),
            },
            _ => read(),
        }
    }

    /// Adds the row, unless it is as it was and only changed ones are wanted.
    fn put(&self, table: &mut Table, pair: &Pair<'_>, rows: ChangedRows) {
        let columns = std::mem::take(&mut table.columns);
        let base = self.base.zip(pair.row);
        let read = self.read(pair);
        let cells: Vec<Cow<'_, str>> =
            columns.iter().enumerate().map(|(at, about)| self.cell(&columns, about, pair, read.get(at).cloned())).collect();
        let same = base.is_some() && cells.iter().enumerate().all(|(at, cell)| read.get(at).map_or("", AsRef::as_ref) == cell.as_ref());
        if !same || rows == ChangedRows::All {
            let row = table.next_row();
            for (at, (about, cell)) in (0_u32..).zip(columns.iter().zip(&cells)) {
                if let Place::Core(field) = about.place
                    && core_cell(self.mapping, self.object, field, pair.now.source()) != *cell
                {
                    table.originals.push(row, at, cell);
                }
            }
            let kept = columns.iter().zip(&cells).filter(|(about, _)| matches!(about.place, Place::Kept(_)));
            table.cells.push(kept.map(|(_, cell)| cell.as_bytes()));
            table.spots.push(Spot { line: base.map_or(0, |(base, row)| base.spots.get(row).line), record: None });
        }
        table.columns = columns;
    }
}

/// The fields in the order of the columns that are added; `plan` stands for all lookups to what is above.
const FIELDS: &[Field] = &[
    Field::Id,
    Field::Title,
    Field::Plan,
    Field::Account,
    Field::Owner,
    Field::Unit,
    Field::Status,
    Field::DoneFlag,
    Field::Start,
    Field::Due,
    Field::End,
    Field::Completed,
    Field::Weight,
    Field::Progress,
    Field::Baseline,
    Field::Target,
    Field::Actual,
    Field::Prerequisites,
    Field::Products,
];

//! An export said in another flavour: the same rows under other names.

use super::Export;
use super::cells::{Source, core_cell, row_cells, status_word};
use super::extra::{Extra, STATUS_CODE};
use super::record_type;
use super::write::{Content, ConvertError, OutFile};
use crate::format::cells::{Flavour, date};
use crate::format::csv::Quoting;
use crate::import::{Column, Place, Table};
use crate::mapping::{Field, Mapping, Meaning, Object, ParentLookup, Role};
use std::borrow::Cow;

/// Tables that become one file of another flavour.
pub(super) struct Conversion<'e> {
    target: Mapping,
    /// The place of the object in the other mapping; absent for a file that it does not know.
    object: Option<usize>,
    tables: Vec<(&'e Table, Vec<Option<usize>>)>,
    spread: Vec<Spread>,
    /// How many columns the file has.
    columns: usize,
    /// Where the status code is kept, where that is needed.
    code_column: Option<usize>,
    /// Whether every id gets the form in which it is compared.
    full_ids: bool,
    /// Where the record type of each row is, and what it is.
    typed: Option<(usize, String)>,
    /// Columns that the plans were made from and that the other mapping has no name for.
    pub(super) unmapped: Vec<String>,
    /// Rows of record types that are not taken, which are not in the file.
    pub(super) left_out: u32,
}

/// A column that leads to several objects, which the other mapping has columns of their own for.
struct Spread {
    /// The place of its table.
    table: usize,
    column: usize,
    /// The objects behind the first, each with its column.
    others: Vec<(usize, usize)>,
}

impl Export {
    /// The files of this export under the names of another mapping.
    pub(super) fn converted<'e>(&'e self, target: &Mapping, quoting: Quoting) -> Result<Vec<OutFile<'e>>, Vec<ConvertError>> {
        self.levels_fit(target)?;
        let full_ids = (self.mapping.format, target.format) == (Flavour::Salesforce, Flavour::VaultLoader) && self.has_full_ids();
        let mut files: Vec<OutFile<'e>> = Vec::new();
        for table in self.tables.iter().filter(|table| table.is_read()) {
            let Some(source) = self.mapping.objects.get(table.object) else { continue };
            let object = self.counterpart(target, source);
            let file = object.and_then(|place| target.objects.get(place)).and_then(|object| object.files.first()).or_else(|| source.files.first());
            let name = format!("{}.csv", file.map_or("", String::as_str));
            let place = match files.iter().position(|file| file.name == name) {
                Some(place) => place,
                None => {
                    let conversion = Conversion {
                        target: target.clone(),
                        object,
                        tables: Vec::new(),
                        spread: Vec::new(),
                        columns: 0,
                        code_column: None,
                        full_ids,
                        typed: None,
                        unmapped: Vec::new(),
                        left_out: 0,
                    };
                    files.push(OutFile { name, header: Vec::new(), quoting, content: Content::Converted(Box::new(conversion)) });
                    files.len().saturating_sub(1)
                }
            };
            if let Some(OutFile { header, content: Content::Converted(conversion), .. }) = files.get_mut(place) {
                self.add(conversion, header, table, source);
            }
        }
        Ok(files)
    }

    fn levels_fit(&self, target: &Mapping) -> Result<(), Vec<ConvertError>> {
        let levels = target.levels.len();
        let lost = self.mapping.levels.iter().skip(levels).filter(|level| !target.levels.iter().any(|other| other.name == level.name));
        let used = lost.filter(|level| {
            self.tables.iter().any(|table| self.mapping.objects.get(table.object).is_some_and(|o| o.level.as_ref() == Some(&level.name)))
        });
        let problems: Vec<ConvertError> =
            used.map(|level| ConvertError::NoLevel { level: level.name.as_str().to_owned(), mapping: target.name.clone(), levels }).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The object of another mapping that says the same: by key, by role, or by the place of its level.
    fn counterpart(&self, target: &Mapping, source: &Object) -> Option<usize> {
        let at = |test: &dyn Fn(&Object) -> bool| target.objects.iter().position(test);
        match source.role {
            Role::Kept => at(&|object| object.role == Role::Kept && object.key == source.key),
            Role::Node => {
                let place =
                    |mapping: &Mapping, object: &Object| object.level.as_ref().and_then(|level| mapping.levels.iter().position(|l| l.name == *level));
                let level = place(&self.mapping, source);
                at(&|object| object.role == Role::Node && object.key == source.key && place(target, object) == level)
                    .or_else(|| at(&|object| object.role == Role::Node && place(target, object) == level))
            }
            role => at(&|object| object.role == role && object.key == source.key).or_else(|| at(&|object| object.role == role)),
        }
    }

    fn add<'e>(&self, conversion: &mut Conversion<'e>, header: &mut Vec<Cow<'e, str>>, table: &'e Table, source: &Object) {
        let object = conversion.object.and_then(|place| conversion.target.objects.get(place)).cloned();
        let restored = object.as_ref().is_some_and(|object| self.codes_are_known(&conversion.target, object, table));
        let types = object.as_ref().and_then(|object| self.types(&conversion.target, object, source, table));
        let mut mine: Vec<Option<usize>> = Vec::new();
        for (at, column) in table.columns.iter().enumerate() {
            if restored && column.name == STATUS_CODE {
                mine.push(None);
                continue;
            }
            let theirs = match &types {
                Some((place, name, _)) if *place == at => Some(name.clone()),
                _ => object.as_ref().and_then(|object| self.name_of(&conversion.target, object, source, column)),
            };
            let wanted = theirs.clone().unwrap_or_else(|| column.name.clone());
            let is_of_types = |name: &str| types.as_ref().is_some_and(|(place, known, _)| *place != at && known == name);
            let free = |name: &str, mine: &[Option<usize>]| {
                !is_of_types(name) && header.iter().position(|known| *known == name).is_none_or(|place| !mine.contains(&Some(place)))
            };
            let mut name = wanted;
            if !free(&name, &mine) {
                name.clone_from(&column.name);
            }
            while !free(&name, &mine) {
                name.push('_');
            }
            let said = makes_plans(column) || (column.meaning.is_none() && Extra::find(&column.name).is_some());
            if theirs.as_ref() != Some(&name) && said && !conversion.unmapped.contains(&name) && self.is_filled(table, at) {
                conversion.unmapped.push(name.clone());
            }
            let place = header.iter().position(|known| *known == name).unwrap_or_else(|| {
                header.push(Cow::Owned(name));
                header.len().saturating_sub(1)
            });
            mine.push(Some(place));
        }
        if let Some((column, _, value)) = types {
            conversion.typed = mine.get(column).copied().flatten().map(|place| (place, value));
        }
        conversion.left_out = conversion.left_out.saturating_add(u32::try_from(table.other.len()).unwrap_or(u32::MAX));
        if conversion.code_column.is_none() && object.as_ref().is_some_and(|object| self.needs_codes(&conversion.target, object, table)) {
            conversion.code_column = Some(header.len());
            header.push(Cow::Borrowed(STATUS_CODE));
            conversion.unmapped.push(STATUS_CODE.to_owned());
        }
        for (at, column) in table.columns.iter().enumerate() {
            let others = object.as_ref().map(|object| self.other_columns(&conversion.target, object, source, column, header)).unwrap_or_default();
            if !others.is_empty() {
                conversion.spread.push(Spread { table: conversion.tables.len(), column: at, others });
            }
        }
        conversion.columns = header.len();
        conversion.tables.push((table, mine));
    }

    /// The column of a table that another mapping has its record types in, the name there, and the one of all rows: record types are others in
    /// each system. `None` where both say the same, or where there is nothing to say.
    fn types(&self, target: &Mapping, object: &Object, source: &Object, table: &Table) -> Option<(usize, String, String)> {
        if self.mapping.format == target.format && source.record_types == object.record_types {
            return None;
        }
        let (columns, value) = record_type::column(target, object)?;
        let told = table.columns.iter().enumerate().filter_map(|(at, column)| record_type::name_of(column).map(|name| (at, name)));
        let (at, _) = told.min_by_key(|(_, name)| record_type::has_ids(self.mapping.format, name))?;
        Some((at, columns.names.first()?.clone(), value.to_owned()))
    }

    /// The objects behind the first that a lookup leads to, each with the column that another mapping has for it.
    fn other_columns(
        &self,
        target: &Mapping,
        object: &Object,
        source: &Object,
        column: &Column,
        header: &mut Vec<Cow<'_, str>>,
    ) -> Vec<(usize, usize)> {
        let Some(Meaning::Lookup(name)) = &column.meaning else { return Vec::new() };
        let others = source.parents.iter().filter(|lookup| lookup.lookup == *name).skip(1);
        let place = |lookup: &ParentLookup| {
            let leads_to = self.mapping.target(lookup)?;
            let there = target.objects.get(self.counterpart(target, self.mapping.objects.get(leads_to)?)?)?;
            let plan = (there.role == Role::Plan).then(|| object.field(Field::Plan)).flatten();
            let lookup = object.parents.iter().find(|lookup| lookup.object == there.key);
            let columns = plan.or_else(|| object.named(&lookup?.lookup))?;
            let name = columns.names.first()?;
            let known = header.iter().position(|known| known == name);
            Some((
                leads_to,
                known.unwrap_or_else(|| {
                    header.push(Cow::Owned(name.clone()));
                    header.len().saturating_sub(1)
                }),
            ))
        };
        others.filter_map(place).collect()
    }

    /// The object of the row that a lookup leads to.
    fn object_of(&self, cell: &str) -> Option<usize> {
        let id = self.mapping.format.id(cell);
        if self.plan_ids.find(&id).is_some() {
            return self.mapping.objects.iter().position(|object| object.role == Role::Plan);
        }
        let at = self.nodes_at.get(self.nodes.find(&id)? as usize)?;
        self.tables.get(at.table as usize).map(|table| table.object)
    }

    /// What another mapping calls a column.
    fn name_of(&self, target: &Mapping, object: &Object, source: &Object, column: &Column) -> Option<String> {
        let first =
            |meaning: &Meaning| object.columns.iter().find(|columns| columns.meaning == *meaning).and_then(|columns| columns.names.first()).cloned();
        match column.meaning.as_ref()? {
            Meaning::Field(Field::DoneFlag) => first(&Meaning::Field(Field::DoneFlag)).or_else(|| first(&Meaning::Field(Field::Status))),
            meaning @ Meaning::Field(_) => first(meaning),
            // Another system has other record types.
            Meaning::Named(_) if record_type::name_of(column).is_some() && self.mapping.format != target.format => None,
            meaning @ Meaning::Named(_) => first(meaning),
            Meaning::Lookup(name) => {
                let leads_to = source.parents.iter().find(|lookup| lookup.lookup == *name).and_then(|lookup| self.mapping.object(&lookup.object))?;
                let there = target.objects.get(self.counterpart(target, leads_to)?)?;
                let lookup = object.parents.iter().find(|lookup| lookup.object == there.key)?;
                first(&Meaning::Lookup(lookup.lookup.clone()))
            }
        }
    }

    fn rows_with_source<'t>(&'t self, table: &'t Table) -> impl Iterator<Item = (u32, Source<'t>)> {
        (0..table.next_row()).filter(|row| !table.is_removed(*row)).map(|row| (row, self.source(table, row)))
    }

    /// Whether an id is there in the 18-character form of Salesforce, so that one of 15 beside it may mean the same. An export that has the
    /// short form alone keeps it: it may be ids of another system that are as long.
    fn has_full_ids(&self) -> bool {
        let full = |cell: &str| cell.len() == 18 && cell.get(..15).is_some_and(|short| self.mapping.format.id(short) == cell);
        self.tables.iter().filter(|table| table.is_read()).any(|table| {
            let ids: Vec<bool> = table.columns.iter().map(is_id).collect();
            self.rows_with_source(table)
                .any(|(row, source)| row_cells(&self.mapping, table, row, source).zip(&ids).any(|(cell, is_id)| *is_id && full(&cell)))
        })
    }

    fn is_filled(&self, table: &Table, column: usize) -> bool {
        self.rows_with_source(table)
            .any(|(row, source)| row_cells(&self.mapping, table, row, source).nth(column).is_some_and(|cell| !cell.is_empty()))
    }

    /// Whether a status of the table has no word of its own in another mapping.
    fn needs_codes(&self, target: &Mapping, object: &Object, table: &Table) -> bool {
        let known = |code: &str| target.statuses_of(object).is_some_and(|list| list.values.iter().any(|value| value.code.as_str() == code));
        let has_column = table.columns.iter().any(|column| column.name == STATUS_CODE);
        !has_column && self.rows_with_source(table).any(|(_, source)| matches!(source, Source::Node(node) if !known(node.status.code.as_str())))
    }

    /// Whether kept status codes can become words again, so that their column is no longer needed.
    fn codes_are_known(&self, target: &Mapping, object: &Object, table: &Table) -> bool {
        let Some(Place::Kept(place)) = table.columns.iter().find(|column| column.name == STATUS_CODE).map(|column| column.place) else {
            return false;
        };
        self.rows_with_source(table).all(|(row, source)| {
            let code = table.cells.text(row, place);
            code.is_empty() || matches!(source, Source::Node(node) if restored(target, object, node, code).is_some())
        })
    }
}

/// Whether the cells of a column are ids.
const fn is_id(column: &Column) -> bool {
    use Field::{Account, Id, Owner, Parent, Person, Plan, Stakeholder};
    matches!(column.meaning, Some(Meaning::Lookup(_) | Meaning::Field(Id | Owner | Account | Plan | Parent | Person | Stakeholder)))
}

/// Whether plans are made from the cells of a column.
const fn makes_plans(column: &Column) -> bool {
    matches!((column.place, &column.meaning), (Place::Core(_), _) | (_, Some(Meaning::Lookup(_) | Meaning::Field(Field::Plan))))
}

/// An id in the form in which the export compares it.
fn full_id<'t>(export: &Export, cell: Cow<'t, str>) -> Cow<'t, str> {
    match export.mapping.format.id(&cell) {
        Cow::Owned(full) => Cow::Owned(full),
        Cow::Borrowed(_) => cell,
    }
}

/// The word for a kept status code, where it still says what the status says.
fn restored(target: &Mapping, object: &Object, node: &kam_core::execution::Node, code: &str) -> Option<String> {
    let value = target.statuses_of(object)?.values.iter().find(|value| value.code.as_str() == code)?;
    (value.category == node.status.category).then(|| value.values.first().cloned()).flatten()
}

impl<'e> Conversion<'e> {
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let rows = |table: &'e Table| (0..table.next_row()).filter(move |row| !table.is_removed(*row));
        self.tables.iter().enumerate().flat_map(move |(place, (table, _))| rows(table).map(move |row| (place, row)))
    }

    pub(super) fn cells(&self, export: &Export, number: usize, row: u32) -> Vec<String> {
        let mut cells = vec![String::new(); self.columns];
        let Some((table, places)) = self.tables.get(number) else { return cells };
        let source = export.source(table, row);
        let read: Vec<Cow<'_, str>> = row_cells(&export.mapping, table, row, source).collect();
        for (at, (about, place)) in table.columns.iter().zip(places).enumerate() {
            if let Some(slot) = place.and_then(|place| cells.get_mut(place)) {
                let as_read = table.counting(at, &read).cloned().unwrap_or_default();
                *slot = self.cell(export, table, row, about, source, as_read).into_owned();
            }
        }
        for Spread { column, others, .. } in self.spread.iter().filter(|spread| spread.table == number) {
            let Some(own) = places.get(*column).copied().flatten() else { continue };
            let leads_to = read.get(*column).and_then(|cell| export.object_of(cell));
            if let Some((_, other)) = others.iter().find(|(object, place)| Some(*object) == leads_to && *place != own) {
                let cell = cells.get_mut(own).map(std::mem::take).unwrap_or_default();
                if let Some(slot) = cells.get_mut(*other).filter(|slot| slot.is_empty()) {
                    *slot = cell;
                }
            }
        }
        if let Some((place, value)) = &self.typed
            && let Some(slot) = cells.get_mut(*place)
        {
            slot.clone_from(value);
        }
        let object = self.object.and_then(|place| self.target.objects.get(place));
        if let (Some(slot), Source::Node(node), Some(object)) = (self.code_column.and_then(|place| cells.get_mut(place)), source, object) {
            let known = self.target.statuses_of(object).is_some_and(|list| list.values.iter().any(|value| value.code == node.status.code));
            if !known {
                node.status.code.as_str().clone_into(slot);
            }
        }
        cells
    }

    fn cell<'t>(&'t self, export: &Export, table: &Table, row: u32, about: &Column, source: Source<'t>, as_read: Cow<'t, str>) -> Cow<'t, str> {
        if self.full_ids && is_id(about) {
            return full_id(export, as_read);
        }
        let object = self.object.and_then(|place| self.target.objects.get(place));
        let (Some(object), Some(Meaning::Field(field))) = (object, &about.meaning) else { return as_read };
        match (field, source) {
            (Field::Status | Field::DoneFlag, Source::Node(node)) => {
                let kept = table.columns.iter().find(|column| column.name == STATUS_CODE).map(|column| column.place);
                let code = if let Some(Place::Kept(place)) = kept { table.cells.text(row, place) } else { "" };
                if *field == Field::DoneFlag && object.field(Field::DoneFlag).is_some() {
                    return core_cell(&self.target, object, Field::DoneFlag, source);
                }
                Cow::Owned(restored(&self.target, object, node, code).unwrap_or_else(|| status_word(&self.target, object, &node.status)))
            }
            (Field::Status, Source::Plan(_)) => self.plan_status(export, as_read),
            (Field::Access, Source::Other) => self.access(export, as_read),
            (Field::Start | Field::Due | Field::End, _) => self.day(export, as_read),
            (Field::Prerequisites | Field::Products, Source::Node(_)) => core_cell(&self.target, object, *field, source),
            // A weight or a quantity may have been written with more digits than are needed; that is no difference in meaning.
            _ => as_read,
        }
    }

    /// The day of a moment, unless the other mapping takes the same day from it.
    fn day<'t>(&self, export: &Export, cell: Cow<'t, str>) -> Cow<'t, str> {
        let zone = export.mapping.day_zone;
        match date(&cell, zone) {
            Ok((day, true)) if self.target.day_zone != zone => Cow::Owned(day.to_string()),
            _ => cell,
        }
    }

    /// The word of the other system for the status of a plan; a word of the customer's own stays.
    fn plan_status<'t>(&self, export: &Export, word: Cow<'t, str>) -> Cow<'t, str> {
        let list = |mapping: &Mapping| {
            mapping.objects.iter().find(|object| object.role == Role::Plan).and_then(|object| mapping.statuses_of(object).cloned())
        };
        let code = list(&export.mapping).and_then(|list| {
            let same = |value: &&crate::mapping::StatusValue| value.values.iter().any(|known| export.mapping.format.same_name(known, &word));
            list.values.iter().find(same).map(|value| value.code.clone())
        });
        let theirs = code
            .zip(list(&self.target))
            .and_then(|(code, list)| list.values.iter().find(|value| value.code == code).and_then(|value| value.values.first()).cloned());
        theirs.map_or(word, Cow::Owned)
    }

    fn access<'t>(&self, export: &Export, word: Cow<'t, str>) -> Cow<'t, str> {
        let mine = &export.mapping;
        let place = mine.access.iter().position(|words| words.iter().any(|known| mine.format.same_name(known, &word)));
        place.and_then(|place| self.target.access.get(place)).and_then(|words| words.first()).cloned().map_or(word, Cow::Owned)
    }
}

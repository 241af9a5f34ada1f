//! Rows of record types that the mapping does not take: they are kept and take no part.

use super::Importer;
use super::ids::Full;
use super::layout::Layout;
use super::options::ImportError;
use super::table::Table;
use crate::defect::{DefectCode, Finding, Severity};
use crate::format::Row;
use crate::mapping::{Field, Mapping, Object};
use kam_core::values::cut;

/// What the record types of one file were like.
#[derive(Debug, Default)]
pub(super) struct RecordTypes {
    /// The first that the mapping does not take.
    other: Option<String>,
    /// The first that is an id, where the mapping has names only.
    id: Option<String>,
}

impl RecordTypes {
    /// Whether a row is of a record type that the mapping does not take. A row without one is taken, and so is one whose record type is
    /// told by an id that cannot be compared.
    pub(super) fn is_other(&mut self, mapping: &Mapping, object: &Object, layout: &Layout, row: &Row<'_>) -> bool {
        let mut other = None;
        for cell in layout.record_types.iter().map(|column| row.cell(*column)).filter(|cell| !cell.is_empty()) {
            let id = mapping.format.id(cell);
            let is_id = mapping.format.is_record_type_id(&id);
            let mut ids = false;
            for taken in &object.record_types {
                let taken = mapping.format.id(taken);
                ids |= mapping.format.is_record_type_id(&taken);
                if if is_id { taken == id } else { mapping.format.same_name(&taken, &id) } {
                    return false;
                }
            }
            if is_id && !ids {
                self.id.get_or_insert_with(|| cell.to_owned());
            } else {
                other = other.or(Some(cell));
            }
        }
        if let Some(cell) = other {
            self.other.get_or_insert_with(|| cell.to_owned());
        }
        other.is_some()
    }
}

impl Importer<'_> {
    /// Keeps a row that takes no part, and its id, so that what hangs below it can be told why.
    pub(super) fn keep_other(&mut self, table: &mut Table, layout: &Layout, row: &Row<'_>) -> Result<(), Full> {
        let id = self.mapping.format.id(layout.cell(row, Field::Id));
        if !id.is_empty() {
            // What it belongs to is its object.
            let object = u32::try_from(table.object).map_err(|_| Full)?;
            let _known = self.other_types.insert_owned(&id, object)?;
        }
        table.other.push(row.spot(), row.cells().map(str::as_bytes));
        Ok(())
    }

    pub(super) fn is_of_other_type(&self, id: &str) -> bool {
        self.other_types.find(id).is_some()
    }

    /// Why a row that has the id cannot be what is above another one.
    pub(super) fn other_type(&self, id: &str) -> Option<String> {
        let (_, object) = self.other_types.find_owned(id)?;
        let object = self.mapping.objects.get(object as usize)?;
        let (file, shown) = (object.files.first().map_or("", String::as_str), cut(id, 80));
        let taken = names(&object.record_types);
        Some(format!("`{shown}` above it is of another record type than those that are taken of `{file}` ({taken})"))
    }

    /// Says where the record types of a whole file do not fit the mapping.
    pub(super) fn look_at_types(&mut self, table: &Table, object: &Object, types: &RecordTypes) -> Result<(), ImportError> {
        let taken = names(&object.record_types);
        let mut say = |code, value: &str, reason| {
            let finding = Finding::new(code, None, value, reason);
            self.file_defect(&table.file, Some(table.object), Severity::Warning, (None, None), finding)
        };
        if let Some(id) = &types.id {
            let reason = format!(
                "the record types are ids such as `{}`, and the mapping has the names {taken}, so that all such rows are taken; export the names, or give the mapping the ids",
                cut(id, 80)
            );
            say(DefectCode::RecordTypeIds, id, reason)?;
        }
        match &types.other {
            Some(other) if table.other.len() == table.rows as usize => {
                let reason = format!("no row is of a record type that is taken ({taken}); there is `{}`", cut(other, 80));
                say(DefectCode::OtherTypesOnly, other, reason)
            }
            _ => Ok(()),
        }
    }
}

fn names(record_types: &[String]) -> String {
    record_types.iter().take(20).map(|name| format!("`{}`", cut(name, 80))).collect::<Vec<_>>().join(", ")
}

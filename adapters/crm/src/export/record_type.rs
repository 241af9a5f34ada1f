//! Record types of rows that are written: which column tells them, and what it says of a row that is taken.

use crate::format::cells::Flavour;
use crate::import::{Column, Place, Table};
use crate::mapping::{Columns, Mapping, Meaning, Object, RECORD_TYPES};

/// What a column that tells record types is called in mappings; `None` for any other column.
pub(super) fn name_of(column: &Column) -> Option<&'static str> {
    let Some(Meaning::Named(name)) = &column.meaning else { return None };
    RECORD_TYPES.into_iter().find(|known| known == name)
}

/// Whether a column has ids of record types: Salesforce has a column for them and one for the names, Vault writes names into both.
pub(super) fn has_ids(format: Flavour, name: &str) -> bool {
    format == Flavour::Salesforce && name == "record_type"
}

pub(super) fn is_id(format: Flavour, cell: &str) -> bool {
    format.is_record_type_id(&format.id(cell))
}

/// What a column says of a row that a mapping takes: the first of its record types that can be there. Vault takes an id where it has no name.
pub(super) fn taken<'m>(mapping: &Mapping, object: &'m Object, name: &str) -> Option<&'m str> {
    let ids = has_ids(mapping.format, name);
    let fitting = object.record_types.iter().find(|known| is_id(mapping.format, known) == ids);
    let any = object.record_types.first().filter(|_| mapping.format == Flavour::VaultLoader && name == "record_type");
    fitting.or(any).map(String::as_str)
}

/// The id that the rows of a table have as their record type, where all that say one say the same.
pub(super) fn id_in(format: Flavour, table: &Table) -> Option<&str> {
    let columns = table.columns.iter().filter(|column| name_of(column) == Some("record_type"));
    let places = columns.filter_map(|column| if let Place::Kept(place) = column.place { Some(place) } else { None });
    let mut cells = places.flat_map(|place| {
        let rows = (0..table.next_row()).filter(|row| !table.is_removed(*row));
        rows.map(move |row| table.cells.text(row, place)).filter(|cell| !cell.is_empty())
    });
    let first = cells.next().filter(|first| is_id(format, first))?;
    cells.all(|cell| format.id(cell) == format.id(first)).then_some(first)
}

/// The column of a mapping that tells its record types best, and what it says of a row that is taken; names before ids, which are others in
/// each system.
pub(super) fn column<'m>(mapping: &Mapping, object: &'m Object) -> Option<(&'m Columns, &'m str)> {
    let mut names = RECORD_TYPES;
    names.sort_by_key(|name| has_ids(mapping.format, name));
    names.into_iter().find_map(|name| object.named(name).zip(taken(mapping, object, name)))
}

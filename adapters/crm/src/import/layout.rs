//! Which column of a file is what: the header of a file laid beside its object in the mapping.

use super::table::{Column, Place, ranked};
use super::take::{NEEDED, QUANTITY};
use crate::defect::{DefectCode, Finding, Severity};
use crate::format::Row;
use crate::mapping::{Columns, Field, Mapping, Meaning, Object, RECORD_TYPES, Role};
use kam_core::config::Settings;
use kam_core::execution::{LevelIndex, StatusCategory};
use kam_core::plan::did_you_mean;
use kam_core::values::nearest;

/// The column of each field, and what rows of the file need besides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    fields: Vec<Option<u32>>,
    /// The fields that several columns are for; there is seldom one.
    several: Vec<Several>,
    /// The lookups to what is above, the most specific first.
    pub(crate) lookups: Vec<Lookup>,
    /// The columns whose cells are kept beside the core.
    pub(crate) kept: Vec<usize>,
    pub(crate) level: Option<LevelIndex>,
    /// The columns with the record type, where the mapping does not take all.
    pub(crate) record_types: Vec<usize>,
    /// What the file writes for each status.
    pub(crate) statuses: Vec<StatusWord>,
}

/// The columns of one field, in the order in which the mapping names them: the first that is filled counts.
#[derive(Debug, Clone)]
struct Several {
    field: Field,
    columns: Vec<usize>,
    /// The one whose cells the core has.
    core: Option<usize>,
}

#[derive(Debug, Clone)]
pub(crate) struct Lookup {
    pub(crate) column: usize,
    /// The place of the object it leads to.
    pub(crate) object: usize,
    /// The places of more objects it can lead to.
    pub(crate) also: Vec<usize>,
    /// Whether it leads to its own object.
    pub(crate) own: bool,
}

impl Lookup {
    /// The places of all objects it can lead to.
    pub(crate) fn objects(&self) -> impl Iterator<Item = usize> + Clone {
        std::iter::once(self.object).chain(self.also.iter().copied())
    }
}

#[derive(Debug, Clone)]
pub(crate) struct StatusWord {
    pub(crate) word: String,
    /// Whether it is the one that is written.
    pub(crate) written: bool,
    /// The place of the status among those of the settings.
    pub(crate) place: u8,
    pub(crate) category: StatusCategory,
}

impl Layout {
    pub(crate) fn of(&self, field: Field) -> Option<usize> {
        self.fields.get(field as usize).copied().flatten().map(|column| column as usize)
    }

    /// The column whose cell counts in a row.
    pub(crate) fn read_from(&self, row: &Row<'_>, field: Field) -> Option<usize> {
        let several = self.several.iter().find(|several| several.field == field);
        several.and_then(|several| several.filled(row)).or_else(|| self.of(field))
    }

    /// The cell that counts in a row; empty where no column has one.
    pub(crate) fn cell<'r>(&self, row: &Row<'r>, field: Field) -> &'r str {
        self.read_from(row, field).map_or("", |column| row.cell(column))
    }

    /// The first status of a category.
    pub(crate) fn first_of(&self, category: StatusCategory) -> Option<&StatusWord> {
        self.statuses.iter().find(|word| word.category == category)
    }

    /// The columns of core fields whose value comes from another column in this row.
    pub(crate) fn passed_over(&self, row: &Row<'_>) -> Vec<usize> {
        self.several.iter().filter_map(|several| several.core.filter(|core| several.filled(row).is_some_and(|filled| filled != *core))).collect()
    }

    pub(crate) fn build(mapping: &Mapping, object: &Object, settings: &Settings, columns: &[Column]) -> Self {
        let column_of = |wanted: &Meaning| columns.iter().position(|column| column.meaning.as_ref() == Some(wanted));
        let fields = Field::ALL.iter().map(|field| column_of(&Meaning::Field(*field)).and_then(|place| u32::try_from(place).ok())).collect();
        let mut lookups: Vec<Lookup> = Vec::new();
        for lookup in &object.parents {
            let Some(leads_to) = mapping.target(lookup) else { continue };
            let mut found = ranked(columns, &Meaning::Lookup(lookup.lookup.clone()));
            if found.is_empty() && lookup.lookup == "plan" {
                found = ranked(columns, &Meaning::Field(Field::Plan));
            }
            let own = lookup.object == object.key;
            for column in found {
                match lookups.iter_mut().find(|known| known.column == column) {
                    Some(known) => {
                        known.also.push(leads_to);
                        known.own |= own;
                    }
                    None => lookups.push(Lookup { column, object: leads_to, also: Vec::new(), own }),
                }
            }
        }
        let shared: Vec<&Column> = columns.iter().filter(|column| column.shared).collect();
        let shared = Field::ALL.iter().filter(|field| shared.iter().any(|column| column.meaning == Some(Meaning::Field(**field))));
        let several = shared.map(|field| {
            let places = ranked(columns, &Meaning::Field(*field));
            let core = places.iter().copied().find(|place| columns.get(*place).is_some_and(|column| matches!(column.place, Place::Core(_))));
            Several { field: *field, columns: places, core }
        });
        let several = several.collect();
        let known = settings.statuses.statuses();
        let words = mapping.statuses_of(object).into_iter().flat_map(|list| &list.values).flat_map(|value| {
            // The status of a plan is none of the settings'; it is only compared by its words.
            let place = known.iter().position(|status| status.code == value.code).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX);
            let word = move |(turn, word): (usize, &String)| StatusWord { word: word.clone(), written: turn == 0, place, category: value.category };
            value.values.iter().enumerate().map(word)
        });
        let level = object.level.as_ref().and_then(|level| settings.hierarchy.find(level.as_str()));
        let kept = columns.iter().enumerate().filter(|(_, column)| matches!(column.place, Place::Kept(_))).map(|(place, _)| place);
        let tells_type = |column: &Column| matches!(&column.meaning, Some(Meaning::Named(name)) if RECORD_TYPES.contains(&name.as_str()));
        let typed = columns.iter().enumerate().filter(|(_, column)| !object.record_types.is_empty() && tells_type(column));
        let record_types = typed.map(|(place, _)| place).collect();
        Self { fields, several, lookups, kept: kept.collect(), level, record_types, statuses: words.collect() }
    }
}

impl Several {
    fn filled(&self, row: &Row<'_>) -> Option<usize> {
        self.columns.iter().copied().find(|column| !row.cell(*column).is_empty())
    }
}

/// The fields of an object that go into the core; the cells of all other columns are kept as they are.
pub(crate) fn goes_to_core(role: Role, field: Field) -> bool {
    use Field::{
        Account, Actual, Baseline, DoneFlag, Due, End, Id, Owner, Prerequisites, Products, Progress, Start, Status, Target, Title, Unit, Weight,
    };
    match role {
        Role::Plan => matches!(field, Id | Title | Owner | Status | Start | End | Unit | Account),
        Role::Node => {
            matches!(
                field,
                Id | Title | Owner | Status | DoneFlag | Start | Due | Weight | Progress | Baseline | Target | Actual | Prerequisites | Products
            )
        }
        Role::Account | Role::TeamMember | Role::Stakeholder | Role::Kept => false,
    }
}

/// What the mapping takes the names of a header for. Several columns can be one field: the core has the place of the first of them in the file,
/// and the cells of the others are kept.
pub(crate) fn columns(mapping: &Mapping, object: &Object, names: &[String], since: u32, known: &mut Vec<Column>) {
    let first = known.len();
    for name in names {
        known.push(Column { name: name.clone(), meaning: None, place: Place::Kept(0), rank: 0, shared: false, since });
    }
    for Columns { meaning, names } in &object.columns {
        let before = known.iter().take(first).filter(|column| column.meaning.as_ref() == Some(meaning)).count();
        let mut found = before;
        for (rank, name) in (0_u32..).zip(names) {
            // What is only kept has one column, which other flavours can call otherwise.
            if found > 0 && matches!(meaning, Meaning::Named(_)) {
                break;
            }
            let mut new = known.iter_mut().skip(first);
            if let Some(column) = new.find(|column| column.meaning.is_none() && mapping.same_name(&column.name, name)) {
                (column.meaning, column.rank) = (Some(meaning.clone()), rank);
                found = found.saturating_add(1);
            }
        }
        if found > before.max(1) {
            known.iter_mut().filter(|column| column.meaning.as_ref() == Some(meaning)).for_each(|column| column.shared = true);
        }
    }
    let (old, new) = known.split_at_mut(first);
    let mut kept = u32::try_from(old.iter().filter(|column| matches!(column.place, Place::Kept(_))).count()).unwrap_or(0);
    let in_core = |column: &Column| if let Place::Core(field) = column.place { Some(field) } else { None };
    let mut core: Vec<Field> = old.iter().filter_map(in_core).collect();
    for column in new {
        column.place = match column.meaning {
            Some(Meaning::Field(field)) if goes_to_core(object.role, field) && !core.contains(&field) => {
                core.push(field);
                Place::Core(field)
            }
            _ => {
                let place = Place::Kept(kept);
                kept = kept.saturating_add(1);
                place
            }
        };
    }
}

/// Says of a header of one name that its columns seem to be separated by something else than commas.
pub(crate) fn wrong_delimiter(names: &[impl AsRef<str>]) -> Option<Finding> {
    let [only] = names else { return None };
    let only = only.as_ref();
    let (separator, name) = [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")].into_iter().find(|(separator, _)| only.contains(separator))?;
    let reason = format!("the columns seem to be separated by {name} (`{}`); export the file again with commas", separator.escape_default());
    Some(Finding::new(DefectCode::WrongDelimiter, Some(0), only, reason))
}

/// What is wrong with a header. A finding of severity error means that the file cannot be read.
pub(crate) fn check_header(mapping: &Mapping, object: &Object, columns: &[Column]) -> Vec<(Severity, Finding)> {
    let mut found = Vec::new();
    if let Some(finding) = wrong_delimiter(columns) {
        return vec![(Severity::Error, finding)];
    }
    for (place, column) in columns.iter().enumerate() {
        if columns.iter().take(place).any(|other| mapping.same_name(&other.name, &column.name)) {
            let reason = format!("the header names the column `{}` twice; take one of them out, so that it is clear which one counts", column.name);
            found.push((Severity::Error, Finding::new(DefectCode::DuplicateColumn, Some(place), &column.name, reason)));
        }
    }
    let has = |field: Field| columns.iter().any(|column| column.meaning == Some(Meaning::Field(field)));
    let names = |field: Field| object.field(field).map(|columns| columns.names.clone()).unwrap_or_default();
    for field in Field::needed(object.role).iter().filter(|field| !has(**field)) {
        let wanted = names(*field);
        let close = wanted.first().map(|name| nearest(name, columns.iter().map(|column| column.name.as_str()))).unwrap_or_default();
        let help = did_you_mean(&close).map_or_else(String::new, |help| format!("; {help}? A mapping can name it"));
        let reason = format!("the column `{}` is missing; without it no row can be used{help}", wanted.join("` or `"));
        found.push((Severity::Error, Finding::new(DefectCode::MissingColumn, None, "", reason)));
    }
    if object.role == Role::Node {
        let lookups: Vec<&str> =
            object.parents.iter().filter_map(|lookup| object.named(&lookup.lookup)).flat_map(|c| &c.names).map(String::as_str).collect();
        let any = object.parents.iter().any(|lookup| columns.iter().any(|c| c.meaning.as_ref().is_some_and(|m| m.name() == lookup.lookup)));
        if !any {
            let reason = format!("there is no column with what is above a row; one of `{}` is needed", lookups.join("`, `"));
            found.push((Severity::Error, Finding::new(DefectCode::MissingColumn, None, "", reason)));
        }
        if !has(Field::Status) && !has(Field::DoneFlag) {
            let wanted: Vec<String> = names(Field::Status).into_iter().chain(names(Field::DoneFlag)).collect();
            let reason = format!("the column `{}` is missing; every row counts as open", wanted.join("` or `"));
            found.push((Severity::Warning, Finding::new(DefectCode::MissingColumn, None, "", reason)));
        }
        for field in NEEDED.iter().filter(|field| QUANTITY.into_iter().any(has) && !has(**field)) {
            let column = match names(*field).as_slice() {
                [] => format!("the mapping names no column for the {} of a quantity", field.name()),
                wanted => format!("the column `{}` is missing", wanted.join("` or `")),
            };
            let reason = format!("{column}; without a {} no quantity is used, and the other cells of it are kept as they are", field.name());
            found.push((Severity::Warning, Finding::new(DefectCode::MissingColumn, None, "", reason)));
        }
    }
    found
}

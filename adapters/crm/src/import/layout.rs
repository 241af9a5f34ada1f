//! Which column of a file is what: the header of a file laid beside its object in the mapping.

use super::table::{Column, Place};
use super::take::{NEEDED, QUANTITY};
use crate::defect::{DefectCode, Finding, Severity};
use crate::mapping::{Field, Mapping, Meaning, Object, Role};
use kam_core::config::Settings;
use kam_core::execution::{LevelIndex, StatusCategory};
use kam_core::plan::did_you_mean;
use kam_core::values::nearest;

/// The column of each field, and what rows of the file need besides.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    fields: Vec<Option<u32>>,
    /// The lookups to what is above, the most specific first.
    pub(crate) lookups: Vec<Lookup>,
    /// The columns whose cells are kept beside the core.
    pub(crate) kept: Vec<usize>,
    pub(crate) level: Option<LevelIndex>,
    /// What the file writes for each status.
    pub(crate) statuses: Vec<StatusWord>,
}

#[derive(Debug, Clone)]
pub(crate) struct Lookup {
    pub(crate) column: usize,
    /// The place of the object it leads to.
    pub(crate) object: usize,
    /// Whether it leads to its own object.
    pub(crate) own: bool,
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

    pub(crate) fn build(mapping: &Mapping, object: &Object, settings: &Settings, columns: &[Column]) -> Self {
        let column_of = |wanted: &Meaning| columns.iter().position(|column| column.meaning.as_ref() == Some(wanted));
        let fields = Field::ALL.iter().map(|field| column_of(&Meaning::Field(*field)).and_then(|place| u32::try_from(place).ok())).collect();
        let target = |key: &str| mapping.objects.iter().position(|other| other.key == key || (key == "plan" && other.role == Role::Plan));
        let lookups = object.parents.iter().filter_map(|lookup| {
            let plan = Meaning::Field(Field::Plan);
            let column =
                column_of(&Meaning::Lookup(lookup.lookup.clone())).or_else(|| (lookup.lookup == "plan").then(|| column_of(&plan)).flatten())?;
            Some(Lookup { column, object: target(&lookup.object)?, own: lookup.object == object.key })
        });
        let known = settings.statuses.statuses();
        let words = mapping.statuses_of(object).into_iter().flat_map(|list| &list.values).flat_map(|value| {
            // The status of a plan is none of the settings'; it is only compared by its words.
            let place = known.iter().position(|status| status.code == value.code).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX);
            let word = move |(turn, word): (usize, &String)| StatusWord { word: word.clone(), written: turn == 0, place, category: value.category };
            value.values.iter().enumerate().map(word)
        });
        let level = object.level.as_ref().and_then(|level| settings.hierarchy.find(level.as_str()));
        let kept = columns.iter().enumerate().filter(|(_, column)| matches!(column.place, Place::Kept(_))).map(|(place, _)| place);
        Self { fields, lookups: lookups.collect(), kept: kept.collect(), level, statuses: words.collect() }
    }
}

/// The fields of an object that go into the core; the cells of all other columns are kept as they are.
fn goes_to_core(role: Role, field: Field) -> bool {
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

/// What the mapping takes the names of a header for. Of several columns that could be one thing the first name of the mapping wins.
pub(crate) fn columns(mapping: &Mapping, object: &Object, names: &[String], known: &mut Vec<Column>) {
    let first = known.len();
    for name in names {
        known.push(Column { name: name.clone(), meaning: None, place: Place::Kept(0) });
    }
    for columns in &object.columns {
        if known.iter().any(|column| column.meaning.as_ref() == Some(&columns.meaning)) {
            continue;
        }
        // A status column says more than a flag.
        let flag = columns.meaning == Meaning::Field(Field::DoneFlag);
        if flag && object.field(Field::Status).is_some_and(|status| names.iter().any(|name| status.names.iter().any(|n| mapping.same_name(n, name))))
        {
            continue;
        }
        let found = columns
            .names
            .iter()
            .find_map(|name| known.iter().skip(first).position(|column| column.meaning.is_none() && mapping.same_name(&column.name, name)));
        if let Some(column) = found.and_then(|place| known.get_mut(place.saturating_add(first))) {
            column.meaning = Some(columns.meaning.clone());
        }
    }
    let mut kept = u32::try_from(known.iter().take(first).filter(|column| matches!(column.place, Place::Kept(_))).count()).unwrap_or(0);
    for column in known.iter_mut().skip(first) {
        column.place = match column.meaning {
            Some(Meaning::Field(field)) if goes_to_core(object.role, field) => Place::Core(field),
            _ => {
                let place = Place::Kept(kept);
                kept = kept.saturating_add(1);
                place
            }
        };
    }
}

/// What is wrong with a header. A finding of severity error means that the file cannot be read.
pub(crate) fn check_header(mapping: &Mapping, object: &Object, columns: &[Column]) -> Vec<(Severity, Finding)> {
    let mut found = Vec::new();
    if let [only] = columns
        && let Some((separator, name)) = [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")].into_iter().find(|(sep, _)| only.name.contains(sep))
    {
        let reason = format!("the columns seem to be separated by {name} (`{}`); export the file again with commas", separator.escape_default());
        return vec![(Severity::Error, Finding::new(DefectCode::WrongDelimiter, Some(0), &only.name, reason))];
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

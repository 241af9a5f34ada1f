//! Cells as the files have them: what was read is written again as it was.

use crate::import::{Place, Table, text};
use crate::mapping::{Field, Mapping, Object};
use kam_core::execution::{Node, Status, StatusCategory};
use kam_core::plan::Profile;
use std::borrow::Cow;

/// What the checked values of a row are in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'p> {
    Node(&'p Node),
    Plan(&'p Profile),
    /// An object beside the hierarchy: all its cells are kept.
    Other,
}

/// The cell of a field as a mapping writes it, where the field is in the core.
pub(crate) fn core_cell<'p>(mapping: &Mapping, object: &Object, field: Field, source: Source<'p>) -> Cow<'p, str> {
    match source {
        Source::Node(node) => node_cell(mapping, object, field, node),
        Source::Plan(profile) => plan_cell(field, profile),
        Source::Other => Cow::Borrowed(""),
    }
}

fn plan_cell(field: Field, profile: &Profile) -> Cow<'_, str> {
    let text = |text: Option<&'_ str>| -> String { text.unwrap_or_default().to_owned() };
    match field {
        Field::Id => Cow::Borrowed(profile.id.as_str()),
        Field::Title => Cow::Borrowed(profile.title.as_str()),
        Field::Owner => Cow::Borrowed(profile.owner.as_ref().map_or("", AsRef::as_ref)),
        Field::Account => Cow::Borrowed(profile.account.as_ref().map_or("", AsRef::as_ref)),
        Field::Unit => Cow::Borrowed(profile.unit.as_ref().map_or("", AsRef::as_ref)),
        Field::Status => Cow::Borrowed(profile.status.as_ref().map_or("", AsRef::as_ref)),
        Field::Start => Cow::Owned(profile.period.start().map_or_else(|| text(None), |day| day.to_string())),
        Field::End => Cow::Owned(profile.period.end().map_or_else(|| text(None), |day| day.to_string())),
        _ => Cow::Borrowed(""),
    }
}

fn node_cell<'p>(mapping: &Mapping, object: &Object, field: Field, node: &'p Node) -> Cow<'p, str> {
    let day = |day: Option<chrono::NaiveDate>| Cow::Owned(day.map_or_else(String::new, |day| day.to_string()));
    let shown = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
    match field {
        Field::Id => Cow::Borrowed(node.id.as_str()),
        Field::Title => Cow::Borrowed(node.title.as_str()),
        Field::Owner => Cow::Borrowed(node.owner.as_ref().map_or("", AsRef::as_ref)),
        Field::Status => Cow::Owned(status_word(mapping, object, &node.status)),
        Field::DoneFlag => Cow::Borrowed(if node.status.category == StatusCategory::Done { "true" } else { "false" }),
        Field::Start => day(node.schedule.start()),
        Field::Due => day(node.schedule.due()),
        Field::Weight => shown(node.weight.map(|weight| weight.to_string())),
        Field::Progress => shown(node.progress.map(|progress| progress.to_string())),
        Field::Baseline => shown(node.quantity.as_ref().map(|quantity| quantity.baseline().to_string())),
        Field::Target => shown(node.quantity.as_ref().map(|quantity| quantity.target().to_string())),
        Field::Actual => shown(node.quantity.as_ref().and_then(|quantity| quantity.actual()).map(|actual| actual.to_string())),
        Field::Prerequisites => Cow::Owned(mapping.format.write_list(node.prerequisites.iter().map(AsRef::as_ref))),
        Field::Products => Cow::Owned(mapping.format.write_list(node.products.iter().map(AsRef::as_ref))),
        _ => Cow::Borrowed(""),
    }
}

/// What a mapping writes for a status: its own word, else the first word of the same category.
pub(crate) fn status_word(mapping: &Mapping, object: &Object, status: &Status) -> String {
    let values = || mapping.statuses_of(object).into_iter().flat_map(|list| &list.values);
    let own = values().find(|value| value.code == status.code);
    let word = own.or_else(|| values().find(|value| value.category == status.category)).and_then(|value| value.values.first());
    word.cloned().unwrap_or_else(|| status.code.as_str().to_owned())
}

/// All cells of a row as they were read, in the order of the header; so are the kept ones among them.
pub(crate) fn row_cells<'t>(mapping: &'t Mapping, table: &'t Table, row: u32, source: Source<'t>) -> impl Iterator<Item = Cow<'t, str>> {
    let mut kept = table.cells.row(row);
    let object = mapping.objects.get(table.object);
    table.columns.iter().enumerate().map(move |(column, about)| match about.place {
        Place::Kept(_) => Cow::Borrowed(kept.next().map_or("", text)),
        Place::Core(field) => match (table.original(row, column), object) {
            (Some(original), _) => Cow::Borrowed(original),
            (None, Some(object)) => core_cell(mapping, object, field, source),
            (None, None) => Cow::Borrowed(""),
        },
    })
}

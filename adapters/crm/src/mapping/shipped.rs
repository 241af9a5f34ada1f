//! The mappings that come with the library, and which of them fits the files of an export.

use super::problem::MappingProblem;
use super::{Mapping, Role};
use kam_core::plan::did_you_mean;
use kam_core::values::{cut, nearest};
use std::sync::OnceLock;

const SHIPPED: [(&str, &str); 4] = [
    ("veeva_vault", include_str!("../../mappings/veeva_vault.toml")),
    ("veeva_crm", include_str!("../../mappings/veeva_crm.toml")),
    ("salesforce", include_str!("../../mappings/salesforce.toml")),
    ("iqvia_oce", include_str!("../../mappings/iqvia_oce.toml")),
];

/// The names of the shipped mappings.
pub fn names() -> impl ExactSizeIterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The document of a shipped mapping, to start an own one from.
#[must_use]
pub fn document(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(known, _)| *known == name).map(|(_, document)| *document)
}

/// The shipped mappings, read once: a small import would else take longer to find its mapping than to read its files.
fn read() -> &'static [Mapping] {
    static READ: OnceLock<Vec<Mapping>> = OnceLock::new();
    READ.get_or_init(|| SHIPPED.iter().filter_map(|(_, document)| Mapping::parse(document).ok()).collect())
}

/// The shipped mapping with a name.
pub(super) fn mapping(name: &str) -> Option<Mapping> {
    read().iter().find(|mapping| mapping.name == name).cloned()
}

pub(super) fn unknown(name: &str) -> MappingProblem {
    let close = nearest(name, names());
    let all = || format!("shipped are {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
    MappingProblem {
        line: None,
        column: None,
        path: String::new(),
        code: "unknown_mapping",
        value: Some(cut(name, 200)),
        text: format!("there is no shipped mapping `{}`", cut(name, 80)),
        help: did_you_mean(&close).or_else(|| Some(all())),
    }
}

/// The shipped mapping that the names of an export's files fit best; `None` where none has a file of plans or nodes.
///
/// ```
/// use kam_crm::mapping::recognise;
///
/// let found = recognise(["account_plan__v.csv", "action_item__v.csv", "notes.txt"]);
/// assert_eq!(found.as_ref().map(|mapping| mapping.name()), Some("veeva_vault"));
/// assert!(recognise(["notes.csv"]).is_none());
/// ```
pub fn recognise<'a>(files: impl IntoIterator<Item = &'a str>) -> Option<Mapping> {
    let stems: Vec<&str> = files.into_iter().filter_map(crate::import::stem).collect();
    let mut best: Option<(usize, &Mapping)> = None;
    for mapping in read() {
        let known = stems.iter().filter_map(|stem| mapping.object_of_file(stem)).filter_map(|place| mapping.objects.get(place));
        let (mut score, mut telling) = (0_usize, false);
        for object in known {
            score = score.saturating_add(1);
            telling |= matches!(object.role, Role::Plan | Role::Node);
        }
        if telling && best.as_ref().is_none_or(|(before, _)| score > *before) {
            best = Some((score, mapping));
        }
    }
    best.map(|(_, mapping)| mapping.clone())
}

//! From a document to a checked mapping, or to everything that is wrong with it.

use super::problem::{InvalidMapping, MappingProblem};
use super::value::{At, Node, Places, Value, merge, table, without_places};
use super::{MappedLevel, Mapping, Role, StatusValue, Statuses, shipped};
use crate::format::cells::Flavour;
use chrono::FixedOffset;
use kam_core::config::Settings;
use kam_core::execution::{Hierarchy, Level, Status, StatusCategory, StatusList};
use kam_core::plan::did_you_mean;
use kam_core::values::{Code, cut, nearest};
use toml::de::DeTable;

/// The longest mapping document in bytes.
const MOST_BYTES: usize = 1_024 * 1_024;
/// The most problems that are listed.
const MOST_PROBLEMS: usize = 1_000;
/// The most problems that are kept, so that those found twice are counted once.
const MOST_KEPT: usize = 100_000;

pub(super) type Entries = [(String, At, Node)];

pub(super) fn mapping(document: &str) -> Result<Mapping, InvalidMapping> {
    let mut check = Check::default();
    let tree = check.tree(document);
    let read = match &tree {
        Some(Value::Table(entries)) => Some(check.document(entries)),
        _ => None,
    };
    let Check { mut problems, more } = check;
    problems.sort_by(|a, b| (a.line.is_none(), a).cmp(&(b.line.is_none(), b)));
    problems.dedup();
    let more = more.saturating_add(problems.len().saturating_sub(MOST_PROBLEMS));
    problems.truncate(MOST_PROBLEMS);
    match read {
        Some(mapping) if problems.is_empty() => Ok(mapping),
        _ => Err(InvalidMapping { problems, more }),
    }
}

/// The settings of a mapping's levels and statuses.
pub(super) fn settings(mapping: &Mapping) -> Option<Settings> {
    let levels = mapping.levels.iter().map(|level| Level { name: level.name.clone(), optional: level.optional }).collect();
    let mut statuses: Vec<Status> = Vec::new();
    for object in mapping.objects.iter().filter(|object| object.role == Role::Node) {
        for value in mapping.statuses_of(object).into_iter().flat_map(|list| &list.values) {
            if !statuses.iter().any(|known| known.code == value.code) {
                statuses.push(Status { code: value.code.clone(), category: value.category });
            }
        }
    }
    statuses.sort_by_key(|status| status.category as u8);
    let (hierarchy, statuses) = (Hierarchy::new(levels).ok()?, StatusList::new(statuses).ok()?);
    Some(Settings { hierarchy, statuses, ..Settings::default() })
}

#[derive(Default)]
pub(super) struct Check {
    problems: Vec<MappingProblem>,
    /// Those that were not kept.
    more: usize,
}

pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

pub(super) fn get<'a>(entries: &'a Entries, key: &str) -> Option<&'a Node> {
    entries.iter().find(|(known, _, _)| known == key).map(|(_, _, node)| node)
}

impl Check {
    pub(super) fn say(&mut self, code: &'static str, path: &str, at: At, value: Option<&str>, text: String, help: Option<String>) {
        if self.problems.len() >= MOST_KEPT {
            self.more = self.more.saturating_add(1);
            return;
        }
        let (line, column) = (at.map(|at| at.0), at.map(|at| at.1));
        let value = value.map(|value| cut(value, 200));
        self.problems.push(MappingProblem { line, column, path: path.to_owned(), code, value, text, help });
    }

    fn tree(&mut self, document: &str) -> Option<Value> {
        if document.len() > MOST_BYTES {
            self.say("too_large", "", None, None, format!("the document has `{}` bytes, at most {MOST_BYTES} are read", document.len()), None);
            return None;
        }
        let places = Places::of(document);
        let (parsed, errors) = DeTable::parse_recoverable(document);
        for error in &errors {
            let at = error.span().map(|span| places.at(span.start));
            self.say("syntax", "", at, None, format!("this is no TOML: {}", error.message()), None);
        }
        if !errors.is_empty() {
            return None;
        }
        let own = table(parsed.get_ref(), &places);
        let Value::Table(entries) = &own else { return None };
        let Some(extends) = get(entries, "extends") else {
            return Some(own);
        };
        let Value::Text(name) = &extends.value else {
            self.kind("extends", extends, "a text");
            return None;
        };
        let Some(base) = shipped::document(name) else {
            let unknown = shipped::unknown(name);
            self.say(unknown.code, "extends", extends.at, Some(name), unknown.text, unknown.help);
            return None;
        };
        let mut merged = table(DeTable::parse(base).ok()?.get_ref(), &Places::of(base));
        without_places(&mut merged);
        merge(&mut merged, own);
        Some(merged)
    }

    pub(super) fn kind(&mut self, path: &str, node: &Node, needed: &str) {
        self.say("wrong_type", path, node.at, None, format!("{needed} is needed here, not {}", node.value.kind()), None);
    }

    pub(super) fn unknown<'a>(
        &mut self,
        code: &'static str,
        what: &str,
        path: &str,
        at: At,
        given: &str,
        known: impl IntoIterator<Item = &'a str> + Clone,
    ) {
        let close = nearest(given, known.clone());
        let all = || format!("possible are {}", known.into_iter().take(30).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
        let help = did_you_mean(&close).or_else(|| Some(all()));
        self.say(code, path, at, Some(given), format!("`{}` is no {what}", cut(given, 80)), help);
    }

    pub(super) fn keys(&mut self, path: &str, entries: &Entries, known: &[&str]) {
        for (key, at, _) in entries.iter().filter(|(key, _, _)| !known.contains(&key.as_str())) {
            self.unknown("unknown_key", "key here", &join(path, key), *at, key, known.iter().copied());
        }
    }

    pub(super) fn text<'a>(&mut self, path: &str, node: &'a Node) -> Option<&'a str> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() && text.len() <= 1_000 && !text.contains('\0') => Some(text),
            Value::Text(text) => {
                self.say("invalid_text", path, node.at, Some(text), "a text of 1 to 1000 bytes is needed".to_owned(), None);
                None
            }
            _ => {
                self.kind(path, node, "a text");
                None
            }
        }
    }

    pub(super) fn table<'a>(&mut self, path: &str, node: &'a Node) -> &'a Entries {
        match &node.value {
            Value::Table(entries) => entries,
            _ => {
                self.kind(path, node, "a table");
                &[]
            }
        }
    }

    pub(super) fn section<'a>(&mut self, path: &str, entries: &'a Entries, key: &str) -> &'a Entries {
        get(entries, key).map_or(&[], |node| self.table(&join(path, key), node))
    }

    /// A text, or a list of texts.
    pub(super) fn texts(&mut self, path: &str, node: &Node) -> Vec<String> {
        match &node.value {
            Value::List(list) if list.len() <= 1_000 => list.iter().filter_map(|item| self.text(path, item)).map(str::to_owned).collect(),
            Value::List(_) => {
                self.say("too_large", path, node.at, None, "at most 1000 names are read".to_owned(), None);
                Vec::new()
            }
            Value::Text(_) => self.text(path, node).map(str::to_owned).into_iter().collect(),
            _ => {
                self.kind(path, node, "a text or a list of texts");
                Vec::new()
            }
        }
    }

    fn code(&mut self, path: &str, at: At, text: &str) -> Option<Code> {
        Code::new(text).map_err(|error| self.say("invalid_text", path, at, Some(text), error.to_string(), None)).ok()
    }

    fn missing(&mut self, path: &str, text: &str) {
        self.say("missing_key", path, None, None, text.to_owned(), None);
    }

    fn document(&mut self, entries: &Entries) -> Mapping {
        self.keys("", entries, &["name", "extends", "format", "day_zone", "namespace", "levels", "statuses", "access", "objects"]);
        let name = get(entries, "name").and_then(|node| self.text("name", node)).map(str::to_owned);
        if name.is_none() && get(entries, "name").is_none() {
            self.missing("name", "a mapping needs a name");
        }
        let format = self.format(entries);
        let levels = get(entries, "levels").map(|node| self.levels(node)).unwrap_or_default();
        let statuses = self.statuses(entries, format);
        let mut mapping = Mapping {
            name: name.unwrap_or_default(),
            format,
            day_zone: get(entries, "day_zone").and_then(|node| self.zone(node)),
            namespace: get(entries, "namespace").and_then(|node| self.text("namespace", node)).map(str::to_owned),
            levels,
            statuses,
            access: self.access(entries),
            objects: Vec::new(),
        };
        if mapping.levels.is_empty() && get(entries, "levels").is_none() {
            self.missing("levels", "a mapping needs the levels of the hierarchy, the highest first");
        }
        let objects = self.section("", entries, "objects");
        for (key, _, node) in objects {
            let path = join("objects", key);
            let inner = self.table(&path, node);
            if let Some(object) = self.object(&mapping, &path, key, inner, node.at) {
                mapping.objects.push(object);
            }
        }
        self.together(&mut mapping, objects);
        mapping
    }

    fn format(&mut self, entries: &Entries) -> Flavour {
        let Some(node) = get(entries, "format") else {
            self.missing("format", "a mapping needs a format: `vault_loader` or `salesforce`");
            return Flavour::VaultLoader;
        };
        let Some(text) = self.text("format", node) else { return Flavour::VaultLoader };
        match Flavour::ALL.into_iter().find(|flavour| flavour.name() == text) {
            Some(flavour) => flavour,
            None => {
                self.unknown("unknown_value", "format", "format", node.at, text, Flavour::ALL.map(Flavour::name));
                Flavour::VaultLoader
            }
        }
    }

    fn zone(&mut self, node: &Node) -> Option<FixedOffset> {
        let text = self.text("day_zone", node)?;
        let zone = text.parse::<FixedOffset>().ok();
        if zone.is_none() {
            let help = Some("write `+00:00`, `+02:00` or `-05:00`".to_owned());
            self.say("invalid_value", "day_zone", node.at, Some(text), format!("`{}` is no zone", cut(text, 80)), help);
        }
        zone
    }

    fn levels(&mut self, node: &Node) -> Vec<MappedLevel> {
        let Value::List(list) = &node.value else {
            self.kind("levels", node, "a list of tables");
            return Vec::new();
        };
        let mut levels = Vec::new();
        for (place, item) in list.iter().enumerate().take(100) {
            let path = format!("levels[{place}]");
            let entries = self.table(&path, item);
            self.keys(&path, entries, &["name", "optional"]);
            let optional = match get(entries, "optional") {
                Some(Node { value: Value::Truth(truth), .. }) => *truth,
                Some(other) => {
                    self.kind(&join(&path, "optional"), other, "true or false");
                    false
                }
                None => false,
            };
            match get(entries, "name") {
                Some(name) => {
                    if let Some(code) = self.text(&join(&path, "name"), name).and_then(|text| self.code(&path, name.at, text)) {
                        levels.push(MappedLevel { name: code, optional });
                    }
                }
                None => self.say("missing_key", &path, item.at, None, "a level needs a name".to_owned(), None),
            }
        }
        let checked = Hierarchy::new(levels.iter().map(|level| Level { name: level.name.clone(), optional: level.optional }).collect());
        for error in checked.err().unwrap_or_default() {
            self.say("invalid_value", "levels", node.at, None, error.to_string(), None);
        }
        levels
    }

    fn statuses(&mut self, entries: &Entries, format: Flavour) -> Vec<Statuses> {
        let mut lists = Vec::new();
        for (name, _, node) in self.section("", entries, "statuses") {
            let path = join("statuses", name);
            let mut list = Statuses { name: name.clone(), values: Vec::new() };
            for (code, at, node) in self.table(&path, node) {
                let path = join(&path, code);
                let inner = self.table(&path, node);
                if inner.is_empty() {
                    continue;
                }
                self.keys(&path, inner, &["category", "values"]);
                let category = match get(inner, "category") {
                    Some(given) => self.text(&join(&path, "category"), given).and_then(|text| self.category(&path, given.at, text)),
                    None => {
                        self.say("missing_key", &path, *at, None, "a status needs a category".to_owned(), None);
                        None
                    }
                };
                let values = get(inner, "values").map(|node| self.texts(&join(&path, "values"), node)).unwrap_or_default();
                if values.is_empty() {
                    self.say("missing_key", &path, *at, None, "a status needs at least one value that the files hold".to_owned(), None);
                }
                for (place, value) in values.iter().enumerate() {
                    let before = list.values.iter().flat_map(|known: &StatusValue| &known.values).chain(values.iter().take(place));
                    if before.into_iter().any(|known| format.same_name(known, value)) {
                        let text = format!("the value `{}` is there twice in this list of statuses", cut(value, 80));
                        self.say("duplicate", &path, *at, Some(value), text, None);
                    }
                }
                if let (Some(category), Some(code)) = (category, self.code(&path, *at, code)) {
                    list.values.push(StatusValue { code, category, values });
                }
            }
            lists.push(list);
        }
        lists
    }

    fn category(&mut self, path: &str, at: At, text: &str) -> Option<StatusCategory> {
        let found = StatusCategory::ALL.into_iter().find(|category| category.name() == text);
        if found.is_none() {
            let known = StatusCategory::ALL.map(StatusCategory::name);
            self.unknown("unknown_value", "category of a status", &join(path, "category"), at, text, known);
        }
        found
    }

    fn access(&mut self, entries: &Entries) -> [Vec<String>; 2] {
        let access = self.section("", entries, "access");
        self.keys("access", access, &["read", "edit"]);
        ["read", "edit"].map(|key| get(access, key).map(|node| self.texts(&join("access", key), node)).unwrap_or_default())
    }
}

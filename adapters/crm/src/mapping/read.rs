//! From a document to a checked mapping, or to everything that is wrong with it.

use super::problem::{InvalidMapping, MappingProblem};
use super::value::{At, Node, Places, Value, merge, table, without_places};
use super::{Columns, Field, MappedLevel, Mapping, Meaning, Object, ParentLookup, Role, StatusValue, Statuses, shipped};
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

type Entries = [(String, At, Node)];

pub(super) fn mapping(document: &str) -> Result<Mapping, InvalidMapping> {
    let mut check = Check::default();
    let tree = check.tree(document);
    let read = match &tree {
        Some(Value::Table(entries)) => Some(check.document(entries)),
        _ => None,
    };
    check.problems.truncate(MOST_PROBLEMS);
    check.problems.sort_by(|a, b| (a.line.is_none(), a).cmp(&(b.line.is_none(), b)));
    check.problems.dedup();
    match read {
        Some(mapping) if check.problems.is_empty() => Ok(mapping),
        _ => Err(InvalidMapping { problems: check.problems }),
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
struct Check {
    problems: Vec<MappingProblem>,
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn get<'a>(entries: &'a Entries, key: &str) -> Option<&'a Node> {
    entries.iter().find(|(known, _, _)| known == key).map(|(_, _, node)| node)
}

impl Check {
    fn say(&mut self, code: &'static str, path: &str, at: At, value: Option<&str>, text: String, help: Option<String>) {
        if self.problems.len() < MOST_PROBLEMS.saturating_mul(2) {
            let (line, column) = (at.map(|at| at.0), at.map(|at| at.1));
            let value = value.map(|value| cut(value, 200));
            self.problems.push(MappingProblem { line, column, path: path.to_owned(), code, value, text, help });
        }
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

    fn kind(&mut self, path: &str, node: &Node, needed: &str) {
        self.say("wrong_type", path, node.at, None, format!("{needed} is needed here, not {}", node.value.kind()), None);
    }

    fn unknown<'a>(&mut self, code: &'static str, what: &str, path: &str, at: At, given: &str, known: impl IntoIterator<Item = &'a str> + Clone) {
        let close = nearest(given, known.clone());
        let all = || format!("possible are {}", known.into_iter().take(30).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
        let help = did_you_mean(&close).or_else(|| Some(all()));
        self.say(code, path, at, Some(given), format!("`{}` is no {what}", cut(given, 80)), help);
    }

    fn keys(&mut self, path: &str, entries: &Entries, known: &[&str]) {
        for (key, at, _) in entries.iter().filter(|(key, _, _)| !known.contains(&key.as_str())) {
            self.unknown("unknown_key", "key here", &join(path, key), *at, key, known.iter().copied());
        }
    }

    fn text<'a>(&mut self, path: &str, node: &'a Node) -> Option<&'a str> {
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

    fn table<'a>(&mut self, path: &str, node: &'a Node) -> &'a Entries {
        match &node.value {
            Value::Table(entries) => entries,
            _ => {
                self.kind(path, node, "a table");
                &[]
            }
        }
    }

    fn section<'a>(&mut self, path: &str, entries: &'a Entries, key: &str) -> &'a Entries {
        get(entries, key).map_or(&[], |node| self.table(&join(path, key), node))
    }

    /// A text, or a list of texts.
    fn texts(&mut self, path: &str, node: &Node) -> Vec<String> {
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

    fn object(&mut self, mapping: &Mapping, path: &str, key: &str, entries: &Entries, at: At) -> Option<Object> {
        self.keys(path, entries, &["role", "level", "files", "statuses", "parents", "lookups", "fields", "named"]);
        let files = get(entries, "files").map(|node| self.texts(&join(path, "files"), node));
        let role = match get(entries, "role") {
            Some(node) => {
                let text = self.text(&join(path, "role"), node)?;
                let found = Role::ALL.into_iter().find(|role| role.name() == text);
                if found.is_none() {
                    self.unknown("unknown_value", "role", &join(path, "role"), node.at, text, Role::ALL.map(Role::name));
                }
                found?
            }
            None => {
                self.say("missing_key", path, at, None, "an object needs a role".to_owned(), None);
                return None;
            }
        };
        let Some(files) = files else {
            self.say("missing_key", path, at, None, "an object needs the names of its files".to_owned(), None);
            return None;
        };
        // An empty list switches an object of the extended mapping off.
        if files.is_empty() {
            return None;
        }
        let level = self.name_of(path, entries, "level", mapping.levels.iter().map(|level| level.name.as_str()).collect());
        let statuses = self.name_of(path, entries, "statuses", mapping.statuses.iter().map(|list| list.name.as_str()).collect());
        let mut object = Object {
            key: key.to_owned(),
            role,
            level: level.and_then(|name| Code::new(&name).ok()),
            files,
            statuses,
            columns: Vec::new(),
            parents: Vec::new(),
        };
        if role != Role::Node {
            for key in ["level", "parents", "lookups"] {
                if let Some(node) = get(entries, key) {
                    self.say("unknown_key", &join(path, key), node.at, None, format!("only objects with the role `node` have `{key}`"), None);
                }
            }
        }
        let lookups = self.columns(mapping, path, entries, &mut object);
        self.parents(path, entries, &lookups, &mut object, at);
        Some(object)
    }

    fn name_of(&mut self, path: &str, entries: &Entries, key: &str, known: Vec<&str>) -> Option<String> {
        let node = get(entries, key)?;
        let path = join(path, key);
        let text = self.text(&path, node)?;
        if !known.contains(&text) {
            self.unknown("unknown_value", key.trim_end_matches("es"), &path, node.at, text, known);
            return None;
        }
        Some(text.to_owned())
    }

    /// Reads lookups, fields and named columns; gives the objects that the lookups lead to.
    fn columns(&mut self, mapping: &Mapping, path: &str, entries: &Entries, object: &mut Object) -> Vec<ParentLookup> {
        let allowed: Vec<&str> = Field::of(object.role).iter().map(|field| field.name()).collect();
        let mut lookups = Vec::new();
        for section in ["lookups", "fields", "named"] {
            let inner = join(path, section);
            for (key, at, node) in self.section(path, entries, section) {
                let path = join(&inner, key);
                let (meaning, names) = match section {
                    "fields" => match Field::find(key).filter(|_| allowed.contains(&key.as_str())) {
                        Some(field) => (Meaning::Field(field), self.texts(&path, node)),
                        None => {
                            let what = format!("field of an object with the role `{}`", object.role.name());
                            self.unknown("unknown_key", &what, &path, *at, key, allowed.iter().copied());
                            continue;
                        }
                    },
                    "lookups" => {
                        let (names, leads_to) = self.lookup(&path, key, node);
                        lookups.push(ParentLookup { lookup: key.clone(), object: leads_to });
                        (Meaning::Lookup(key.clone()), names)
                    }
                    _ => (Meaning::Named(key.clone()), self.texts(&path, node)),
                };
                self.column(mapping, &path, *at, object, Columns { meaning, names });
            }
        }
        for field in Field::needed(object.role) {
            if object.field(*field).is_none() {
                let text = format!("an object with the role `{}` needs the field `{}`", object.role.name(), field.name());
                self.say("missing_key", &join(path, "fields"), None, None, text, None);
            }
        }
        lookups
    }

    fn column(&mut self, mapping: &Mapping, path: &str, at: At, object: &mut Object, columns: Columns) {
        for name in &columns.names {
            let twice = object.columns.iter().find(|known| known.names.iter().any(|other| mapping.same_name(other, name)));
            if let Some(other) = twice {
                let text = format!("the column `{}` already is `{}`", cut(name, 80), other.meaning.name());
                self.say("duplicate", path, at, Some(name), text, None);
            }
        }
        if object.columns.iter().any(|known| known.meaning.name() == columns.meaning.name()) {
            let text = format!("`{}` is there twice; names of lookups, fields and named columns differ", columns.meaning.name());
            self.say("duplicate", path, at, None, text, None);
        }
        // An empty list takes a column of the extended mapping away.
        if !columns.names.is_empty() {
            object.columns.push(columns);
        }
    }

    fn lookup(&mut self, path: &str, key: &str, node: &Node) -> (Vec<String>, String) {
        let Value::Table(entries) = &node.value else {
            return (self.texts(path, node), key.to_owned());
        };
        self.keys(path, entries, &["columns", "object"]);
        let names = get(entries, "columns").map(|node| self.texts(&join(path, "columns"), node)).unwrap_or_default();
        let object = get(entries, "object").and_then(|node| self.text(&join(path, "object"), node)).unwrap_or(key);
        (names, object.to_owned())
    }

    fn parents(&mut self, path: &str, entries: &Entries, lookups: &[ParentLookup], object: &mut Object, at: At) {
        if object.role != Role::Node {
            return;
        }
        let path = join(path, "parents");
        let Some(node) = get(entries, "parents") else {
            self.say("missing_key", &path, at, None, "an object of nodes needs its parents, the most specific first".to_owned(), None);
            return;
        };
        for name in self.texts(&path, node) {
            let plan = (name == "plan").then(|| ParentLookup { lookup: name.clone(), object: "plan".to_owned() });
            match lookups.iter().find(|lookup| lookup.lookup == name).cloned().or(plan) {
                Some(lookup) => object.parents.push(lookup),
                None => {
                    let known: Vec<&str> = lookups.iter().map(|lookup| lookup.lookup.as_str()).chain(["plan"]).collect();
                    self.unknown("unknown_value", "lookup of this object", &path, node.at, &name, known);
                }
            }
        }
    }

    /// What can only be seen when all objects are there.
    fn together(&mut self, mapping: &mut Mapping, objects: &Entries) {
        let at = |key: &str| objects.iter().find(|(known, _, _)| known == key).and_then(|(_, at, _)| *at);
        for (role, needed, most) in [(Role::Plan, 1, 1), (Role::Node, 1, usize::MAX), (Role::Account, 0, 1)] {
            let found = mapping.objects.iter().filter(|object| object.role == role).count();
            if found < needed || found > most {
                let text = format!("a mapping needs {} with the role `{}`, not {found}", if most == 1 { "one object" } else { "an object" }, role.name());
                self.say("invalid_value", "objects", None, None, text, None);
            }
        }
        for (place, object) in mapping.objects.iter().enumerate() {
            for file in &object.files {
                let others = mapping.objects.iter().take(place);
                if let Some(other) = others.into_iter().find(|other| other.files.iter().any(|known| mapping.same_name(known, file))) {
                    let text = format!("the file `{}` already belongs to `{}`", cut(file, 80), other.key);
                    self.say("duplicate", &join("objects", &object.key), at(&object.key), Some(file), text, None);
                }
            }
            for lookup in &object.parents {
                let target = mapping.object(&lookup.object).filter(|target| matches!(target.role, Role::Plan | Role::Node));
                if target.is_none() && lookup.object != "plan" {
                    let known: Vec<&str> =
                        mapping.objects.iter().filter(|o| matches!(o.role, Role::Plan | Role::Node)).map(|o| o.key.as_str()).collect();
                    let path = join(&join("objects", &object.key), "lookups");
                    self.unknown("unknown_value", "object of plans or nodes", &path, at(&object.key), &lookup.object, known);
                }
            }
        }
        self.codes(mapping);
        match order(mapping) {
            Ok(order) => {
                let mut objects: Vec<Option<Object>> = std::mem::take(&mut mapping.objects).into_iter().map(Some).collect();
                mapping.objects = order.into_iter().filter_map(|place| objects.get_mut(place).and_then(Option::take)).collect();
            }
            Err(keys) => {
                let text = format!("the lookups of {} go round in a circle", keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "));
                self.say("lookup_cycle", "objects", None, None, text, None);
            }
        }
    }

    /// One code has one category in all lists of nodes, and one of them is open.
    fn codes(&mut self, mapping: &Mapping) {
        let mut seen: Vec<(&StatusValue, &str)> = Vec::new();
        for object in mapping.objects.iter().filter(|object| object.role == Role::Node) {
            let Some(list) = mapping.statuses_of(object) else {
                let text = "an object of nodes needs a list of statuses".to_owned();
                self.say("missing_key", &join(&join("objects", &object.key), "statuses"), None, None, text, None);
                continue;
            };
            if !list.values.iter().any(|value| value.category == StatusCategory::Open) {
                let text = "no status of this list has the category `open`, in which a new node starts".to_owned();
                self.say("invalid_value", &join("statuses", &list.name), None, None, text, None);
            }
            for value in &list.values {
                match seen.iter().find(|(known, _)| known.code == value.code) {
                    Some((known, other)) if known.category != value.category => {
                        let text = format!("the status `{}` is in another category in the list `{other}`", value.code);
                        self.say("invalid_value", &join(&join("statuses", &list.name), value.code.as_str()), None, None, text, None);
                    }
                    Some(_) => {}
                    None => seen.push((value, &list.name)),
                }
            }
        }
    }
}

/// The objects in the order in which they can be read: what a lookup leads to comes first.
fn order(mapping: &Mapping) -> Result<Vec<usize>, Vec<String>> {
    let role = |role: Role| Role::ALL.iter().position(|known| *known == role).unwrap_or(usize::MAX);
    let mut rest: Vec<usize> = (0..mapping.objects.len()).collect();
    rest.sort_by_key(|place| mapping.objects.get(*place).map_or(usize::MAX, |object| role(object.role)));
    let mut order: Vec<usize> = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let key = |place: &usize| mapping.objects.get(*place).map_or("", |object| object.key.as_str());
        let free = rest.iter().position(|place| {
            let parents = mapping.objects.get(*place).map_or(&[][..], |object| object.parents.as_slice());
            parents.iter().all(|lookup| lookup.object == key(place) || !rest.iter().any(|other| key(other) == lookup.object))
        });
        match free {
            Some(found) => order.push(rest.remove(found)),
            None => return Err(rest.iter().map(|place| key(place).to_owned()).collect()),
        }
    }
    Ok(order)
}

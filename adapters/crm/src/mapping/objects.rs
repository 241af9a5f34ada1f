//! The objects of a mapping document: each by itself, and what can only be seen when all are there.

use super::read::{Check, Entries, get, join};
use super::value::{At, Node, Value};
use super::{Columns, Field, Mapping, Meaning, Object, ParentLookup, RECORD_TYPES, Role, StatusValue};
use kam_core::execution::StatusCategory;
use kam_core::values::{Code, cut};

/// The longest name in bytes: with ending and number of a part it stays below the 255 of file systems.
const MOST_FILE_NAME: usize = 200;

impl Check {
    pub(super) fn object(&mut self, mapping: &Mapping, path: &str, key: &str, entries: &Entries, at: At) -> Option<Object> {
        self.keys(path, entries, &["role", "level", "files", "statuses", "record_types", "parents", "lookups", "fields", "named"]);
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
        if let Some(node) = get(entries, "files") {
            for file in &files {
                if let Some(why) = no_file_name(file) {
                    let text = format!("`{}` is no name of a file: {why}; a plain name without folder and ending is needed", cut(file, 80));
                    self.say("invalid_file_name", &join(path, "files"), node.at, Some(file), text, None);
                }
            }
        }
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
            record_types: get(entries, "record_types").map(|node| self.texts(&join(path, "record_types"), node)).unwrap_or_default(),
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
        self.record_types(path, entries, &object);
        Some(object)
    }

    fn record_types(&mut self, path: &str, entries: &Entries, object: &Object) {
        let told = RECORD_TYPES.iter().any(|name| object.columns.iter().any(|columns| columns.meaning == Meaning::Named((*name).to_owned())));
        if let (Some(node), false) = (get(entries, "record_types"), object.record_types.is_empty() || told) {
            let text = "an object of which some record types are taken needs the column that tells them".to_owned();
            let help = Some("name it as `record_type` or `record_type_name` among the named columns".to_owned());
            self.say("missing_key", &join(path, "record_types"), node.at, None, text, help);
        }
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
                        lookups.extend(leads_to.into_iter().map(|object| ParentLookup { lookup: key.clone(), object }));
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

    fn lookup(&mut self, path: &str, key: &str, node: &Node) -> (Vec<String>, Vec<String>) {
        let Value::Table(entries) = &node.value else {
            return (self.texts(path, node), vec![key.to_owned()]);
        };
        self.keys(path, entries, &["columns", "object"]);
        let names = get(entries, "columns").map(|node| self.texts(&join(path, "columns"), node)).unwrap_or_default();
        let objects = get(entries, "object").map(|node| self.texts(&join(path, "object"), node)).unwrap_or_default();
        (names, if objects.is_empty() { vec![key.to_owned()] } else { objects })
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
            let before = object.parents.len();
            object.parents.extend(lookups.iter().filter(|lookup| lookup.lookup == name).cloned());
            if object.parents.len() > before {
                continue;
            }
            if name == "plan" {
                object.parents.push(ParentLookup { lookup: name.clone(), object: name });
            } else {
                let mut known: Vec<&str> = lookups.iter().map(|lookup| lookup.lookup.as_str()).chain(["plan"]).collect();
                known.dedup();
                self.unknown("unknown_value", "lookup of this object", &path, node.at, &name, known);
            }
        }
    }

    /// What can only be seen when all objects are there.
    pub(super) fn together(&mut self, mapping: &mut Mapping, objects: &Entries) {
        let at = |key: &str| objects.iter().find(|(known, _, _)| known == key).and_then(|(_, at, _)| *at);
        for (role, needed, most) in [(Role::Plan, 1, 1), (Role::Node, 1, usize::MAX), (Role::Account, 0, 1)] {
            let found = mapping.objects.iter().filter(|object| object.role == role).count();
            if found < needed || found > most {
                let text =
                    format!("a mapping needs {} with the role `{}`, not {found}", if most == 1 { "one object" } else { "an object" }, role.name());
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
                let text =
                    format!("the lookups of {} go round in a circle", keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "));
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
            let done = list.values.iter().any(|value| value.category == StatusCategory::Done);
            if object.field(Field::DoneFlag).is_some() && !done {
                let text = format!("`{}` has a flag for done, but no status of this list has the category `done`", object.key);
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

/// Why a text cannot be the name of a file that is written: none may leave its folder on any system.
fn no_file_name(name: &str) -> Option<&'static str> {
    if name.contains(['/', '\\']) {
        Some("it has a separator of folders")
    } else if name.contains(':') {
        Some("it has a `:`, as drive letters have")
    } else if name.chars().all(|character| character == '.') {
        Some("it has nothing but dots")
    } else if name.chars().any(char::is_control) {
        Some("it has a control character")
    } else if name.len() > MOST_FILE_NAME {
        Some("it is longer than file systems allow")
    } else {
        None
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

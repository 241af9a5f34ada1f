//! From documents to a checked configuration, or to everything that is wrong with them.

mod filled;
mod lists;

use crate::problem::{InvalidConfiguration, Problem};
use crate::questionnaire;
use crate::tree::{At, Broken, Entry, Node, Value, json, toml};
use kam_core::config::decisions::CATALOGUE;
use kam_core::config::schema::SETTINGS;
use kam_core::config::{ConfigProblem, Configuration, Decision, Field, Kind, Layer, Part, Record, SettingValue, shipped_lists};
use kam_core::plan::help_among;
use kam_core::values::{Code, Percent, ValueError, Weight, cut, nearest, parse_date};
use std::collections::{HashMap, HashSet};

/// The longest document in bytes: 4 MiB.
pub const MOST_BYTES: usize = 4 * 1_024 * 1_024;
/// All documents together in bytes: 64 MiB.
pub const MOST_BYTES_IN_ALL: usize = 64 * 1_024 * 1_024;
/// The most entries of one list in a document: units, rules, values.
pub const MOST_ENTRIES: usize = 20_000;
/// The most problems that are listed.
const MOST_PROBLEMS: usize = 1_000;

/// A document of a configuration: its name, which messages use, and its content. A name that ends with `.json` is JSON, one that ends with `.md` a filled
/// questionnaire, every other TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name.
    pub name: String,
    /// Its content.
    pub content: String,
}

/// Reads the layers of a configuration, each a document, in any order.
///
/// # Errors
/// Everything that is wrong with all of them.
///
/// ```
/// use kam_config::{Document, read_configuration};
///
/// let document = |name: &str, content: &str| Document { name: name.into(), content: content.into() };
/// let core = document("core.toml", "[layer]\nname = \"core\"\nlock = [\"completion\"]\n[completion]\nmethod = \"leaf_mean\"\n");
/// let sweden = document("sweden.toml", "[layer]\nname = \"sweden\"\nabove = \"core\"\n[completion]\nmethod = \"lowest\"\n");
/// let wrong = read_configuration(&[core, sweden]).expect_err("locked above");
/// assert_eq!(
///     wrong.to_string(),
///     "sweden.toml, line 5, column 10: completion.method: the layer `core` locked it, and the layer `sweden` tries to change it; \
///      leave it out of `sweden`, where `leaf_mean` holds then, or open it in `core`"
/// );
/// ```
pub fn read_configuration(documents: &[Document]) -> Result<Configuration, InvalidConfiguration> {
    let mut problems = Vec::new();
    let mut layers = Vec::new();
    let mut places: HashMap<String, Vec<(String, Places)>> = HashMap::new();
    if documents.is_empty() {
        let text = "a configuration has at least one document: its core".to_owned();
        problems.push(Problem {
            document: String::new(),
            line: None,
            column: None,
            path: String::new(),
            code: "no_core",
            value: None,
            text,
            help: None,
        });
    }
    let whole = documents.iter().fold(0_usize, |sum, document| sum.saturating_add(document.content.len()));
    if whole > MOST_BYTES_IN_ALL {
        let text = format!("the documents have {whole} bytes in all, at most {MOST_BYTES_IN_ALL} are read");
        let (document, path) = (String::new(), String::new());
        let problem = Problem { document, line: None, column: None, path, code: "too_large", value: None, text, help: None };
        return Err(InvalidConfiguration { problems: vec![problem], more: 0 });
    }
    for document in documents {
        let mut reader = Reader::new(document);
        let layer = reader.document(&document.content);
        let Reader { problems: found, places: of_layer, .. } = reader;
        problems.extend(found);
        if let Some(layer) = layer {
            places.entry(layer.name.clone()).or_default().push((document.name.clone(), of_layer));
            layers.push(layer);
        }
    }
    // Names that another layer should give are only looked for when all layers could be read.
    let whole = if !documents.is_empty() && layers.len() == documents.len() { Configuration::new(layers) } else { Err(Vec::new()) };
    match whole {
        Ok(configuration) if problems.is_empty() => return Ok(configuration),
        Ok(_) => {}
        Err(found) => problems.extend(found.into_iter().map(|problem| placed(problem, &places))),
    }
    let order = |problem: &Problem| documents.iter().position(|document| document.name == problem.document);
    problems.sort_by_key(|problem| (order(problem), problem.line.is_none(), problem.line, problem.column));
    problems.dedup();
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    Err(InvalidConfiguration { problems, more })
}

/// Where things stand in a document, by their paths.
pub(crate) type Places = HashMap<String, At>;

/// A problem of a layer with its place in the document.
fn placed(problem: ConfigProblem, places: &HashMap<String, Vec<(String, Places)>>) -> Problem {
    let entry =
        problem.entry.map_or_else(String::new, |(place, field)| if field.is_empty() { format!("[{place}]") } else { format!("[{place}].{field}") });
    let path = format!("{}{entry}", problem.path);
    let of_name = places.get(&problem.layer).map(Vec::as_slice).unwrap_or_default();
    let known = if problem.code == "duplicate_layer" { of_name.last() } else { of_name.first() };
    let at = known.and_then(|(_, places)| {
        // The value itself, else its entry, else the setting, else the part that it is in.
        let above = problem.path.rsplit_once('.').map_or("", |(above, _)| above);
        let exact = if entry.is_empty() { None } else { places.get(&format!("{path}={}", problem.value)).or_else(|| places.get(&path)) };
        // A name is looked for where it is given, then where it is spoken of.
        let named = || ["=", "~"].iter().find_map(|mark| places.get(&format!("{}{mark}{}", problem.path, problem.value)));
        exact.or_else(named).or_else(|| places.get(&problem.path)).or_else(|| places.get(above)).copied()
    });
    Problem {
        document: known.map_or_else(String::new, |(document, _)| document.clone()),
        line: at.map(|at| at.0),
        column: at.map(|at| at.1),
        path,
        code: problem.code,
        value: Some(problem.value).filter(|value| !value.is_empty()),
        text: problem.text,
        help: problem.help,
    }
}

pub(crate) struct Reader {
    document: String,
    problems: Vec<Problem>,
    places: Places,
}

impl Reader {
    pub(crate) fn new(document: &Document) -> Self {
        Self { document: document.name.clone(), problems: Vec::new(), places: HashMap::new() }
    }

    fn say(&mut self, path: &str, at: Option<At>, code: &'static str, value: Option<String>, text: String, help: Option<String>) {
        let (line, column) = (at.map(|at| at.0), at.map(|at| at.1));
        let value = value.map(|value| cut(&value, 200));
        self.problems.push(Problem { document: self.document.clone(), line, column, path: path.to_owned(), code, value, text, help });
    }

    fn kind(&mut self, path: &str, node: &Node, wanted: &str) {
        let shown = node.value.shown();
        let help = match &node.value {
            Value::Number(number) if wanted.starts_with("a percentage") || wanted.starts_with("a weight") => {
                Some(format!("write it as text: \"{number}\""))
            }
            _ => None,
        };
        self.say(path, Some(node.at), "wrong_type", Some(shown.clone()), format!("`{shown}` is {}, and {wanted} is needed", node.value.kind()), help);
    }

    /// The layer of a document, as far as it can be read.
    fn document(&mut self, content: &str) -> Option<Layer> {
        if content.len() > MOST_BYTES {
            let text = format!("the document has {} bytes, at most {MOST_BYTES} are read", content.len());
            self.say("", None, "too_large", None, text, None);
            return None;
        }
        let content = content.strip_prefix('\u{FEFF}').unwrap_or(content);
        let (read, what) = if self.document.ends_with(".json") {
            (json(content), "JSON")
        } else if self.document.ends_with(".md") {
            (toml(&questionnaire::answers(content)), "TOML")
        } else {
            (toml(content), "TOML")
        };
        let node = match read {
            Ok(node) => node,
            Err(broken) => {
                for Broken { at, text } in broken {
                    let help = (what == "TOML" && content.trim_start().starts_with('{'))
                        .then(|| "a document in JSON has a name that ends with `.json`".to_owned());
                    self.say("", at, "syntax", None, format!("this is no {what}: {text}"), help);
                }
                return None;
            }
        };
        let Value::Table(entries) = node.value else {
            self.kind("", &node, "a table of settings");
            return None;
        };
        let entries = &if what == "JSON" { self.filled(entries) } else { entries };
        let mut layer = Layer::default();
        let mut named = false;
        self.keys("", entries, &mut |reader, key, at, node| match key {
            "layer" => {
                reader.layer(node, &mut layer);
                named = true;
            }
            "lists" => reader.lists(node, &mut layer),
            "answers" => reader.answers(node, &mut layer),
            section => reader.section(section, at, node, &mut layer),
        });
        if !named {
            let help = Some("begin with `[layer]` and `name = \"core\"`".to_owned());
            self.say("layer", None, "missing_key", None, "the document does not say which layer it is".to_owned(), help);
        }
        // The order in which a document says things means nothing: layers that say the same are equal.
        layer.settings.sort_by_key(|(setting, _)| SETTINGS.iter().position(|known| known == *setting));
        layer.lists.sort_by_key(|(name, _)| shipped_lists().position(|known| known == name).unwrap_or(usize::MAX));
        layer.answers.sort_by_key(|(id, _)| CATALOGUE.iter().position(|decision| decision.id == id));
        (!layer.name.is_empty()).then_some(layer)
    }

    /// Hands out entries, and names the keys that stand twice.
    fn keys(&mut self, path: &str, entries: &[Entry], with: &mut dyn FnMut(&mut Self, &str, At, &Node)) {
        let mut seen = HashSet::new();
        for (key, at, node) in entries {
            if !seen.insert(key.as_str()) {
                let path = join(path, key);
                self.say(&path, Some(*at), "duplicate_key", Some(key.clone()), format!("the key `{}` stands here twice", cut(key, 80)), None);
            } else if node.value != Value::Nothing {
                with(self, key, *at, node);
            }
        }
    }

    fn unknown<'k>(&mut self, path: &str, at: At, key: &str, known: impl Iterator<Item = &'k str>) {
        let known: Vec<&str> = known.collect();
        let shown = cut(key, 80);
        let help = help_among(&nearest(key, known.iter().copied()), known.iter().copied());
        self.say(&join(path, key), Some(at), "unknown_key", Some(shown.clone()), format!("the key `{shown}` is not known here"), help);
    }

    fn layer(&mut self, node: &Node, layer: &mut Layer) {
        self.places.insert("layer".to_owned(), node.at);
        let Value::Table(entries) = &node.value else { return self.kind("layer", node, "a table") };
        self.keys("layer", entries, &mut |reader, key, at, node| {
            let path = join("layer", key);
            reader.places.insert(path.clone(), node.at);
            match key {
                "name" => layer.name = reader.code(&path, node).unwrap_or_default(),
                "above" => layer.above = reader.code(&path, node),
                "units" => layer.units = reader.several(&path, node, |reader, path, node| reader.code(path, node)),
                "lock" => layer.lock = reader.several(&path, node, Self::part),
                "open" => layer.open = reader.several(&path, node, Self::part),
                _ => reader.unknown("layer", at, key, ["name", "above", "units", "lock", "open"].into_iter()),
            }
        });
        if !entries.iter().any(|(key, _, _)| key == "name") {
            self.say("layer.name", Some(node.at), "missing_key", None, "the layer has no name".to_owned(), Some("say `name = \"core\"`".to_owned()));
        }
    }

    fn part(&mut self, path: &str, node: &Node) -> Option<Part> {
        let text = self.text(path, node)?;
        self.places.entry(format!("{}={text}", outer(path))).or_insert(node.at);
        if let Some(list) = text.strip_prefix("lists.")
            && let Some((wrong, help)) = lists::wrong_part(list)
        {
            self.say(path, Some(node.at), "unknown_name", Some(text.clone()), wrong, Some(help));
            return None;
        }
        if let Some(part) = Part::new(&text) {
            return Some(part);
        }
        let sections = SETTINGS.iter().filter_map(|setting| setting.path.split_once('.')).map(|(section, _)| section);
        let known: Vec<&str> = SETTINGS.iter().map(|setting| setting.path).chain(sections).chain(["lists"]).collect();
        let help = help_among(&nearest(&text, known.iter().copied()), ["*", "completion", "completion.method", "lists.tactic_type"]);
        self.say(path, Some(node.at), "unknown_name", Some(text.clone()), format!("there is no setting `{}`", cut(&text, 80)), help);
        None
    }

    fn section(&mut self, section: &str, at: At, node: &Node, layer: &mut Layer) {
        let of_section = || SETTINGS.iter().filter_map(|setting| Some((setting, setting.path.strip_prefix(section)?.strip_prefix('.')?)));
        if of_section().next().is_none() {
            let mut sections: Vec<&str> = SETTINGS.iter().filter_map(|setting| setting.path.split_once('.')).map(|(section, _)| section).collect();
            sections.dedup();
            return self.unknown("", at, section, sections.into_iter().chain(["layer", "lists", "answers"]));
        }
        let Value::Table(entries) = &node.value else { return self.kind(section, node, "a table of settings") };
        self.places.insert(section.to_owned(), at);
        self.keys(section, entries, &mut |reader, key, at, node| match of_section().find(|(_, name)| *name == key) {
            Some((setting, _)) => {
                reader.places.insert(setting.path.to_owned(), node.at);
                if let Some(value) = reader.value(setting.path, node, &setting.kind) {
                    layer.settings.push((setting, value));
                }
            }
            None => reader.unknown(section, at, key, of_section().map(|(_, name)| name)),
        });
    }

    fn checked<T>(&mut self, path: &str, node: &Node, made: Result<T, ValueError>) -> Option<T> {
        made.map_err(|error| self.say(path, Some(node.at), error.kind.code(), Some(error.value.clone()), error.to_string(), None)).ok()
    }

    fn text(&mut self, path: &str, node: &Node) -> Option<String> {
        let Value::Text(text) = &node.value else {
            self.kind(path, node, "a text");
            return None;
        };
        Some(text.clone())
    }

    fn code(&mut self, path: &str, node: &Node) -> Option<String> {
        let text = self.text(path, node)?;
        self.checked(path, node, Code::new(&text)).map(|_| text)
    }

    fn several<T>(&mut self, path: &str, node: &Node, mut one: impl FnMut(&mut Self, &str, &Node) -> Option<T>) -> Vec<T> {
        let Value::List(nodes) = &node.value else {
            self.kind(path, node, "a list");
            return Vec::new();
        };
        if nodes.len() > MOST_ENTRIES {
            let text = format!("the list has {} entries, at most {MOST_ENTRIES} are read", nodes.len());
            self.say(path, Some(node.at), "too_large", None, text, None);
            return Vec::new();
        }
        let each = |(place, node): (usize, &Node)| {
            let path = format!("{path}[{place}]");
            self.places.insert(path.clone(), node.at);
            one(self, &path, node)
        };
        nodes.iter().enumerate().filter_map(each).collect()
    }

    /// A value of a kind; says what is wrong with it.
    fn value(&mut self, path: &str, node: &Node, kind: &Kind) -> Option<SettingValue> {
        let words = || kind.words();
        match (kind, &node.value) {
            (Kind::Flag, Value::Truth(truth)) => Some(SettingValue::Flag(*truth)),
            (Kind::Whole { least, most }, Value::Whole(number)) => {
                let whole = u32::try_from(*number).ok().filter(|whole| (*least..=*most).contains(whole));
                if whole.is_none() {
                    let text = format!("`{number}` is not {}", words());
                    self.say(path, Some(node.at), "out_of_range", Some(number.to_string()), text, None);
                }
                whole.map(SettingValue::Whole)
            }
            // What TOML has is read as it is written; most programs that write JSON keep a fraction inexactly (NUM-1).
            (Kind::Percent | Kind::Weight, Value::Number(_)) if self.document.ends_with(".json") => {
                self.kind(path, node, &words());
                None
            }
            (Kind::Percent, Value::Text(_) | Value::Whole(_) | Value::Number(_)) => {
                self.checked(path, node, Percent::parse(&node.value.shown())).map(SettingValue::Percent)
            }
            (Kind::Weight, Value::Text(_) | Value::Whole(_) | Value::Number(_)) => {
                self.checked(path, node, Weight::parse(&node.value.shown())).map(SettingValue::Weight)
            }
            (Kind::Choice(names), Value::Text(text)) => {
                if names.contains(&text.as_str()) {
                    self.places.entry(format!("{}={text}", outer(path))).or_insert(node.at);
                    return Some(SettingValue::Text(text.clone()));
                }
                let shown = cut(text, 80);
                let help = help_among(&nearest(text, names.iter().copied()), names.iter().copied());
                self.say(path, Some(node.at), "unknown_value", Some(shown.clone()), format!("`{shown}` is not among the values allowed here"), help);
                None
            }
            (Kind::Code | Kind::Refer(_), Value::Text(text)) => {
                for path in [outer(path), path.rsplit_once('[').map_or(path, |(several, _)| several)] {
                    self.places.entry(format!("{path}={text}")).or_insert(node.at);
                }
                self.code(path, node).map(SettingValue::Text)
            }
            (Kind::Text { most }, Value::Text(text)) => {
                let length = text.chars().count();
                if length > *most || text.trim().is_empty() {
                    let shown = if length > *most {
                        format!("the text has {length} characters, at most {most} are kept")
                    } else {
                        "the text is empty".to_owned()
                    };
                    self.say(path, Some(node.at), "invalid_text", Some(cut(text, 80)), shown, None);
                    return None;
                }
                Some(SettingValue::Text(text.clone()))
            }
            (Kind::Day, Value::Text(text)) => self.checked(path, node, parse_date(text)).map(SettingValue::Day),
            (Kind::Many(one), Value::List(_)) => {
                Some(SettingValue::Many(self.several(path, node, |reader, path, node| reader.value(path, node, one))))
            }
            (Kind::Records(fields) | Kind::Keyed(fields), Value::List(_)) => {
                Some(SettingValue::Records(self.several(path, node, |reader, path, node| reader.record(path, node, fields))))
            }
            _ => {
                self.kind(path, node, &words());
                None
            }
        }
    }

    fn record(&mut self, path: &str, node: &Node, fields: &'static [Field]) -> Option<Record> {
        let Value::Table(entries) = &node.value else {
            self.kind(path, node, "a table");
            return None;
        };
        let mut found: Vec<(&'static str, SettingValue)> = Vec::new();
        let before = self.problems.len();
        self.keys(path, entries, &mut |reader, key, at, node| match fields.iter().find(|field| field.name == key) {
            Some(field) => {
                let path = join(path, key);
                reader.places.insert(path.clone(), node.at);
                found.extend(reader.value(&path, node, &field.kind).map(|value| (field.name, value)));
            }
            None => reader.unknown(path, at, key, fields.iter().map(|field| field.name)),
        });
        for field in fields.iter().filter(|field| field.needed && !entries.iter().any(|(key, _, _)| key == field.name)) {
            let text = format!("the entry has no `{}`", field.name);
            self.say(&join(path, field.name), Some(node.at), "missing_key", None, text, Some(format!("it is {}", field.kind.words())));
        }
        let mut record = Record { fields: Vec::new() };
        for field in fields {
            record.fields.extend(found.iter().find(|(name, _)| *name == field.name).cloned());
        }
        self.places.entry(join(outer(path), record.key())).or_insert(node.at);
        (self.problems.len() == before || !record.key().is_empty()).then_some(record)
    }

    fn answers(&mut self, node: &Node, layer: &mut Layer) {
        let Value::Table(entries) = &node.value else { return self.kind("answers", node, "a table of answers") };
        self.keys("answers", entries, &mut |reader, id, at, node| {
            if Decision::find(id).is_none() {
                return reader.unknown("answers", at, id, CATALOGUE.iter().map(|decision| decision.id));
            }
            let text = reader.text(&join("answers", id), node).filter(|text| !text.trim().is_empty());
            layer.answers.extend(text.map(|text| (id.to_owned(), text)));
        });
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The path of a setting or list without its entries.
fn outer(path: &str) -> &str {
    path.split_once('[').map_or(path, |(setting, _)| setting)
}

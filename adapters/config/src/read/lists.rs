//! What a document says of lists of values.

use super::{Node, Reader, Value, join, outer};
use kam_core::config::{Layer, ValueChange, shipped_lists};
use kam_core::values::{Code, cut, is_slip, parse_date};

/// The most characters of a label or a synonym.
const MOST_LABEL: usize = 200;

/// What is wrong with a name that is nearly that of a shipped list, and what it should be: a list of the organisation's own is welcome, a slip of the
/// pen is not.
fn nearly(name: &str) -> Option<(String, String)> {
    let near = shipped_lists().find(|known| is_slip(name, known))?;
    (!shipped_lists().any(|known| known == name))
        .then(|| (format!("`{}` is nearly the name of a list that there is", cut(name, 80)), format!("did you mean `{near}`")))
}

/// What is wrong with a list that a layer locks or opens, and what would be right.
pub(super) fn wrong_part(list: &str) -> Option<(String, String)> {
    match list.split_once('.') {
        Some((of, _)) if shipped_lists().any(|known| known == of) => {
            Some(("a list is locked as a whole, not value by value".to_owned(), format!("say `lists.{of}`")))
        }
        _ => nearly(list),
    }
}

impl Reader {
    pub(super) fn lists(&mut self, node: &Node, layer: &mut Layer) {
        let Value::Table(entries) = &node.value else { return self.kind("lists", node, "a table of lists") };
        self.keys("lists", entries, &mut |reader, name, at, node| {
            let path = join("lists", name);
            reader.places.insert(path.clone(), at);
            if let Err(error) = Code::new(name) {
                reader.say(&path, Some(at), error.kind.code(), Some(error.value.clone()), error.to_string(), None);
                return;
            }
            if let Some((text, help)) = nearly(name) {
                return reader.say(&path, Some(at), "unknown_name", Some(name.to_owned()), text, Some(help));
            }
            let changes = reader.several(&path, node, Self::change);
            layer.lists.push((name.to_owned(), changes));
        });
    }

    fn change(&mut self, path: &str, node: &Node) -> Option<ValueChange> {
        const KEYS: [&str; 9] = ["code", "labels", "category", "synonyms", "valid_from", "valid_until", "replaced_by", "hidden", "order"];
        let Value::Table(entries) = &node.value else {
            self.kind(path, node, "a table");
            return None;
        };
        let mut change = ValueChange::default();
        self.keys(path, entries, &mut |reader, key, at, node| {
            let path = join(path, key);
            match key {
                "code" => {
                    change.code = reader.code(&path, node).unwrap_or_default();
                    reader.places.entry(format!("{}={}", outer(&path), change.code)).or_insert(node.at);
                }
                "labels" => {
                    let before = reader.problems.len();
                    change.labels = reader.labels(&path, node);
                    if reader.problems.len() > before && change.labels.is_empty() {
                        // What is wrong was said: that there is none is not said as well.
                        change.labels.push(("en".to_owned(), change.code.clone()));
                    }
                }
                "category" => {
                    change.category = reader.code(&path, node);
                    reader.places.entry(format!("{}={}", outer(&path), change.category.clone().unwrap_or_default())).or_insert(node.at);
                }
                "synonyms" => change.synonyms = reader.several(&path, node, Self::label),
                "valid_from" => change.valid_from = reader.day(&path, node),
                "valid_until" => change.valid_until = reader.day(&path, node),
                "replaced_by" => {
                    change.replaced_by = reader.code(&path, node);
                    reader.places.entry(format!("{}~{}", outer(&path), change.replaced_by.clone().unwrap_or_default())).or_insert(node.at);
                }
                "hidden" => match &node.value {
                    Value::Truth(hidden) => change.hidden = Some(*hidden),
                    _ => reader.kind(&path, node, "true or false"),
                },
                "order" => match &node.value {
                    Value::Whole(order @ 1..=10_000) => change.order = u32::try_from(*order).ok(),
                    _ => reader.kind(&path, node, "a whole number from 1 to 10000"),
                },
                _ => reader.unknown(path.rsplit_once('.').map_or("", |(above, _)| above), at, key, KEYS.into_iter()),
            }
        });
        if change.code.is_empty() {
            if !entries.iter().any(|(key, _, _)| key == "code") {
                self.say(&join(path, "code"), Some(node.at), "missing_key", None, "the value has no `code`".to_owned(), None);
            }
            return None;
        }
        Some(change)
    }

    fn day(&mut self, path: &str, node: &Node) -> Option<chrono::NaiveDate> {
        let text = self.text(path, node)?;
        self.checked(path, node, parse_date(&text))
    }

    /// A label or a synonym; remembers where it stands.
    fn label(&mut self, path: &str, node: &Node) -> Option<String> {
        let text = self.text(path, node)?;
        let length = text.chars().count();
        if text.trim().is_empty() || length > MOST_LABEL {
            let wrong = if length > MOST_LABEL {
                format!("the text has {length} characters, at most {MOST_LABEL} are kept")
            } else {
                "the text is empty".to_owned()
            };
            self.say(path, Some(node.at), "invalid_text", Some(cut(&text, 80)), wrong, None);
            return None;
        }
        self.places.entry(format!("{}~{text}", outer(path))).or_insert(node.at);
        Some(text)
    }

    /// Labels by language: a table, or one text for English.
    fn labels(&mut self, path: &str, node: &Node) -> Vec<(String, String)> {
        let mut labels = Vec::new();
        match &node.value {
            Value::Text(_) => labels.extend(self.label(path, node).map(|text| ("en".to_owned(), text))),
            Value::Table(entries) => self.keys(path, entries, &mut |reader, language, at, node| {
                let path = join(path, language);
                let known = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_lowercase());
                if !known {
                    let text = format!("`{}` is no language", cut(language, 80));
                    return reader.say(
                        &path,
                        Some(at),
                        "unknown_name",
                        Some(language.to_owned()),
                        text,
                        Some("languages have two or three letters: `en`, `de`".to_owned()),
                    );
                }
                labels.extend(reader.label(&path, node).map(|text| (language.to_owned(), text)));
            }),
            _ => self.kind(path, node, "labels by language"),
        }
        labels
    }
}

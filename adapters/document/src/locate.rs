//! Line and column of a place in a JSON text, worked out only when something is wrong there.

use crate::problem::Step;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// Finds places in one text; the elements of the last list and of the last large object are kept, since problems come node by node.
pub(crate) struct Locator<'t> {
    text: &'t str,
    list: Option<(Vec<String>, Vec<&'t RawValue>)>,
    object: Option<(Vec<String>, HashMap<String, &'t RawValue>)>,
}

impl<'t> Locator<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, list: None, object: None }
    }

    /// The line and column, from 1, of the value that the steps lead to; of the last value on the way where they lead nowhere.
    pub(crate) fn find(&mut self, steps: &[Step<'_>]) -> (u32, u32) {
        let (mut at, known) = self.known(steps).unwrap_or_else(|| (self.text.trim_start(), 0));
        for (depth, step) in steps.iter().enumerate().skip(known) {
            let next = match step {
                Step::Top => Some(at),
                Step::Key(key) => self.entry(at, steps.get(..depth).unwrap_or_default(), key),
                Step::Place(place) => self.element(at, steps.get(..depth).unwrap_or_default(), *place),
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        position(self.text, offset(self.text, at))
    }

    /// The element of the list that is kept, where the steps lead through it, and how many steps that are: the document is not read again for it.
    fn known(&self, steps: &[Step<'_>]) -> Option<(&'t str, usize)> {
        let (way, list) = self.list.as_ref()?;
        let Some(Step::Place(place)) = steps.get(way.len()) else { return None };
        let same = steps.iter().zip(way).all(|(step, name)| format!("{step:?}") == *name);
        let element = list.get(*place).filter(|_| same)?;
        Some((element.get(), way.len().saturating_add(1)))
    }

    /// The value of a key; of the last entry where a key stands twice, since that is the one to mend. The entries of a large object are kept.
    fn entry(&mut self, at: &'t str, way: &[Step<'_>], key: &str) -> Option<&'t str> {
        const LARGE: usize = 10_000;
        let name: Vec<String> = way.iter().map(|step| format!("{step:?}")).collect();
        if let Some((_, entries)) = self.object.as_ref().filter(|(known, _)| *known == name) {
            return entries.get(key).map(|raw| raw.get());
        }
        let entries: HashMap<String, &'t RawValue> = entries(at).ok()?.into_iter().map(|(name, raw)| (name.into_owned(), raw)).collect();
        let found = entries.get(key).map(|raw| raw.get());
        if entries.len() > 100 || at.len() > LARGE {
            self.object = Some((name, entries));
        }
        found
    }

    fn element(&mut self, at: &'t str, way: &[Step<'_>], place: usize) -> Option<&'t str> {
        let name: Vec<String> = way.iter().map(|step| format!("{step:?}")).collect();
        if self.list.as_ref().is_none_or(|(known, _)| *known != name) {
            self.list = Some((name, serde_json::from_str(at).ok()?));
        }
        self.list.as_ref().and_then(|(_, list)| list.get(place)).map(|raw| raw.get())
    }
}

/// The entries of an object, unread; what follows the object is not looked at.
pub(crate) fn entries(object: &str) -> Result<Vec<(Cow<'_, str>, &RawValue)>, serde_json::Error> {
    let mut stream = serde_json::Deserializer::from_str(object);
    let entries: Entries<'_> = serde::Deserialize::deserialize(&mut stream)?;
    Ok(entries.0)
}

struct Entries<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de: 't, 't> serde::Deserialize<'de> for Entries<'t> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> serde::de::Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, raw)) = map.next_entry::<String, &'de RawValue>()? {
                    entries.push((Cow::Owned(key), raw));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

pub(crate) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

pub(crate) fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count().saturating_add(1);
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()).saturating_add(1);
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values_by_line_and_character() {
        let text = "{\n  \"é\": 1, \"nodes\": [\n    {\"id\": \"a\"},\n    {\"id\": \"ö\", \"weight\": 1.5}\n  ]\n}";
        let mut locator = Locator::new(text);
        assert_eq!(locator.find(&[Step::Key("nodes"), Step::Place(1), Step::Key("weight")]), (4, 27));
        assert_eq!(locator.find(&[Step::Key("nodes"), Step::Place(0), Step::Key("id")]), (3, 12));
        assert_eq!(locator.find(&[Step::Key("nodes")]), (2, 20));
        assert_eq!(locator.find(&[Step::Key("nodes"), Step::Place(7)]), (2, 20));
        assert_eq!(locator.find(&[]), (1, 1));
    }
}

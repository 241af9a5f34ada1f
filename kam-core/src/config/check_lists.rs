//! What can be wrong with lists of values (LOV-1, LOV-5).

use super::check::{ConfigProblem, Look};
use super::lists::{ListValue, ValueChange, ValueList};
use crate::plan::help_among;
use crate::values::{cut, nearest};
use std::collections::{HashMap, HashSet};

impl Look<'_> {
    /// What a layer says of a list.
    pub(super) fn list(&mut self, list: &ValueList, changes: &[ValueChange]) {
        let path = format!("lists.{}", list.name);
        let values: HashMap<&str, &ListValue> = list.values.iter().map(|value| (value.code.as_ref(), value)).collect();
        let mut meant: HashMap<String, Vec<&str>> = HashMap::new();
        for value in list.values.iter().filter(|value| !value.hidden) {
            for text in value.texts() {
                let codes = meant.entry(text.to_lowercase()).or_default();
                if codes.last() != Some(&value.code.as_ref()) {
                    codes.push(&value.code);
                }
            }
        }
        let mut seen = HashSet::new();
        for (place, change) in changes.iter().enumerate() {
            let code = change.code.as_str();
            if !seen.insert(code) {
                let text = format!("`{code}` stands twice in `{path}`");
                self.found.push(ConfigProblem::new(self.layer, &path, "duplicate_entry", code, text, None).at(place, ""));
                continue;
            }
            let Some(value) = values.get(code).copied() else { continue };
            if value.labels.is_empty() {
                self.say(&path, "missing_label", code, format!("the value `{code}` has no label in any language"), Some("give `labels`".to_owned()));
            }
            match &value.category {
                None if !list.categories.is_empty() => {
                    let text = format!("the value `{code}` has no category, which the rules go by");
                    self.say(&path, "missing_category", code, text, help_among(&[], list.categories.iter().copied()));
                }
                Some(category) if !list.categories.is_empty() && !list.categories.contains(&category.as_ref()) => {
                    let text = format!("`{}` is no category of the list `{}`", cut(category, 80), list.name);
                    let help = help_among(&nearest(category, list.categories.iter().copied()), list.categories.iter().copied());
                    self.say(&path, "unknown_name", category, text, help);
                }
                _ => {}
            }
            if value.valid_from.zip(value.valid_until).is_some_and(|(from, until)| from > until) {
                self.say(&path, "impossible", code, format!("the value `{code}` ends before it begins"), None);
            }
            if let Some(next) = &value.replaced_by {
                if !values.contains_key(next.as_str()) {
                    let codes: Vec<&str> = list.values.iter().map(|value| value.code.as_ref()).collect();
                    let text = format!("`{code}` is replaced by `{}`, which the list `{}` does not have", cut(next, 80), list.name);
                    let help = self.near(next, &codes, 0);
                    self.say(&path, "unknown_name", next, text, help);
                } else if goes_round(value, &values) {
                    self.say(&path, "impossible", code, format!("what replaces `{code}` is replaced by it"), None);
                }
            }
            // A hidden value gives way: that is how one that came from above is replaced by finer ones.
            let mut texts = Vec::new();
            if change.hidden == Some(false) {
                texts.extend(value.synonyms.iter().chain(value.labels.iter().map(|(_, label)| label)).map(AsRef::as_ref));
            } else if !value.hidden {
                texts.push(code);
                texts.extend(change.synonyms.iter().chain(change.labels.iter().map(|(_, label)| label)).map(String::as_str));
            }
            for synonym in texts {
                if let Some(other) = meant.get(&synonym.to_lowercase()).and_then(|codes| codes.iter().find(|other| **other != code)) {
                    let text = format!("`{}` would mean both `{code}` and `{other}`", cut(synonym, 80));
                    self.say(&path, "ambiguous_synonym", synonym, text, None);
                }
            }
        }
    }
}

/// Whether what replaces a value is replaced by others on and on.
fn goes_round(value: &ListValue, values: &HashMap<&str, &ListValue>) -> bool {
    let next = |value: &&ListValue| value.replaced_by.as_deref().and_then(|code| values.get(code)).copied();
    // Two walkers, one twice as fast: they meet where there is a circle.
    let (mut slow, mut fast) = (value, value);
    while let Some(further) = next(&fast).as_ref().and_then(next) {
        fast = further;
        slow = match next(&slow) {
            Some(further) => further,
            None => return false,
        };
        if slow.code == fast.code {
            return true;
        }
    }
    false
}

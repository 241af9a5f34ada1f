//! The decisions as a questionnaire for a workshop: Markdown whose answers are a document of a configuration, or JSON (CFG-4).

use crate::write::{changes, key, quoted, value};
use kam_core::config::decisions::CATALOGUE;
use kam_core::config::{Configuration, Decision, DecisionState, DecisionStatus, Resolved, SettingInfo, Step, shipped_lists};
use std::fmt::Write;

/// What stands in fences of TOML, with all other lines left empty, so that lines keep their numbers.
pub(crate) fn answers(markdown: &str) -> String {
    // The fence that is open: its mark, how long it is, and whether it holds answers.
    let mut open: Option<(char, usize, bool)> = None;
    let mut text = String::with_capacity(markdown.len());
    for line in markdown.lines() {
        let trimmed = line.trim();
        let mark = trimmed.chars().next().filter(|mark| matches!(mark, '`' | '~')).unwrap_or(' ');
        let long = trimmed.chars().take_while(|letter| *letter == mark).count();
        let rest = trimmed.get(long..).unwrap_or_default().trim();
        match open {
            None if long >= 3 => open = Some((mark, long, rest.split_whitespace().next().is_some_and(|kind| kind.eq_ignore_ascii_case("toml")))),
            Some((of, least, _)) if mark == of && long >= least && rest.is_empty() => open = None,
            Some((_, _, true)) => text.push_str(line),
            _ => {}
        }
        text.push('\n');
    }
    text
}

fn title(step: Step) -> &'static str {
    match step {
        Step::Foundation => "Foundation",
        Step::Goals => "Step 1: set goals",
        Step::Targets => "Step 2: identify targets",
        Step::Plan => "Step 3: create the account plan",
        Step::Execution => "Step 4: execute it",
        Step::Measures => "Step 5: measure",
        Step::RollOut => "Roll-out and training",
    }
}

fn standing(configuration: &Configuration, status: &DecisionStatus) -> String {
    let by: Vec<&str> = status.by.iter().map(|layer| configuration.name(*layer)).collect();
    match status.state {
        DecisionState::Answered => format!("answered by `{}`", by.join("`, `")),
        DecisionState::Default => "nobody decided yet; what comes with the library holds".to_owned(),
        DecisionState::Open => "open".to_owned(),
    }
}

/// The decisions of a layer as Markdown. Its answers are TOML in fences, so that the filled questionnaire is itself a document of the configuration,
/// under a name that ends with `.md`: what is decided has a line without `#`.
#[must_use]
pub fn questionnaire_markdown(configuration: &Configuration, resolved: &Resolved) -> String {
    let name = configuration.name(resolved.layer);
    let above = configuration.above(resolved.layer).map(|above| configuration.name(above));
    let statuses = configuration.decisions(resolved);
    let open = statuses.iter().filter(|status| status.state == DecisionState::Open).count();
    let mut text = format!("# Decisions of `{name}`\n\n{} decisions, {open} of them open.\n\n", statuses.len());
    text.push_str(
        "Talk each question through. To decide, change its line and take the `#` away before it; a line with `#` decides nothing. Where a line\nbegins with \
         `answers.`, write a sentence between the quotation marks. The file is read back as a document of the configuration.\n\n```toml\n",
    );
    let _ = writeln!(text, "layer.name = {}", quoted(name));
    if let Some(above) = above {
        let _ = writeln!(text, "layer.above = {}", quoted(above));
    }
    if let Some(layer) = configuration.layers().iter().find(|layer| layer.name == name) {
        let list = |parts: Vec<String>| format!("[{}]", parts.join(", "));
        let of_parts = |parts: &[kam_core::config::Part]| list(parts.iter().map(|part| quoted(part.as_str())).collect());
        for (key, parts) in
            [("units", list(layer.units.iter().map(|unit| quoted(unit)).collect())), ("lock", of_parts(&layer.lock)), ("open", of_parts(&layer.open))]
        {
            if parts != "[]" {
                let _ = writeln!(text, "layer.{key} = {parts}");
            }
        }
        // Lists of the organisation's own belong to no question.
        for (name, own) in layer.lists.iter().filter(|(name, _)| !shipped_lists().any(|known| known == name)) {
            let _ = writeln!(text, "lists.{} = {}", key(name), changes(own));
        }
    }
    text.push_str("```\n");
    let mut written: Vec<&str> = Vec::new();
    for step in Step::ALL {
        let _ = write!(text, "\n## {}\n", title(step));
        for (decision, status) in CATALOGUE.iter().zip(&statuses).filter(|(decision, _)| decision.step == step) {
            question(&mut text, configuration, resolved, (decision, status), &mut written);
        }
    }
    text
}

fn question<'d>(
    text: &mut String,
    configuration: &Configuration,
    resolved: &Resolved,
    (decision, status): (&'d Decision, &DecisionStatus),
    written: &mut Vec<&'d str>,
) {
    let _ = write!(text, "\n### {}\n\n{}\n\nGood answers:\n\n", decision.question, decision.why);
    for good in decision.good {
        let _ = writeln!(text, "- {good}");
    }
    if let Some(beyond) = decision.beyond {
        let _ = write!(text, "\n{beyond}\n");
    }
    let _ = write!(text, "\nSo far: {}.\n\n```toml\n", standing(configuration, status));
    let layer = configuration.layers().iter().find(|layer| layer.name == configuration.name(resolved.layer));
    for path in decision.settings {
        if written.contains(path) {
            let _ = writeln!(text, "# {path} stands above");
            continue;
        }
        written.push(path);
        let Some(setting) = SettingInfo::find(path) else {
            let own = layer.into_iter().flat_map(|layer| &layer.lists).find(|(name, _)| path.strip_prefix("lists.") == Some(name));
            let _ = match own {
                Some((_, own)) => writeln!(text, "{path} = {}", changes(own)),
                None => writeln!(text, "# {path} = [{{ code = \"...\", labels = {{ en = \"...\" }} }}]   # has {}", values_of(resolved, path)),
            };
            continue;
        };
        let own = layer.and_then(|layer| layer.get(setting));
        let shown = own.unwrap_or_else(|| resolved.value(setting));
        let _ = writeln!(text, "# {}", setting.kind.words());
        let _ = writeln!(text, "{}{path} = {}", if own.is_some() { "" } else { "# " }, value(shown));
    }
    let answer = layer.and_then(|layer| layer.answers.iter().find(|(id, _)| id == decision.id));
    match answer {
        Some((id, answer)) => {
            let _ = writeln!(text, "answers.{id} = {}", quoted(answer));
        }
        None => {
            let _ = writeln!(text, "# answers.{} = \"\"", decision.id);
        }
    }
    text.push_str("```\n");
}

/// How many values a list has, in words.
pub(crate) fn values_of(resolved: &Resolved, path: &str) -> String {
    let list = path.strip_prefix("lists.").and_then(|name| resolved.list(name));
    list.map_or_else(String::new, |list| format!("{} values", list.values.iter().filter(|value| !value.hidden).count()))
}

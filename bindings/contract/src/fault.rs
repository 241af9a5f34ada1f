//! Everything that an operation can fail with: one list, from which the exceptions of each language and the reference page are made.

use crate::{Dec, Problem};
use kam_core::plan::help_among;

/// A fault, as tests and generators list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultInfo {
    /// Its stable code.
    pub code: &'static str,
    /// The name of its exception.
    pub name: &'static str,
    /// When it happens.
    pub doc: &'static [&'static str],
    /// Its text, with the places of the details.
    pub template: &'static str,
    /// Its details: name, type as Rust writes it, meaning.
    pub fields: &'static [(&'static str, &'static str, &'static str)],
}

macro_rules! faults {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident = $code:literal, ($template:literal $(, $argument:expr)* $(,)?)
        { $( #[doc = $field_doc:literal] $field:ident : $ty:ty ),* $(,)? }
    )*) => {
        /// What an operation fails with, and nothing else. The codes never change and are only ever added to.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[serde(tag = "code")]
        #[cfg_attr(feature = "mobile", derive(uniffi::Error))]
        pub enum Fault { $(
            $(#[doc = $doc])*
            #[serde(rename = $code)]
            $name { $( #[doc = $field_doc] $field: $ty ),* },
        )* }

        /// All faults, in the order of their list.
        pub const FAULTS: &[FaultInfo] = &[$(
            FaultInfo {
                code: $code,
                name: stringify!($name),
                doc: &[$($doc),*],
                template: $template,
                fields: &[$((stringify!($field), stringify!($ty), $field_doc)),*],
            }
        ),*];

        impl Fault {
            /// The stable code.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code),* }
            }

            /// The details, by name.
            #[cfg(feature = "python")]
            pub(crate) fn details<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyDict>> {
                use pyo3::types::PyDictMethods;
                let details = pyo3::types::PyDict::new(py);
                match self { $(
                    Self::$name { $($field),* } => { $( details.set_item(stringify!($field), $field.clone())?; )* }
                )* }
                Ok(details)
            }
        }

        impl std::fmt::Display for Fault {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self { $( #[allow(unused_variables, reason = "a text need not name every detail")] Self::$name { $($field),* } => {
                    faults!(@write f, $template $(, $argument)*)
                } )* }
            }
        }

        impl std::error::Error for Fault {}
    };
    (@write $f:ident, $template:literal) => { write!($f, $template) };
    (@write $f:ident, $template:literal, $($argument:expr),+) => { write!($f, $template, $($argument),+) };
}

fn hint(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; did you mean {}", names(nearest, " or ")) }
}

/// Why a row is not used says more than ids that look like its own.
fn instead(set_aside: Option<&String>, nearest: &[String]) -> String {
    if set_aside.is_some() { advice(set_aside) } else { hint(nearest) }
}

fn names(ids: &[String], between: &str) -> String {
    const MOST: usize = 10;
    let shown = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(between);
    match ids.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}

fn advice(help: Option<&String>) -> String {
    help.map(|help| format!("; {help}")).unwrap_or_default()
}

fn placed(place: Option<&String>) -> String {
    place.map(|place| format!("{place}: ")).unwrap_or_default()
}

fn each(problems: &[Problem]) -> String {
    // Each line is the text of a single `invalid_value`.
    let line = |problem: &Problem| format!("\n  {}", Fault::values(vec![problem.clone()]));
    let mut text: String = problems.iter().take(MOST).map(line).collect();
    push_more(&mut text, problems);
    text
}

/// How many problems there are; the last entry of a long list counts those that are not in it.
fn number(problems: &[Problem]) -> usize {
    match problems.split_last() {
        Some((last, listed)) if last.code == kam_document::Problem::MORE => {
            let more = last.value.as_deref().and_then(|value| value.parse().ok()).unwrap_or(0_usize);
            listed.len().saturating_add(more)
        }
        _ => problems.len(),
    }
}

fn push_more(text: &mut String, problems: &[Problem]) {
    if problems.len() > MOST {
        text.push_str(&format!("\n  and {} more", number(problems).saturating_sub(MOST)));
    }
}

/// Problems that a text shows.
const MOST: usize = 20;

fn list(problems: &[Problem]) -> String {
    let mut text = if problems.len() == 1 { "1 problem".to_owned() } else { format!("{} problems", number(problems)) };
    for problem in problems.iter().take(MOST) {
        text.push_str("\n  ");
        text.push_str(&placed(problem.document.as_ref()));
        if let Some(path) = &problem.path {
            text.push_str(&format!("{path}: "));
        }
        text.push_str(&problem.text);
        text.push_str(&advice(problem.help.as_ref()));
        if let Some((line, column)) = problem.line.zip(problem.column) {
            text.push_str(&format!(" (line {line}, column {column})"));
        }
    }
    push_more(&mut text, problems);
    text
}

faults! {
    /// A plan document that is no JSON, or holds keys, types, values or nodes that no plan can have. Everything wrong is listed at once.
    InvalidDocument = "invalid_document", ("the document has {}", list(problems)) {
        /// What is wrong, and where.
        problems: Vec<Problem>,
    }
    /// Plain values that make no plan: values out of range, unknown parents, circles. Everything wrong is listed at once.
    InvalidPlan = "invalid_plan", ("the plan has {}", list(problems)) {
        /// What is wrong, and where.
        problems: Vec<Problem>,
    }
    /// An argument outside its range or list.
    InvalidValue = "invalid_value", ("`{field}` cannot be `{value}`: {reason}{}", advice(help.as_ref())) {
        /// The argument or the field of it.
        field: String,
        /// The value as given.
        value: String,
        /// What is wrong with it.
        reason: String,
        /// What would be right.
        help: Option<String>,
    }
    /// There is no node with this id here: the plan has none, or no plan of the export.
    UnknownNode = "unknown_node", ("there is no node `{node}` here{}", instead(set_aside.as_ref(), nearest)) {
        /// The id given.
        node: String,
        /// Why the export has a row with this id and does not use it.
        set_aside: Option<String>,
        /// Ids close to it.
        nearest: Vec<String>,
    }
    /// There is no plan with this id here: the export has none, or the question that was put to a plan names another one.
    UnknownPlan = "unknown_plan", ("there is no plan `{plan}` here{}", instead(set_aside.as_ref(), nearest)) {
        /// The id given.
        plan: String,
        /// Why the export has a row with this id and does not use it.
        set_aside: Option<String>,
        /// Ids close to it.
        nearest: Vec<String>,
    }
    /// There is no shipped mapping of this name.
    UnknownMapping = "unknown_mapping", ("there is no mapping `{mapping}`{}", advice(help_among(nearest, known.iter().map(String::as_str)).as_ref())) {
        /// The name given.
        mapping: String,
        /// Names close to it.
        nearest: Vec<String>,
        /// All names there are.
        known: Vec<String>,
    }
    /// A mapping document with mistakes. Everything wrong is listed at once.
    InvalidMapping = "invalid_mapping", ("the mapping has {}", list(problems)) {
        /// What is wrong, and where.
        problems: Vec<Problem>,
    }
    /// A change of a status that the rules do not allow (EXE-2). The plan is as it was.
    StatusRefused = "status_refused", ("the status of `{node}` stays as it is: {reason}{}", advice(help.as_ref())) {
        /// The node.
        node: String,
        /// Why.
        reason: String,
        /// What would be accepted.
        help: Option<String>,
    }
    /// A node that cannot be finished before others are (EXE-2). The plan is as it was.
    PrerequisiteUnfinished = "prerequisite_unfinished", ("`{node}` cannot be finished before {}", names(blocked_by, ", ")) {
        /// The node.
        node: String,
        /// The unfinished nodes it waits for.
        blocked_by: Vec<String>,
    }
    /// Nodes without a weight where the rules ask for one (CMP-11).
    MissingWeight = "missing_weight", ("no completion without the weights of {}", names(nodes, ", ")) {
        /// All nodes without a weight.
        nodes: Vec<String>,
    }
    /// A file or folder that cannot be read.
    CannotRead = "cannot_read", ("cannot read `{path}`: {reason}") {
        /// The file or folder.
        path: String,
        /// Why.
        reason: String,
    }
    /// A file or folder that cannot be written.
    CannotWrite = "cannot_write", ("cannot write `{path}`: {reason}") {
        /// The file or folder.
        path: String,
        /// Why.
        reason: String,
    }
    /// Input beyond a stated limit.
    LimitExceeded = "limit_exceeded", ("{}more than {limit} {what}{}", placed(place.as_ref()), advice(help.as_ref())) {
        /// What is limited.
        what: String,
        /// The limit.
        limit: Dec,
        /// Where: a file and a line.
        place: Option<String>,
        /// What may have happened.
        help: Option<String>,
    }
    /// A mistake in this library, never in the input. Please report it with the detail.
    Internal = "internal", ("a mistake in kam itself: {detail}") {
        /// What went wrong.
        detail: String,
    }
    /// Long work that was ended by the one who followed it.
    Interrupted = "interrupted", ("{work} was interrupted") {
        /// What was ended.
        work: String,
    }
    /// Several arguments, or fields of them, of the wrong kind or outside their range or list. They are listed at once; a single one is `invalid_value`.
    InvalidValues = "invalid_values", ("{} values cannot be used{}", number(problems), each(problems)) {
        /// What is wrong; `path` is the argument or the field of it.
        problems: Vec<Problem>,
    }
    /// A table that no portfolio can be made of: columns that are missing or of another type, or rows that cannot be used. All are listed at once.
    InvalidTable = "invalid_table", ("the table has {}", list(problems)) {
        /// What is wrong, and where: a column, or a column and a row, the first row being 0.
        problems: Vec<Problem>,
    }
    /// A document of settings with mistakes, or settings that do not fit the mapping. Everything wrong is listed at once.
    InvalidSettings = "invalid_settings", ("the settings have {}", list(problems)) {
        /// What is wrong, and where.
        problems: Vec<Problem>,
    }
    /// Documents that make no configuration: wrong keys, types or names, settings locked above. Everything wrong is listed at once (CFG-1, CFG-5).
    InvalidConfiguration = "invalid_configuration", ("the configuration has {}", list(problems)) {
        /// What is wrong, and where: document, line and column.
        problems: Vec<Problem>,
    }
    /// A code that a list of values does not have, or that is not in use on the day (LOV-2).
    ValueRefused = "value_refused", ("{reason}{}", advice(help.as_ref())) {
        /// The list.
        list: String,
        /// The code as given.
        value: String,
        /// What is wrong with it.
        reason: String,
        /// The nearest codes, or what replaces it.
        help: Option<String>,
    }
    /// Something that the configuration has switched off (CFG-3). Its data is kept.
    FeatureOff = "feature_off", ("`{feature}` is off in `{layer}`, whose stage is `{stage}`; `features.on` switches it on") {
        /// The feature.
        feature: String,
        /// The layer.
        layer: String,
        /// Its maturity stage.
        stage: String,
    }
    /// A change of an account plan that was not made: not allowed, in conflict with another one, or none that can be. The plan is as it was (AUD-3).
    ChangeRefused = "change_refused", ("{reason}{}", advice(help.as_ref())) {
        /// Why, as a code: `not_allowed`, `conflict`, `locked`, `unknown_object`, `value_refused`, `reason_needed` and others.
        refusal: String,
        /// The same in words.
        reason: String,
        /// What would be right.
        help: Option<String>,
        /// What the object is that it is about, where it is about one: `node`, `stakeholder`.
        kind: Option<String>,
        /// Its id.
        id: Option<String>,
        /// The field, where it is about one.
        field: Option<String>,
    }
    /// Something that cannot be done with a request for an approval, or not by this person. The request is as it was (APR-3, APR-4).
    ApprovalRefused = "approval_refused", ("{reason}{}", advice(help.as_ref())) {
        /// Why, as a code: `not_asked`, `same_person`, `other_content`, `no_such_action`, `missing_approver`, `not_late` and others.
        refusal: String,
        /// The same in words.
        reason: String,
        /// What would be right.
        help: Option<String>,
    }
    /// A history that is not what it was: an entry was altered, lost, added or put in another order (AUD-2).
    BrokenHistory = "broken_history", ("the history does not hold: {reason}") {
        /// The place of the first entry that is not what it was, from 1.
        place: u32,
        /// How that is known.
        reason: String,
    }
}

impl Fault {
    /// Values that cannot be used: one is an invalid value, more are told together.
    #[must_use]
    pub fn values(problems: Vec<Problem>) -> Self {
        match <[Problem; 1]>::try_from(problems) {
            Ok([problem]) => Self::InvalidValue {
                field: problem.path.unwrap_or_default(),
                value: problem.value.unwrap_or_default(),
                reason: problem.text,
                help: problem.help,
            },
            Err(problems) => Self::InvalidValues { problems },
        }
    }
}

impl Problem {
    /// What is wrong with an argument or a field of one.
    pub(crate) fn of_value(code: &str, path: String, value: String, reason: String, help: Option<String>) -> Self {
        Self { code: code.to_owned(), document: None, path: Some(path), id: None, line: None, column: None, value: Some(value), text: reason, help }
    }

    /// The last entry of a long list: how many more problems there are.
    pub(crate) fn more(more: usize, listed: usize) -> Self {
        let text = format!("`{more}` more problems are not listed, since at most {listed} are");
        Self {
            code: kam_document::Problem::MORE.to_owned(),
            document: None,
            path: None,
            id: None,
            line: None,
            column: None,
            value: Some(more.to_string()),
            text,
            help: None,
        }
    }
}

/// Runs an operation so that a panic in it becomes [`Fault::Internal`] and never reaches the host.
///
/// # Errors
/// What the operation fails with.
pub fn guarded<T>(operation: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(operation)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let detail = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a text".to_owned());
        Err(Fault::Internal { detail })
    })
}

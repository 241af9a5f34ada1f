//! From JSON to a checked plan.

use crate::locate::{Locator, position};
use crate::node::NodeFields;
use crate::problem::{DocumentError, Path, Problem};
use crate::reader::{Found, MOST_PROBLEMS, Reader, StepOwned, keys};
use crate::stream;
use crate::value::{NotJson, Value};
use kam_core::config::Settings;
use kam_core::execution::{CompletionRules, Hierarchy, NodeSpec, StatusCategory};
use kam_core::plan::{Assembled, MOST_NODES, Period, Plan, PlanError, PlanProblem, Profile};
use kam_core::values::{AccountId, Label, NodeId, PersonId, PlanId, Title, UnitId, parse_date};
use std::borrow::Cow;
use std::sync::Arc;

/// The largest plan document, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

keys! {
    PlanKey {
        Id "id", Title "title", Account "account", Owner "owner", Unit "unit", Status "status", Start "start", End "end", Settings "settings", Nodes "nodes",
    }
}

/// Reads a plan document.
///
/// # Errors
/// Everything that is wrong with it, with path, line and column: first what is not JSON or not a valid field, then, when all fields are
/// fine, what breaks a rule of the hierarchy.
///
/// ```
/// let text = r#"{"id": "AP-1", "nodes": [{"id": "a", "wieght": "2", "status": "dnoe"}]}"#;
/// let error = kam_document::read_plan(text).unwrap_err();
/// assert_eq!(error.to_string(), "line 1, column 48: nodes[0].wieght: the key `wieght` is not known here; did you mean `weight`\n\
///     line 1, column 63: nodes[0].status: `dnoe` is no status of this plan; did you mean `done`");
/// ```
pub fn read_plan(text: &str) -> Result<Plan, DocumentError> {
    if text.len() > MOST_BYTES {
        return Err(DocumentError::Document(vec![limit(format!("the document has {} bytes, at most {MOST_BYTES} are allowed", text.len()))]));
    }
    if let Some((profile, settings, nodes)) = stream::read(text)
        && let Ok(Assembled { plan, set_aside }) = Plan::assemble(profile, settings, nodes)
        && set_aside.is_empty()
    {
        return Ok(plan);
    }
    let value = Value::read(text).map_err(|broken| DocumentError::Document(vec![not_json(text, &broken)]))?;
    let mut reader = Reader::default();
    let draft = reader.plan(&value);
    if let (Some((profile, settings, nodes)), true) = (draft, reader.found.is_empty()) {
        let assembled = Plan::assemble(profile, settings, nodes).map_err(|error| DocumentError::Document(vec![limit(error.to_string())]))?;
        if assembled.set_aside.is_empty() {
            return Ok(assembled.plan);
        }
        for aside in &assembled.set_aside {
            aside.problems().for_each(|problem| reader.structure(&value, aside.place, problem));
        }
        return Err(DocumentError::Plan(placed(text, reader)));
    }
    Err(DocumentError::Document(placed(text, reader)))
}

/// Reads the settings of plans from a document of their own: the object that a plan document has under `settings`. What it does not name
/// is as in `base`.
///
/// # Errors
/// As [`read_plan`].
pub fn read_settings(text: &str, base: Settings) -> Result<Settings, DocumentError> {
    let value = Value::read(text).map_err(|broken| DocumentError::Document(vec![not_json(text, &broken)]))?;
    let mut reader = Reader::default();
    let settings = reader.settings(&Path::TOP, &value, base);
    if reader.found.is_empty() { Ok(settings) } else { Err(DocumentError::Document(placed(text, reader))) }
}

/// Reads completion rules: the object that settings have under `completion`. What it does not name is as in `base`.
///
/// # Errors
/// As [`read_plan`].
pub fn read_rules(text: &str, hierarchy: &Hierarchy, base: CompletionRules) -> Result<CompletionRules, DocumentError> {
    let value = Value::read(text).map_err(|broken| DocumentError::Document(vec![not_json(text, &broken)]))?;
    let mut reader = Reader::default();
    let rules = reader.completion(&Path::TOP, &value, hierarchy, base);
    if reader.found.is_empty() { Ok(rules) } else { Err(DocumentError::Document(placed(text, reader))) }
}

fn limit(text: String) -> Problem {
    Problem { code: "limit_exceeded", text, ..Problem::default() }
}

fn not_json(document: &str, NotJson { offset, error }: &NotJson) -> Problem {
    let whole = error.to_string();
    // The place is given apart.
    let text = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(text, _)| text);
    let number = |place: usize| u32::try_from(place).ok().filter(|place| *place > 0);
    let (line, column) = match *offset {
        0 => (number(error.line()), number(error.column())),
        // The place is one in a part of the document; where that begins is close enough.
        offset => {
            let (line, column) = position(document, offset);
            (Some(line), Some(column))
        }
    };
    Problem { code: "invalid_json", line, column, text: format!("this is not JSON: {text}"), ..Problem::default() }
}

pub(crate) fn placed(text: &str, reader: Reader) -> Vec<Problem> {
    let mut locator = Locator::new(text);
    let mut place = |Found { steps, mut problem }: Found| {
        let steps: Vec<_> = steps.iter().map(StepOwned::as_step).collect();
        let (line, column) = locator.find(&steps);
        (problem.line, problem.column) = (Some(line), Some(column));
        problem
    };
    let mut problems: Vec<Problem> = reader.found.into_iter().map(&mut place).collect();
    problems.sort_by_key(|problem| (problem.line, problem.column));
    if reader.more > 0 {
        let text = format!("`{}` more problems are not listed, since at most {MOST_PROBLEMS} are", reader.more);
        problems.push(Problem { code: Problem::MORE, value: Some(reader.more.to_string()), text, ..Problem::default() });
    }
    problems
}

pub(crate) type Draft = (Profile, Arc<Settings>, Vec<NodeSpec>);

/// A node in the first open status that waits for its id.
pub(crate) fn nameless(settings: &Settings) -> Option<NodeSpec> {
    settings.statuses.first(StatusCategory::Open).zip(NodeId::new("-").ok()).map(|(open, id)| NodeSpec::new(id, open.clone()))
}

impl Reader {
    fn plan(&mut self, value: &Value<'_>) -> Option<Draft> {
        let top = Path::TOP;
        let Value::Object(entries) = value else {
            self.wrong_type(&top, value, "an object");
            return None;
        };
        let given = |name: &str| value.entry(name).filter(|value| **value != Value::Null);
        // Settings first: levels and statuses of nodes are looked up in them.
        let settings = given("settings").map(|value| self.settings(&top.key("settings"), value, Settings::default())).unwrap_or_default();
        let nodes = given("nodes").map(|value| self.nodes(&top.key("nodes"), value, &settings)).unwrap_or_default();
        Some((self.profile(entries)?, Arc::new(settings), nodes))
    }

    /// Everything of a plan but its settings and nodes.
    pub(crate) fn profile(&mut self, entries: &[(Cow<'_, str>, Value<'_>)]) -> Option<Profile> {
        let top = Path::TOP;
        let id = match entries.iter().find(|(key, value)| key == "id" && *value != Value::Null) {
            Some((_, id)) => self.parse(&top.key("id"), id, PlanId::new),
            None => {
                self.missing(&top, "id");
                None
            }
        };
        // A plan without an id is read on, so that the rest of it is checked too.
        let mut profile = Profile::new(id.or_else(|| PlanId::new("-").ok())?);
        let (mut start, mut end) = (None, None);
        self.entries(&top, entries, |reader, at, key, value| match key {
            PlanKey::Title => profile.title = reader.parse(at, value, Title::new).unwrap_or_default(),
            PlanKey::Account => profile.account = reader.parse(at, value, AccountId::new),
            PlanKey::Owner => profile.owner = reader.parse(at, value, PersonId::new),
            PlanKey::Unit => profile.unit = reader.parse(at, value, UnitId::new),
            PlanKey::Status => profile.status = reader.parse(at, value, Label::new),
            PlanKey::Start => start = reader.parse(at, value, parse_date),
            PlanKey::End => end = reader.parse(at, value, parse_date),
            PlanKey::Id | PlanKey::Settings | PlanKey::Nodes => {}
        });
        profile.period = self.checked(&top.key("start"), Period::new(start, end)).unwrap_or_default();
        Some(profile)
    }

    fn nodes(&mut self, at: &Path<'_>, value: &Value<'_>, settings: &Settings) -> Vec<NodeSpec> {
        let Value::List(values) = value else {
            self.wrong_type(at, value, "a list");
            return Vec::new();
        };
        if values.len() > MOST_NODES {
            self.report(at, "limit_exceeded", None, format!("the plan has `{}` nodes, at most {MOST_NODES} are allowed", values.len()), None);
            return Vec::new();
        }
        let Some(nameless) = nameless(settings) else { return Vec::new() };
        let mut nodes = Vec::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            let at = at.place(place);
            match value {
                Value::Object(entries) => {
                    let mut spec = nameless.clone();
                    self.node(&at, entries, NodeFields::new(settings, &mut spec));
                    nodes.push(spec);
                }
                other => self.wrong_type(&at, other, "an object"),
            }
        }
        self.id = None;
        nodes
    }

    /// Why a node does not fit into the plan. One that is out only because of another is no problem of its own.
    fn structure(&mut self, document: &Value<'_>, place: usize, problem: &PlanProblem) {
        if problem.follows_from_another() {
            return;
        }
        let nodes = Path::TOP;
        let nodes = nodes.key("nodes");
        let node = nodes.place(place);
        let field = node.key(problem.field());
        let link = match problem {
            PlanProblem::UnknownPrerequisite { prerequisite, .. } => {
                let given = document.entry("nodes").and_then(|nodes| nodes.element(place)).and_then(|node| node.entry(problem.field()));
                given.and_then(|list| list.position(prerequisite.as_str()))
            }
            _ => None,
        };
        let link = link.map(|link| field.place(link));
        self.id = Some(problem.node().as_str().to_owned());
        self.report(link.as_ref().unwrap_or(&field), problem.code(), Some(problem.value().to_owned()), problem.to_string(), problem.help());
        self.id = None;
    }
}

impl From<PlanError> for DocumentError {
    fn from(error: PlanError) -> Self {
        Self::Plan(vec![Problem { code: "limit_exceeded", text: error.to_string(), ..Problem::default() }])
    }
}

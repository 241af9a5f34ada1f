//! From JSON to a checked plan.

use crate::locate::Locator;
use crate::problem::{DocumentError, Path, Problem};
use crate::reader::{Found, Reader, StepOwned, keys};
use crate::stream;
use crate::value::Value;
use kam_core::config::Settings;
use kam_core::execution::{Acting, CompletionRules, Hierarchy, NodeSpec, Override, Schedule, Status, StatusCategory};
use kam_core::plan::{Assembled, MOST_NODES, Period, Plan, PlanError, PlanProblem, Profile, did_you_mean};
use kam_core::values::{
    AccountId, Amount, Label, NodeId, Percent, PersonId, PlanId, ProductId, Quantity, Reason, StakeholderId, Title, UnitId, Weight, parse_date,
    parse_moment,
};
use std::borrow::Cow;
use std::sync::Arc;

/// The largest plan document, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most prerequisites, products or stakeholders of a node.
pub const MOST_LINKS: usize = 100;

keys! {
    PlanKey {
        Id "id", Title "title", Account "account", Owner "owner", Unit "unit", Status "status", Start "start", End "end", Settings "settings", Nodes "nodes",
    }
    NodeKey {
        Id "id", Parent "parent", Level "level", Title "title", Owner "owner", Weight "weight", Status "status", Start "start", Due "due", Progress "progress",
        Quantity "quantity", Prerequisites "prerequisites", Products "products", Stakeholders "stakeholders", Completed "completed", Override "override",
    }
    QuantityKey { Baseline "baseline", Target "target", Actual "actual" }
    CompletedKey { By "by", At "at" }
    OverrideKey { Completion "completion", Reason "reason", By "by", At "at" }
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
    let value: Value<'_> = serde_json::from_str(text).map_err(|error| DocumentError::Document(vec![not_json(&error)]))?;
    let mut reader = Reader::default();
    let draft = reader.plan(&value);
    if let (Some((profile, settings, nodes)), true) = (draft, reader.found.is_empty()) {
        let assembled = Plan::assemble(profile, settings, nodes).map_err(|error| DocumentError::Document(vec![limit(error.to_string())]))?;
        if assembled.set_aside.is_empty() {
            return Ok(assembled.plan);
        }
        for (place, _, problem) in assembled.set_aside {
            reader.structure(place, &problem);
        }
        return Err(DocumentError::Plan(placed(text, reader)));
    }
    Err(DocumentError::Document(placed(text, reader)))
}

/// Reads the settings of plans from a document of their own: the object that a plan document has under `settings`.
///
/// # Errors
/// As [`read_plan`].
pub fn read_settings(text: &str) -> Result<Settings, DocumentError> {
    let value: Value<'_> = serde_json::from_str(text).map_err(|error| DocumentError::Document(vec![not_json(&error)]))?;
    let mut reader = Reader::default();
    let settings = reader.settings(&Path::TOP, &value);
    if reader.found.is_empty() { Ok(settings) } else { Err(DocumentError::Document(placed(text, reader))) }
}

/// Reads completion rules: the object that settings have under `completion`. What it does not name is as in `base`.
///
/// # Errors
/// As [`read_plan`].
pub fn read_rules(text: &str, hierarchy: &Hierarchy, base: CompletionRules) -> Result<CompletionRules, DocumentError> {
    let value: Value<'_> = serde_json::from_str(text).map_err(|error| DocumentError::Document(vec![not_json(&error)]))?;
    let mut reader = Reader::default();
    let rules = reader.completion(&Path::TOP, &value, hierarchy, base);
    if reader.found.is_empty() { Ok(rules) } else { Err(DocumentError::Document(placed(text, reader))) }
}

fn limit(text: String) -> Problem {
    Problem { code: "limit_exceeded", text, ..Problem::default() }
}

fn not_json(error: &serde_json::Error) -> Problem {
    let whole = error.to_string();
    // The place is given apart.
    let text = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(text, _)| text);
    let number = |place: usize| u32::try_from(place).ok().filter(|place| *place > 0);
    Problem {
        code: "invalid_json",
        line: number(error.line()),
        column: number(error.column()),
        text: format!("this is not JSON: {text}"),
        ..Problem::default()
    }
}

fn placed(text: &str, reader: Reader) -> Vec<Problem> {
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
        problems.push(limit(format!("and {} more problems", reader.more)));
    }
    problems
}

pub(crate) type Draft = (Profile, Arc<Settings>, Vec<NodeSpec>);

impl Reader {
    fn plan(&mut self, value: &Value<'_>) -> Option<Draft> {
        let top = Path::TOP;
        let Value::Object(entries) = value else {
            self.wrong_type(&top, value, "an object");
            return None;
        };
        let given = |name: &str| entries.iter().find(|(key, value)| key == name && *value != Value::Null).map(|(_, value)| value);
        // Settings first: levels and statuses of nodes are looked up in them.
        let settings = given("settings").map(|value| self.settings(&top.key("settings"), value)).unwrap_or_default();
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
        let Some(open) = settings.statuses.first(StatusCategory::Open) else { return Vec::new() };
        let mut nodes = Vec::with_capacity(values.len());
        for (place, value) in values.iter().enumerate() {
            let at = at.place(place);
            match value {
                Value::Object(entries) => nodes.extend(self.node(&at, entries, settings, open)),
                other => self.wrong_type(&at, other, "an object"),
            }
        }
        self.id = None;
        nodes
    }

    pub(crate) fn node(&mut self, at: &Path<'_>, entries: &[(Cow<'_, str>, Value<'_>)], settings: &Settings, open: &Status) -> Option<NodeSpec> {
        let before = self.found.len();
        let id = match entries.iter().find(|(key, value)| key == "id" && *value != Value::Null) {
            Some((_, id)) => self.parse(&at.key("id"), id, NodeId::new),
            None => {
                self.missing(at, "id");
                None
            }
        };
        // A node without an id is read on, so that the rest of it is checked too.
        let mut spec = NodeSpec::new(id.clone().or_else(|| NodeId::new("-").ok())?, open.clone());
        let (mut start, mut due) = (None, None);
        let node = &mut spec.node;
        self.entries(at, entries, |reader, at, key, value| match key {
            NodeKey::Parent => spec.parent = reader.parse(at, value, NodeId::new),
            NodeKey::Level => {
                if let Some(name) = reader.text(at, value) {
                    spec.level = settings.hierarchy.find(name);
                    if spec.level.is_none() {
                        reader.unknown_level(at, name, &settings.hierarchy);
                    }
                }
            }
            NodeKey::Title => node.title = reader.parse(at, value, Title::new).unwrap_or_default(),
            NodeKey::Owner => node.owner = reader.parse(at, value, PersonId::new),
            NodeKey::Weight => node.weight = reader.decimal(at, value, Weight::parse),
            NodeKey::Status => {
                if let Some(code) = reader.text(at, value) {
                    match settings.statuses.find(code) {
                        Some(status) => node.status.clone_from(status),
                        None => reader.unknown_status(at, code, settings),
                    }
                }
            }
            NodeKey::Start => start = reader.parse(at, value, parse_date),
            NodeKey::Due => due = reader.parse(at, value, parse_date),
            NodeKey::Progress => node.progress = reader.decimal(at, value, Percent::parse),
            NodeKey::Quantity => node.quantity = reader.quantity(at, value).map(Box::new),
            NodeKey::Prerequisites => node.prerequisites = reader.ids(at, value, NodeId::new),
            NodeKey::Products => node.products = reader.ids(at, value, ProductId::new),
            NodeKey::Stakeholders => node.stakeholders = reader.ids(at, value, StakeholderId::new),
            NodeKey::Completed => node.completed = reader.completed(at, value).map(Box::new),
            NodeKey::Override => node.completion_override = reader.by_hand(at, value).map(Box::new),
            NodeKey::Id => {}
        });
        node.schedule = self.checked(&at.key("start"), Schedule::new(start, due)).unwrap_or_default();
        if self.found.len() > before
            && let Some(id) = &id
        {
            for found in self.found.iter_mut().skip(before) {
                found.problem.id = Some(id.as_str().to_owned());
            }
        }
        Some(spec)
    }

    fn unknown_status(&mut self, at: &Path<'_>, code: &str, settings: &Settings) {
        let shown = kam_core::values::cut(code, 80);
        self.report(
            at,
            "unknown_status",
            Some(shown.clone()),
            format!("`{shown}` is no status of this plan"),
            did_you_mean(&settings.statuses.nearest(code)),
        );
    }

    fn ids<T>(&mut self, at: &Path<'_>, value: &Value<'_>, make: impl Fn(&str) -> Result<T, kam_core::values::ValueError>) -> Vec<T> {
        let mut ids = Vec::new();
        if let Value::List(values) = value
            && values.len() > MOST_LINKS
        {
            self.report(at, "limit_exceeded", None, format!("the list has `{}` entries, at most {MOST_LINKS} are allowed", values.len()), None);
            return ids;
        }
        self.list(at, value, |reader, at, value| match value {
            Value::Text(text) => ids.extend(reader.checked(at, make(text))),
            other => reader.wrong_type(at, other, "a text"),
        });
        ids
    }

    fn quantity(&mut self, at: &Path<'_>, value: &Value<'_>) -> Option<Quantity> {
        let before = self.found.len();
        let (mut baseline, mut target, mut actual) = (None, None, None);
        let is_object = self.object(at, value, |reader, at, key, value| {
            let amount = reader.decimal(at, value, Amount::parse);
            match key {
                QuantityKey::Baseline => baseline = amount,
                QuantityKey::Target => target = amount,
                QuantityKey::Actual => actual = amount,
            }
        });
        if !is_object || self.found.len() > before {
            return None;
        }
        if baseline.is_none() {
            self.missing(at, "baseline");
        }
        if target.is_none() {
            self.missing(at, "target");
        }
        self.checked(at, Quantity::new(baseline?, target?, actual))
    }

    fn completed(&mut self, at: &Path<'_>, value: &Value<'_>) -> Option<Acting> {
        let before = self.found.len();
        let (mut person, mut moment) = (None, None);
        let is_object = self.object(at, value, |reader, at, key, value| match key {
            CompletedKey::By => person = reader.parse(at, value, PersonId::new),
            CompletedKey::At => moment = reader.parse(at, value, parse_moment),
        });
        self.acting(at, is_object && self.found.len() == before, person, moment)
    }

    fn acting(&mut self, at: &Path<'_>, complain: bool, person: Option<PersonId>, moment: Option<chrono::DateTime<chrono::Utc>>) -> Option<Acting> {
        if complain && person.is_none() {
            self.missing(at, "by");
        }
        if complain && moment.is_none() {
            self.missing(at, "at");
        }
        Some(Acting { person: person?, at: moment? })
    }

    fn by_hand(&mut self, at: &Path<'_>, value: &Value<'_>) -> Option<Override> {
        let before = self.found.len();
        let (mut completion, mut reason, mut person, mut moment) = (None, None, None, None);
        let is_object = self.object(at, value, |reader, at, key, value| match key {
            OverrideKey::Completion => completion = reader.decimal(at, value, Percent::parse),
            OverrideKey::Reason => reason = reader.parse(at, value, Reason::new),
            OverrideKey::By => person = reader.parse(at, value, PersonId::new),
            OverrideKey::At => moment = reader.parse(at, value, parse_moment),
        });
        let complain = is_object && self.found.len() == before;
        if complain && completion.is_none() {
            self.missing(at, "completion");
        }
        if complain && reason.as_ref().is_none_or(Reason::is_blank) {
            self.missing(at, "reason");
        }
        let acting = self.acting(at, complain, person, moment);
        Some(Override { completion: completion?, reason: reason?, acting: acting? })
    }

    /// A node that does not fit into the plan. One that is out only because of another is no problem of its own.
    fn structure(&mut self, place: usize, problem: &PlanProblem) {
        if problem.follows_from_another() {
            return;
        }
        let (nodes, top) = (Path::TOP, problem.field());
        let nodes = nodes.key("nodes");
        let node = nodes.place(place);
        self.id = Some(problem.node().as_str().to_owned());
        self.report(&node.key(top), problem.code(), Some(problem.value().to_owned()), problem.to_string(), problem.help());
        self.id = None;
    }
}

impl From<PlanError> for DocumentError {
    fn from(error: PlanError) -> Self {
        Self::Plan(vec![Problem { code: "limit_exceeded", text: error.to_string(), ..Problem::default() }])
    }
}

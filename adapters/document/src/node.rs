//! A node of a document: its fields once, whichever way they are read.

use crate::problem::Path;
use crate::reader::{Reader, keys};
use crate::value::Value;
use chrono::NaiveDate;
use kam_core::config::Settings;
use kam_core::execution::{Acting, LevelIndex, Links, NodeSpec, Override, Schedule};
use kam_core::plan::help_among;
use kam_core::values::{
    Amount, NodeId, Percent, PersonId, ProductId, Quantity, Reason, StakeholderId, Title, ValueError, Weight, cut, parse_date, parse_moment,
};
use std::borrow::Cow;
use std::convert::Infallible;

keys! {
    NodeKey {
        Id "id", Parent "parent", Level "level", Title "title", Owner "owner", Status "status", Weight "weight", Start "start", Due "due", Progress "progress",
        Quantity "quantity", Prerequisites "prerequisites", Products "products", Stakeholders "stakeholders", Completed "completed", Override "override",
    }
    QuantityKey { Baseline "baseline", Target "target", Actual "actual" }
    CompletedKey { By "by", At "at" }
    OverrideKey { Completion "completion", Reason "reason", By "by", At "at" }
}

/// Where the value of a field comes from: a tree, where every problem is reported and reading goes on, or a stream, where the first one ends it.
pub(crate) trait Source: Sized {
    /// What ends the reading.
    type Stop;
    /// A text by its checked constructor; `None` for null.
    fn parse<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, Self::Stop>;
    /// A decimal as text or whole number.
    fn decimal<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, Self::Stop>;
    /// A name that is looked up.
    fn look_up<T>(self, find: impl FnOnce(&str) -> Option<T>, unknown: impl FnOnce(&mut Reader, &Path<'_>, &str)) -> Result<Option<T>, Self::Stop>;
    /// Anything with parts; the default for null.
    fn tree<T: Default>(self, read: impl FnOnce(&mut Reader, &Path<'_>, &Value<'_>) -> T) -> Result<T, Self::Stop>;
}

/// A value of a tree.
struct InTree<'r, 'p> {
    reader: &'r mut Reader,
    at: &'p Path<'p>,
    value: &'p Value<'p>,
}

impl Source for InTree<'_, '_> {
    type Stop = Infallible;

    fn parse<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, Infallible> {
        Ok(self.reader.parse(self.at, self.value, make))
    }

    fn decimal<T>(self, make: impl FnOnce(&str) -> Result<T, ValueError>) -> Result<Option<T>, Infallible> {
        Ok(self.reader.decimal(self.at, self.value, make))
    }

    fn look_up<T>(self, find: impl FnOnce(&str) -> Option<T>, unknown: impl FnOnce(&mut Reader, &Path<'_>, &str)) -> Result<Option<T>, Infallible> {
        let Some(text) = self.reader.text(self.at, self.value) else { return Ok(None) };
        let found = find(text);
        if found.is_none() {
            unknown(self.reader, self.at, text);
        }
        Ok(found)
    }

    fn tree<T: Default>(self, read: impl FnOnce(&mut Reader, &Path<'_>, &Value<'_>) -> T) -> Result<T, Infallible> {
        Ok(read(self.reader, self.at, self.value))
    }
}

/// A node while its fields come in.
pub(crate) struct NodeFields<'s> {
    settings: &'s Settings,
    /// Filled where it will stay: a node is large, and moving it about would cost as much as reading it.
    spec: &'s mut NodeSpec,
    has_id: bool,
    start: Option<NaiveDate>,
    due: Option<NaiveDate>,
}

impl<'s> NodeFields<'s> {
    pub(crate) const fn new(settings: &'s Settings, spec: &'s mut NodeSpec) -> Self {
        Self { settings, spec, has_id: false, start: None, due: None }
    }

    /// Takes one field in.
    #[inline]
    pub(crate) fn take<S: Source>(&mut self, key: NodeKey, source: S) -> Result<(), S::Stop> {
        let Self { settings, spec, .. } = self;
        let node = &mut spec.node;
        match key {
            NodeKey::Id => {
                if let Some(id) = source.parse(NodeId::new)? {
                    node.id = id;
                    self.has_id = true;
                }
            }
            NodeKey::Parent => spec.parent = source.parse(NodeId::new)?,
            NodeKey::Level => {
                let unknown = |reader: &mut Reader, at: &Path<'_>, name: &str| reader.unknown_level(at, name, &settings.hierarchy);
                spec.level = source.look_up::<LevelIndex>(|name| settings.hierarchy.find(name), unknown)?;
            }
            NodeKey::Title => node.title = source.parse(Title::new)?.unwrap_or_default(),
            NodeKey::Owner => node.owner = source.parse(PersonId::new)?,
            NodeKey::Weight => node.weight = source.decimal(Weight::parse)?,
            NodeKey::Status => {
                let unknown = |reader: &mut Reader, at: &Path<'_>, code: &str| reader.unknown_status(at, code, settings);
                if let Some(status) = source.look_up(|code| settings.statuses.find(code), unknown)? {
                    node.status.clone_from(status);
                }
            }
            NodeKey::Start => self.start = source.parse(parse_date)?,
            NodeKey::Due => self.due = source.parse(parse_date)?,
            NodeKey::Progress => node.progress = source.decimal(Percent::parse)?,
            NodeKey::Quantity => node.quantity = source.tree(Reader::quantity)?.map(Box::new),
            NodeKey::Prerequisites => node.prerequisites = source.tree(|reader, at, value| reader.ids(at, value, NodeId::new))?,
            NodeKey::Products => node.products = source.tree(|reader, at, value| reader.ids(at, value, ProductId::new))?,
            NodeKey::Stakeholders => node.stakeholders = source.tree(|reader, at, value| reader.ids(at, value, StakeholderId::new))?,
            NodeKey::Completed => node.completed = source.tree(Reader::completed)?.map(Box::new),
            NodeKey::Override => node.completion_override = source.tree(Reader::by_hand)?.map(Box::new),
        }
        Ok(())
    }

    /// Whether a valid id came.
    pub(crate) const fn has_id(&self) -> bool {
        self.has_id
    }

    /// The schedule that the dates make.
    pub(crate) fn schedule(&self) -> Result<Schedule, ValueError> {
        Schedule::new(self.start, self.due)
    }

    /// Sets the schedule, the last of the fields.
    pub(crate) const fn set_schedule(&mut self, schedule: Schedule) {
        self.spec.node.schedule = schedule;
    }
}

impl Reader {
    /// A node of a tree; everything that is wrong with it is reported.
    pub(crate) fn node(&mut self, at: &Path<'_>, entries: &[(Cow<'_, str>, Value<'_>)], mut fields: NodeFields<'_>) {
        let before = self.found.len();
        if !entries.iter().any(|(key, value)| key == "id" && *value != Value::Null) {
            self.missing(at, "id");
        }
        self.entries(at, entries, |reader, at, key, value| {
            let Ok(()) = fields.take(key, InTree { reader, at, value });
        });
        let schedule = fields.schedule();
        fields.set_schedule(self.checked(&at.key("start"), schedule).unwrap_or_default());
        if fields.has_id() {
            for found in self.found.iter_mut().skip(before) {
                found.problem.id = Some(fields.spec.node.id.as_str().to_owned());
            }
        }
    }

    fn unknown_status(&mut self, at: &Path<'_>, code: &str, settings: &Settings) {
        let shown = cut(code, 80);
        let codes = settings.statuses.statuses().iter().map(|status| status.code.as_str());
        let help = help_among(&settings.statuses.nearest(code), codes);
        self.report(at, "unknown_status", Some(shown.clone()), format!("`{shown}` is no status of this plan"), help);
    }

    fn ids<T: Eq>(&mut self, at: &Path<'_>, value: &Value<'_>, make: impl Fn(&str) -> Result<T, ValueError>) -> Links<T> {
        let mut ids = Vec::new();
        self.list(at, value, |reader, at, value| match value {
            Value::Text(text) => ids.extend(reader.checked(at, make(text))),
            other => reader.wrong_type(at, other, "a text"),
        });
        Links::new(ids).unwrap_or_else(|error| {
            self.report(at, "limit_exceeded", None, error.to_string(), None);
            Links::default()
        })
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
}

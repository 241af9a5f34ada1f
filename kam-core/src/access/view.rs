//! A plan as a person may see it (ACC-3, ACC-5).

use super::person::Person;
use super::right::{Request, Right, Section};
use super::rights::{Actor, Rights};
use crate::config::Step;
use crate::execution::{Acting, Completion, LevelIndex, MissingWeightRule, Node, Override, Status};
use crate::plan::{NodeKey, Plan};
use crate::values::{AccountId, Code, Label, NodeId, Percent, PersonId, PlanId, ProductId, Quantity, StakeholderId, Title, UnitId, Weight};
use chrono::NaiveDate;

/// The fields of nodes that `access.fields` can close, in the section `hierarchy`. Id and level go with the right to the level.
pub const NODE_FIELDS: [&str; 14] = [
    "title",
    "owner",
    "weight",
    "status",
    "start",
    "due",
    "progress",
    "quantity",
    "prerequisites",
    "products",
    "stakeholders",
    "completed",
    "override",
    "completion",
];

/// The fields that `access.fields` can close in the section `profile`. The id goes with the right to the section.
pub const PROFILE_FIELDS: [&str; 7] = ["title", "account", "owner", "unit", "status", "start", "end"];

/// A completion in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// The completion.
    Shown(Percent),
    /// There is none, because nothing counts (CMP-3).
    Absent,
    /// It is held back, since it would say something about what the person may not read.
    HeldBack,
}

/// What a person may do at a level of the hierarchy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelView<'p> {
    /// Its name.
    pub name: &'p Code,
    /// The right; with none, no node of the level is in the view.
    pub right: Right,
    /// Whether completions of its nodes are in the view.
    pub figures: bool,
}

/// The head of a plan as a person may see it. What is closed is absent, as what is not there; [`View::closed_in_profile`] names what is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileView<'p> {
    /// The id of the plan.
    pub id: &'p PlanId,
    /// Its title.
    pub title: Option<&'p Title>,
    /// The account.
    pub account: Option<&'p AccountId>,
    /// The owner.
    pub owner: Option<&'p PersonId>,
    /// The unit.
    pub unit: Option<&'p UnitId>,
    /// The status in the words of its source.
    pub status: Option<&'p Label>,
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The last day.
    pub end: Option<NaiveDate>,
}

/// A node as a person may see it. What is closed is absent, as what is not there; [`View::closed_in_nodes`] names what is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeView<'p> {
    /// Its id.
    pub id: &'p NodeId,
    /// The name of its level.
    pub level: &'p str,
    /// The node directly above, where the person may read that one.
    pub parent: Option<&'p NodeId>,
    /// Its title.
    pub title: Option<&'p Title>,
    /// Its owner.
    pub owner: Option<&'p PersonId>,
    /// Its weight.
    pub weight: Option<Weight>,
    /// Its status.
    pub status: Option<&'p Status>,
    /// Its planned start.
    pub start: Option<NaiveDate>,
    /// Its due date.
    pub due: Option<NaiveDate>,
    /// Its own progress.
    pub progress: Option<Percent>,
    /// Its own quantity.
    pub quantity: Option<&'p Quantity>,
    /// Those of its prerequisites that the person may read.
    pub prerequisites: Vec<&'p NodeId>,
    /// Products it is about.
    pub products: &'p [ProductId],
    /// Stakeholders it is about; none where the person may not read the section of stakeholders.
    pub stakeholders: &'p [StakeholderId],
    /// Who finished it and when; closed with the status, which it tells.
    pub completed: Option<&'p Acting>,
    /// A completion set by hand.
    pub completion_override: Option<&'p Override>,
    /// Its completion.
    pub completion: Figure,
}

/// A plan from which everything is absent that a person may not read (ACC-3).
///
/// **What is in it.** The profile, with the right to read the section `profile`; the nodes of each level that the person may read, a level being a part of
/// the section `hierarchy`; of both the fields that are not closed. Nodes are in the order of their levels, then of their ids. A node whose parent is hidden
/// is there without a parent: where it belongs is a fact about the hidden one. Prerequisites that are hidden are left out.
///
/// **Totals.** A completion is computed from the status, progress, quantity and override of nodes and, above the lowest level, from the weights. While
/// `access.totals` is `suppressed`, a completion is in the view only where the person may read all that nodes of its level can be computed from: all levels
/// below, and these fields. The completion of the plan needs all levels. So no total says anything about a hidden part, be it large or a single node, be it
/// from one total or from the difference of several. That goes by rights alone, never by what the plan holds: not even that something is hidden in this very
/// plan can be told from a figure that is held back. With `shown`, levels that are hidden and weights that are closed hold back nothing, and whoever may read
/// one level sees the completion of the plan; the completion of a node whose own status, progress, quantity or override is closed stays held back,
/// since for a leaf it is that field.
///
/// A closed field `completion` closes all of them. Nodes without a weight where these are refused (CMP-11) leave the completions of all above them absent.
///
/// ```
/// use kam_core::access::{Figure, Person, Rights, View};
/// use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue, Settings, Step};
/// use kam_core::execution::NodeSpec;
/// use kam_core::plan::{Plan, Profile};
/// use kam_core::values::{Code, NodeId, PersonId, PlanId, UnitId};
/// use std::sync::Arc;
///
/// let record = |fields: &[(&'static str, &str)]| Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() };
/// let setting = |path, records| (SettingInfo::find(path).expect("a setting"), SettingValue::Records(records));
/// let core = Layer {
///     name: "core".into(),
///     settings: vec![
///         setting("organization.units", vec![record(&[("id", "DE"), ("level", "national")])]),
///         setting("access.rules", vec![record(&[("id", "goals"), ("section", "hierarchy"), ("part", "goal"), ("right", "read")])]),
///     ],
///     ..Layer::default()
/// };
/// let configuration = Configuration::new(vec![core]).expect("a configuration");
/// let rights = Rights::of(&configuration, configuration.core().expect("a core"));
///
/// let settings = Arc::new(Settings::default());
/// let open = settings.statuses.find("open").expect("a status").clone();
/// let goal = NodeSpec::new(NodeId::new("g1")?, open.clone());
/// let objective = NodeSpec { parent: Some(NodeId::new("g1")?), ..NodeSpec::new(NodeId::new("o1")?, open) };
/// let plan = Plan::new(Profile::new(PlanId::new("AP-1")?), settings, vec![goal, objective])?;
///
/// let person = Person::new(PersonId::new("u7")?).with_role(Code::new("medical_liaison")?, UnitId::new("DE")?);
/// let view = View::of(&plan, &person, &rights, "DE", Step::Execution);
/// assert!(view.profile.is_none());
/// assert_eq!(view.nodes.iter().map(|node| node.id.as_str()).collect::<Vec<_>>(), ["g1"]);
/// assert_eq!(view.nodes[0].completion, Figure::HeldBack);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View<'p> {
    /// The head of the plan.
    pub profile: Option<ProfileView<'p>>,
    /// The levels of the hierarchy.
    pub levels: Vec<LevelView<'p>>,
    /// The nodes.
    pub nodes: Vec<NodeView<'p>>,
    /// The completion of the plan.
    pub completion: Figure,
    /// The fields of the profile that are closed to the person.
    pub closed_in_profile: Vec<&'static str>,
    /// The fields of nodes that are closed to the person.
    pub closed_in_nodes: Vec<&'static str>,
}

impl<'p> View<'p> {
    /// What a person sees of a plan in a step of the cycle. The unit is the one that the plan belongs to, its own or that of its account; the host says
    /// which, since rights hang on it. Team roles of the person in this plan count.
    #[must_use]
    pub fn of(plan: &'p Plan, person: &Person, rights: &Rights, unit: &str, step: Step) -> Self {
        let actor = rights.actor(person, Some(&plan.profile().id));
        let asked = |section, part| Request { unit, step, section, part };
        let hierarchy = asked(Section::Hierarchy, None);
        let mut closed_in_nodes = closed(&actor, &hierarchy, &NODE_FIELDS);
        // What a status says is said again by who set it to done, and whom a node is about by the section of stakeholders.
        let hides_people = actor.may(&asked(Section::Stakeholders, None)) < Right::Read;
        let implied = [("completed", closed_in_nodes.contains(&"status")), ("stakeholders", hides_people)];
        closed_in_nodes.extend(implied.into_iter().filter(|(_, hidden)| *hidden).map(|(field, _)| field));
        closed_in_nodes.sort_unstable();
        closed_in_nodes.dedup();
        let closed_in_profile = closed(&actor, &asked(Section::Profile, None), &PROFILE_FIELDS);

        let names = plan.settings().hierarchy.levels();
        let right = |name: &'p Code| actor.may(&asked(Section::Hierarchy, Some(name.as_str())));
        let mut levels: Vec<LevelView<'p>> =
            names.iter().map(|level| LevelView { name: &level.name, right: right(&level.name), figures: false }).collect();
        let totals = Totals::of(&closed_in_nodes, rights.totals_shown());
        let mut below = Below::Nothing;
        for level in levels.iter_mut().rev() {
            level.figures = level.right >= Right::Read && totals.of_a_level(below);
            below = if level.right < Right::Read || below == Below::Hidden { Below::Hidden } else { Below::Readable };
        }
        let any_level = levels.iter().any(|level| level.right >= Right::Read);
        let of_plan = any_level && totals.of_the_plan(below);

        let figures = (of_plan || levels.iter().any(|level| level.figures)).then(|| Figures::of(plan)).flatten();
        let figure = |key: Option<NodeKey>| figures.as_ref().and_then(|figures| figures.figure(plan, key)).map_or(Figure::Absent, Figure::Shown);
        let readable = |key: NodeKey| level_at(&levels, plan.level_index(key)).filter(|level| level.right >= Right::Read);
        let mut seen: Vec<(LevelIndex, &'p Node, NodeKey)> =
            plan.keys().filter(|key| readable(*key).is_some()).filter_map(|key| Some((plan.level_index(key)?, plan.node(key)?, key))).collect();
        seen.sort_unstable_by(|(a, first, _), (b, second, _)| a.cmp(b).then_with(|| first.id.cmp(&second.id)));
        let open = Open { closed: &closed_in_nodes };
        let nodes = seen
            .into_iter()
            .map(|(_, node, key)| {
                let level = readable(key);
                NodeView {
                    level: level.map_or("", |level| level.name.as_str()),
                    parent: plan.parent(key).filter(|above| readable(*above).is_some()).and_then(|above| plan.node(above)).map(|above| &above.id),
                    prerequisites: open
                        .list("prerequisites", &node.prerequisites)
                        .iter()
                        .filter(|id| plan.find(id.as_str()).and_then(readable).is_some())
                        .collect(),
                    completion: if level.is_some_and(|level| level.figures) { figure(Some(key)) } else { Figure::HeldBack },
                    ..open.node(node)
                }
            })
            .collect();
        let profile = (actor.may(&asked(Section::Profile, None)) >= Right::Read).then(|| Open { closed: &closed_in_profile }.profile(plan));
        let completion = if of_plan { figure(None) } else { Figure::HeldBack };
        Self { profile, levels, nodes, completion, closed_in_profile, closed_in_nodes }
    }

    /// Whether the completion of a plan is in the view of a person, without computing it.
    #[must_use]
    pub fn shows_completion(plan: &Plan, person: &Person, rights: &Rights, unit: &str, step: Step) -> bool {
        let actor = rights.actor(person, Some(&plan.profile().id));
        let asked = |part| Request { unit, step, section: Section::Hierarchy, part };
        let closed = closed(&actor, &asked(None), &NODE_FIELDS);
        let readable: Vec<bool> =
            plan.settings().hierarchy.levels().iter().map(|level| actor.may(&asked(Some(level.name.as_str()))) >= Right::Read).collect();
        let below = if readable.iter().all(|readable| *readable) { Below::Readable } else { Below::Hidden };
        readable.contains(&true) && Totals::of(&closed, rights.totals_shown()).of_the_plan(below)
    }

    /// Whether a person may read anything of the plan.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.profile.is_none() && self.nodes.is_empty() && !matches!(self.completion, Figure::Shown(_))
    }
}

fn closed(actor: &Actor<'_>, request: &Request<'_>, fields: &[&'static str]) -> Vec<&'static str> {
    fields.iter().copied().filter(|field| actor.closing(request, field).is_some()).collect()
}

fn level_at<'v, 'p>(levels: &'v [LevelView<'p>], index: Option<LevelIndex>) -> Option<&'v LevelView<'p>> {
    levels.get(index?.get())
}

/// What lies below a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// No level.
    Nothing,
    /// Levels that the person may all read.
    Readable,
    /// A level that the person may not read.
    Hidden,
}

/// Which completions a person may see.
struct Totals {
    /// Whether they are closed as a field.
    closed: bool,
    /// Whether what a node says of itself is open.
    own: bool,
    /// Whether weights are open.
    weights: bool,
    shown: bool,
}

impl Totals {
    fn of(closed: &[&str], shown: bool) -> Self {
        let own = !["status", "progress", "quantity", "override"].iter().any(|field| closed.contains(field));
        Self { closed: closed.contains(&"completion"), own, weights: !closed.contains(&"weight"), shown }
    }

    fn of_a_level(&self, below: Below) -> bool {
        let safe = match below {
            Below::Nothing => true,
            Below::Readable => self.weights,
            Below::Hidden => false,
        };
        !self.closed && self.own && (self.shown || safe)
    }

    fn of_the_plan(&self, below: Below) -> bool {
        !self.closed && (self.shown || (self.own && self.weights && below == Below::Readable))
    }
}

/// The completions of a plan, and where they cannot be.
struct Figures {
    completion: Completion,
    /// By node, whether something below it lacks a weight that it needs; empty where none does. The last is the plan's.
    lacking: Vec<bool>,
}

impl Figures {
    fn of(plan: &Plan) -> Option<Self> {
        let mut rules = plan.settings().completion;
        if rules.missing_weight != MissingWeightRule::Refuse {
            return Some(Self { completion: Completion::compute(plan, &rules).ok()?, lacking: Vec::new() });
        }
        // A hidden node must not take away figures that it has no part in: what lacks a weight moves only what is above it.
        rules.missing_weight = MissingWeightRule::One;
        let completion = Completion::compute(plan, &rules).ok()?;
        let mut lacking = vec![false; plan.nodes().len().saturating_add(1)];
        for (key, _) in plan.keys().zip(plan.nodes()).filter(|(_, node)| node.weight.is_none()) {
            for above in plan.ancestors(key) {
                match lacking.get_mut(above.place()) {
                    Some(lacks) if !*lacks => *lacks = true,
                    _ => break,
                }
            }
            if let Some(of_plan) = lacking.last_mut() {
                *of_plan = true;
            }
        }
        Some(Self { completion, lacking })
    }

    fn figure(&self, plan: &Plan, key: Option<NodeKey>) -> Option<Percent> {
        let place = key.map_or(plan.nodes().len(), NodeKey::place);
        if self.lacking.get(place) == Some(&true) {
            return None;
        }
        key.map_or_else(|| self.completion.of_plan(), |key| self.completion.of(key))
    }
}

/// What is left when fields are closed.
#[derive(Clone, Copy)]
struct Open<'c> {
    closed: &'c [&'static str],
}

impl Open<'_> {
    fn one<T>(self, field: &str, value: Option<T>) -> Option<T> {
        value.filter(|_| !self.closed.contains(&field))
    }

    fn list<'p, T>(self, field: &str, values: &'p [T]) -> &'p [T] {
        self.one(field, Some(values)).unwrap_or_default()
    }

    fn profile<'p>(self, plan: &'p Plan) -> ProfileView<'p> {
        let profile = plan.profile();
        ProfileView {
            id: &profile.id,
            title: self.one("title", Some(&profile.title)),
            account: self.one("account", profile.account.as_ref()),
            owner: self.one("owner", profile.owner.as_ref()),
            unit: self.one("unit", profile.unit.as_ref()),
            status: self.one("status", profile.status.as_ref()),
            start: self.one("start", profile.period.start()),
            end: self.one("end", profile.period.end()),
        }
    }

    /// What a node says of itself; what depends on others is left out.
    fn node<'p>(self, node: &'p Node) -> NodeView<'p> {
        NodeView {
            id: &node.id,
            level: "",
            parent: None,
            title: self.one("title", Some(&node.title)),
            owner: self.one("owner", node.owner.as_ref()),
            weight: self.one("weight", node.weight),
            status: self.one("status", Some(&node.status)),
            start: self.one("start", node.schedule.start()),
            due: self.one("due", node.schedule.due()),
            progress: self.one("progress", node.progress),
            quantity: self.one("quantity", node.quantity.as_deref()),
            prerequisites: Vec::new(),
            products: self.list("products", &node.products),
            stakeholders: self.list("stakeholders", &node.stakeholders),
            completed: self.one("completed", node.completed.as_deref()),
            completion_override: self.one("override", node.completion_override.as_deref()),
            completion: Figure::HeldBack,
        }
    }
}

//! The account plan as a record that is changed by commands, each refused or written down (PLN-1 to PLN-5, AUD-1 to AUD-5, CYC-4).
//!
//! | part | what it is |
//! |---|---|
//! | `schema` | what a plan is made of |
//! | `life`, `phase` | its states and the steps between them, and when in a cycle what is done |
//! | `command` | what can be done with it, by whom, by which rules |
//! | `refusal`, `told` | why not, and what would be right |
//! | `changes`, `value`, `items` | what a command changes, what a value has to look like, and what fields together |
//! | `check`, `allowed` | whether it may be changed |
//! | `approvals` | what becomes of a plan that was approved, and amendments of it |
//! | `nodes` | the record's nodes as a plan with figures |
//! | `copy` | plans made from others: from a template, for the next cycle |
//! | `merge` | two copies that were changed apart |
//! | `sight` | what a person sees of it |
//! | `figures` | what typed analyses come to |
//! | `outlook`, `people` | what is missing, who is covered, what is said of a person |

mod allowed;
mod approvals;
mod changes;
mod check;
mod command;
mod copy;
mod figures;
mod items;
mod life;
mod merge;
mod nodes;
mod outlook;
mod people;
mod phase;
mod refusal;
mod schema;
mod sight;
mod told;
mod value;

pub use command::{Act, Command};
pub use copy::{Copied, MakeFrom};
pub use figures::{CompetitorLine, PathwayStage, SectionContent, Space, WhiteSpace, WhiteSpaceCell, WhiteSpaceSum};
pub use life::{Life, PlanState, STATES, Step, Where, Whose};
pub use merge::{Clash, Merged};
pub use outlook::{Creation, Outlook, PlanCreation, PortfolioCreation, SectionCount, SectionState};
pub use people::{Coverage, MemberCoverage, Mention, Retention, StanceGap};
pub use phase::{LateChanges, OutOfPhase, Phases, PlanRules};
pub use refusal::Refusal;
pub use schema::{ANALYSES, AnalysisInfo, By, FieldInfo, FieldKind, OBJECTS, ObjectInfo, RELATIONS};
pub use sight::{SeenEntry, SeenObject, Sight};

use crate::access::Rules;
use crate::config::Settings;
use crate::execution::{Changed, StatusProposal, Work};
use crate::history::{Digest, Entry, EntryDraft, FieldChange, FieldValue, Fields, Object, ObjectKind, Personal, PersonalValue, replay, verify};
use crate::plan::Plan;
use crate::values::{NodeId, Percent, PlanId, UnitId};
use std::sync::Arc;

/// The most entries of a history.
pub const MOST_ENTRIES: usize = 1_000_000;
/// The most objects of a kind in a plan.
pub const MOST_OBJECTS: usize = 20_000;
/// The most values of a field that has several.
pub const MOST_VALUES: usize = 1_000;

/// An account plan with its history. Every change is a [`Command`] that is checked against the rules of its organisation and the person who acts, and is
/// then an entry, or a [`Refusal`] that leaves everything as it was (AUD-3).
///
/// # Invariants
///
/// What the plan is, is what its entries give (AUD-2); the entries are a chain in which each is bound to the one before; the figures are those of a plan
/// computed anew.
///
/// ```
/// use kam_core::access::{Person, Rights, Rules};
/// use kam_core::account_plan::{AccountPlan, Act, Command};
/// use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue};
/// use kam_core::history::{FieldValue, Object, ObjectKind};
/// use kam_core::values::{Code, PersonId, PlanId, UnitId, parse_moment};
///
/// let record = |fields: &[(&'static str, &str)]| Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() };
/// let setting = |path, records| (SettingInfo::find(path).expect("a setting"), SettingValue::Records(records));
/// let core = Layer {
///     name: "core".into(),
///     settings: vec![
///         setting("organization.units", vec![record(&[("id", "DE"), ("level", "national")])]),
///         setting("access.rules", vec![record(&[("id", "sales"), ("function", "sales"), ("right", "edit")])]),
///     ],
///     ..Layer::default()
/// };
/// let configuration = Configuration::new(vec![core]).expect("a configuration");
/// let resolved = configuration.core().expect("a core");
/// let rights = Rights::of(&configuration, resolved);
/// let rules = Rules::of(resolved, &rights).expect("rules");
///
/// let person = Person::new(PersonId::new("u7")?).with_role(Code::new("key_account_manager")?, UnitId::new("DE")?);
/// let at = |hour: u32| parse_moment(&format!("2026-05-01T{hour:02}:00:00Z"));
/// let text = FieldValue::text;
/// let fields = vec![("unit".to_owned(), text("DE")), ("title".to_owned(), text("Rigshospitalet"))];
/// let (mut plan, _) = AccountPlan::create(&PlanId::new("AP-1")?, fields, &Act::new(person.clone(), at(9)?), &rules)?;
///
/// let goal = Object::new(ObjectKind::Node, "g1");
/// plan.run(&Command::Add { object: goal, fields: vec![("title".to_owned(), text("Access"))] }, &Act::new(person.clone(), at(10)?), &rules)?;
/// let done = plan.run(&Command::ChangeStatus { node: "g1".into(), status: "done".into() }, &Act::new(person, at(11)?), &rules)?;
/// assert_eq!(done.completion.map(|completion| completion.to_string()), Some("100".to_owned()));
/// assert_eq!(plan.version(), 3);
/// assert_eq!(AccountPlan::open(plan.entries().to_vec(), plan.personal().clone(), rules.settings().clone(), None)?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct AccountPlan {
    id: PlanId,
    unit: UnitId,
    entries: Vec<Entry>,
    personal: Personal,
    fields: Fields,
    work: Work,
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The number of its entry, which is the version of the plan from now on.
    pub version: u32,
    /// Every field that changed.
    pub changes: Vec<FieldChange>,
    /// The completion of the plan after it.
    pub completion: Option<Percent>,
    /// Unfinished prerequisites of a node that was finished all the same.
    pub unfinished_prerequisites: Vec<NodeId>,
    /// What should change its status now (CMP-5).
    pub proposals: Vec<StatusProposal>,
    /// What is allowed and not wise, in words.
    pub warnings: Vec<String>,
}

/// A change that passed all checks and is not made yet.
struct Ready {
    draft: EntryDraft,
    personal: Vec<PersonalValue>,
    erased: Vec<Digest>,
    nodes: NodeEffect,
    warnings: Vec<String>,
}

/// What a change does to the figures.
enum NodeEffect {
    /// Nothing.
    None,
    /// One node has other values.
    Put(crate::plan::NodeKey, Box<crate::execution::Node>, Vec<NodeId>),
    /// There is one leaf more.
    Leaf(Box<crate::execution::NodeSpec>),
    /// The hierarchy is another one.
    Anew(Box<Work>),
}

impl AccountPlan {
    /// Makes a plan: its unit, and what else is known of its profile. The unit and the account stay as they are.
    ///
    /// # Errors
    /// Fields that the profile does not have or that are not like this, a unit that there is not, and a person without the right to edit profiles there.
    pub fn create(id: &PlanId, fields: Vec<(String, FieldValue)>, act: &Act, rules: &Rules<'_>) -> Result<(Self, Done), Refusal> {
        Self::create_with(id, fields, Vec::new(), false, act, rules)
    }

    fn create_with(
        id: &PlanId,
        fields: Vec<(String, FieldValue)>,
        more: Vec<FieldChange>,
        carried: bool,
        act: &Act,
        rules: &Rules<'_>,
    ) -> Result<(Self, Done), Refusal> {
        let object = Object::new(ObjectKind::Plan, id.as_str());
        let unit = fields.iter().find(|(name, _)| name == "unit").and_then(|(_, unit)| unit.as_text()).map(UnitId::new).transpose()?;
        let unit = unit.ok_or_else(|| Refusal::Missing { object: object.clone(), field: "unit".to_owned() })?;
        let mut plan = Self {
            id: id.clone(),
            unit,
            entries: Vec::new(),
            personal: Personal::default(),
            fields: Fields::default(),
            work: nodes::work(id, &Fields::default(), rules.settings.clone())?,
        };
        let mut ready = plan.ready_to_add(&object, fields, act, rules)?;
        if !more.is_empty() {
            ready.draft.command = "make_from".into();
            ready.draft.changes.extend(more);
            // What goes on in the same unit was written there by whom it is of.
            if !carried {
                plan.allowed("make_from", &ready.draft.changes, act, rules)?;
            }
            let mut fields = Fields::default();
            ready.draft.changes.iter().for_each(|change| {
                fields.apply(change);
            });
            ready.nodes = NodeEffect::Anew(Box::new(nodes::work(id, &fields, rules.settings.clone())?));
        }
        let done = plan.make(ready);
        Ok((plan, done))
    }

    /// Opens a plan from its entries: verified, replayed, and its figures computed.
    ///
    /// `head` is the digest of the last entry where the host keeps it elsewhere: only with it can be seen that entries are missing at the end.
    ///
    /// # Errors
    /// The first entry that is not what it was (AUD-2), entries that make no plan, and nodes without a weight where that is refused (CMP-11).
    pub fn open(entries: Vec<Entry>, personal: Personal, settings: Arc<Settings>, head: Option<&Digest>) -> Result<Self, Refusal> {
        if entries.len() > MOST_ENTRIES {
            return Err(Refusal::TooMany { what: "entries", most: MOST_ENTRIES });
        }
        verify(&entries, head).map_err(Refusal::Broken)?;
        let fields = replay(&entries).map_err(Refusal::Broken)?;
        let Some((id, profile)) = fields.of_kind(ObjectKind::Plan).next() else {
            let object = Object::new(ObjectKind::Plan, "");
            return Err(Refusal::UnknownObject { object, nearest: Vec::new() });
        };
        let object = Object::new(ObjectKind::Plan, id);
        let unit = profile.get("unit").and_then(FieldValue::as_text).unwrap_or_default();
        let (id, unit) = (PlanId::new(id)?, UnitId::new(unit).map_err(|_| Refusal::Missing { object, field: "unit".to_owned() })?);
        value::shapes(&fields)?;
        let work = nodes::work(&id, &fields, settings)?;
        Ok(Self { id, unit, entries, personal, fields, work })
    }

    /// Makes a change.
    ///
    /// # Errors
    /// Why not; the plan is as it was.
    pub fn run(&mut self, command: &Command, act: &Act, rules: &Rules<'_>) -> Result<Done, Refusal> {
        let ready = self.ready(command, act, rules)?;
        Ok(self.make(ready))
    }

    /// What a change would be, without making it.
    ///
    /// # Errors
    /// Why it would be refused.
    pub fn preview(&self, command: &Command, act: &Act, rules: &Rules<'_>) -> Result<Vec<FieldChange>, Refusal> {
        self.ready(command, act, rules).map(|ready| ready.draft.changes)
    }

    /// Writes a change down. Nothing in here can fail.
    fn make(&mut self, ready: Ready) -> Done {
        let Ready { draft, personal, erased, nodes, warnings } = ready;
        for value in personal {
            self.personal.put(value);
        }
        for digest in &erased {
            self.personal.erase(digest);
        }
        for change in &draft.changes {
            self.fields.apply(change);
        }
        let (unfinished_prerequisites, proposals) = match nodes {
            NodeEffect::None => (Vec::new(), Vec::new()),
            NodeEffect::Put(key, node, unfinished) => {
                let Changed { proposals, .. } = self.work.put(key, *node);
                (unfinished, proposals)
            }
            NodeEffect::Leaf(leaf) => {
                self.work.add_leaf(*leaf);
                (Vec::new(), crate::execution::status_proposals(self.work.plan(), self.work.completion()))
            }
            NodeEffect::Anew(work) => {
                self.work = *work;
                (Vec::new(), crate::execution::status_proposals(self.work.plan(), self.work.completion()))
            }
        };
        let changes = draft.changes.clone();
        let entry = Entry::behind(self.entries.last(), draft);
        let version = entry.number;
        self.entries.push(entry);
        Done { version, changes, completion: self.work.completion().of_plan(), unfinished_prerequisites, proposals, warnings }
    }

    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &PlanId {
        &self.id
    }

    /// The unit of the organisation that it belongs to.
    #[must_use]
    pub const fn unit(&self) -> &UnitId {
        &self.unit
    }

    /// Where it is in its life.
    #[must_use]
    pub fn state(&self) -> PlanState {
        self.fields.text(&self.object(), "state").and_then(PlanState::find).unwrap_or(PlanState::Draft)
    }

    /// How many entries there are.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.entries.last().map_or(0, |last| last.number)
    }

    /// The digest of the last entry, by which a host can know later that none is missing.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.entries.last().map_or(Digest::NONE, |last| last.digest)
    }

    /// All entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The personal values that lie beside them.
    #[must_use]
    pub const fn personal(&self) -> &Personal {
        &self.personal
    }

    /// All objects with their fields.
    #[must_use]
    pub const fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The value of a field, a personal one looked up; absent where it is not there or was erased.
    #[must_use]
    pub fn value(&self, object: &Object, field: &str) -> Option<&FieldValue> {
        match self.fields.get(object, field)? {
            FieldValue::Personal(digest) => self.personal.get(digest),
            value => Some(value),
        }
    }

    /// The hierarchy with its figures.
    #[must_use]
    pub const fn work(&self) -> &Work {
        &self.work
    }

    /// The hierarchy as a plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        self.work.plan()
    }

    pub(crate) fn object(&self) -> Object {
        Object::new(ObjectKind::Plan, self.id.as_str())
    }
}

impl PartialEq for AccountPlan {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries && self.personal == other.personal && self.fields == other.fields && self.work.plan() == other.work.plan()
    }
}

impl Eq for AccountPlan {}

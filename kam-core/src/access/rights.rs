//! The rights of a configuration, made ready to be asked often (ACC-1 to ACC-3).

use super::person::Person;
use super::right::{Request, Right, Section};
use super::rule::Rule;
use super::view::{NODE_FIELDS, PROFILE_FIELDS};
use crate::config::schema::CYCLE_STEPS;
use crate::config::{Configuration, Resolved, SettingValue, Step};
use crate::organization::Units;
use crate::values::{PlanId, is_slip};
use std::ops::Range;

/// The number of a name that nothing has.
const UNKNOWN: u32 = u32::MAX;

/// Names in order, each with a number.
#[derive(Debug, Clone, Default)]
struct Names(Box<[Box<str>]>);

impl Names {
    fn of<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut names: Vec<Box<str>> = names.map(Box::from).collect();
        names.sort_unstable();
        names.dedup();
        Self(names.into())
    }

    fn number(&self, name: &str) -> u32 {
        self.0.binary_search_by(|known| (**known).cmp(name)).ok().and_then(|place| u32::try_from(place).ok()).unwrap_or(UNKNOWN)
    }
}

/// A field of a section that is closed to some functions (ACC-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedField {
    /// The section.
    pub section: Section,
    /// The field.
    pub field: Box<str>,
    /// The functions that it is closed to: those of all restrictions of this field together.
    pub closed_to: Vec<Box<str>>,
    /// The ids of these restrictions, each with the layer that gave it.
    pub restrictions: Vec<(Box<str>, Option<Box<str>>)>,
    /// The functions by number, in order.
    functions: Vec<u32>,
}

/// The rights that a configuration gives, compiled once for many questions.
///
/// **Which rule decides.** Of the rules that are about a question the most specific one, by [`Specificity`](super::Specificity): first for whom (a role
/// or a team role before a function before everyone), then for what (a part of a section before the section before all sections), then for when (a step
/// before all steps). Of two that are equally specific the lower right holds. Without a rule there is no right (ACC-2).
///
/// **Whom a rule is for.** A rule with a role is for people who hold it in a unit that covers the one of the question (ORG-2); one with a function is for
/// people whose role there belongs to it; one with a team role is for people who have it in the plan that the [`Actor`] is for. A rule for everyone is for
/// all who have something to do with the plan: a role in a unit that covers its own, or a team role in it. Who has neither has no right, whatever the rules.
///
/// ```
/// use kam_core::access::{Person, Request, Right, Rights, Section};
/// use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue, Step};
/// use kam_core::values::{Code, PersonId, UnitId};
///
/// let record = |fields: &[(&'static str, &str)]| Record { fields: fields.iter().map(|(name, text)| (*name, SettingValue::Text((*text).into()))).collect() };
/// let setting = |path, records| (SettingInfo::find(path).expect("a setting"), SettingValue::Records(records));
/// let core = Layer {
///     name: "core".into(),
///     settings: vec![
///         setting("organization.units", vec![
///             record(&[("id", "DE"), ("level", "national")]),
///             record(&[("id", "DE-South"), ("level", "regional"), ("parent", "DE")]),
///         ]),
///         setting("access.rules", vec![
///             record(&[("id", "all_read"), ("section", "goals"), ("right", "read")]),
///             record(&[("id", "leads_edit"), ("role", "country_lead"), ("section", "goals"), ("right", "edit")]),
///         ]),
///     ],
///     ..Layer::default()
/// };
/// let configuration = Configuration::new(vec![core]).expect("a configuration");
/// let rights = Rights::of(&configuration, configuration.core().expect("a core"));
///
/// let lead = Person::new(PersonId::new("u7")?).with_role(Code::new("country_lead")?, UnitId::new("DE")?);
/// let actor = rights.actor(&lead, None);
/// let goals = Request { unit: "DE-South", step: Step::Goals, section: Section::Goals, part: None };
/// assert_eq!(actor.may(&goals), Right::Edit);
/// assert_eq!(actor.may(&Request { section: Section::Compensation, ..goals }), Right::None);
/// assert_eq!(actor.may(&Request { unit: "FR", ..goals }), Right::None);
///
/// let explanation = actor.explain(&goals, None, Right::Approve);
/// assert_eq!(explanation.decided_by.map(|rule| &*rule.id), Some("leads_edit"));
/// assert_eq!(explanation.lost.len(), 1);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Rights {
    units: Units,
    /// The most specific first; of equally specific ones the lowest right first.
    rules: Vec<Rule>,
    closed: Vec<ClosedField>,
    roles: Names,
    functions: Names,
    team_roles: Names,
    parts: Names,
    /// By the number of a role, the number of its function.
    function_of: Vec<u32>,
    /// The levels that plans have.
    levels: Names,
    totals_shown: bool,
    pub(super) rules_locked_by: Option<Box<str>>,
}

impl Rights {
    /// The rights of a layer of a configuration.
    #[must_use]
    pub fn of(configuration: &Configuration, resolved: &Resolved) -> Self {
        let setting = |path: &str| crate::config::SettingInfo::find(path).map(|setting| resolved.setting(setting));
        let layer = |place: Option<&Option<crate::config::LayerIndex>>| place.copied().flatten().map(|layer| configuration.name(layer));
        let with_layers = |path: &str| {
            let now = setting(path);
            let records = now.map(|now| now.value.records()).unwrap_or_default();
            records.iter().enumerate().map(move |(place, record)| (record, layer(now.and_then(|now| now.entries_from.get(place)))))
        };
        let mut rules: Vec<Rule> = with_layers("access.rules").map(|(record, layer)| Rule::of(record, layer)).collect();
        rules.sort_by(|a, b| b.specificity().cmp(&a.specificity()).then_with(|| a.right.cmp(&b.right)).then_with(|| a.id.cmp(&b.id)));

        let records = resolved.at("organization.roles").map(SettingValue::records).unwrap_or_default();
        let named = |of: fn(&Rule) -> Option<&str>| rules.iter().filter_map(of);
        let roles = Names::of(records.iter().map(|record| record.key()).chain(named(|rule| rule.role.as_deref())));
        let closed_to = with_layers("access.fields").filter_map(|(record, _)| record.get("closed_to")).flat_map(SettingValue::texts);
        let functions =
            Names::of(records.iter().filter_map(|record| record.text("function")).chain(named(|rule| rule.function.as_deref())).chain(closed_to));
        let mut function_of = vec![UNKNOWN; roles.0.len()];
        for record in records {
            if let Some(function) = function_of.get_mut(roles.number(record.key()) as usize) {
                *function = record.text("function").map_or(UNKNOWN, |function| functions.number(function));
            }
        }
        let mut closed: Vec<ClosedField> = Vec::new();
        for (record, layer) in with_layers("access.fields") {
            let (Some(section), Some(field)) = (record.text("section").and_then(Section::find), record.text("field")) else { continue };
            let known = closed.iter().position(|known| known.section == section && &*known.field == field);
            let place = known.unwrap_or_else(|| {
                closed.push(ClosedField { section, field: field.into(), closed_to: Vec::new(), restrictions: Vec::new(), functions: Vec::new() });
                closed.len().saturating_sub(1)
            });
            let Some(entry) = closed.get_mut(place) else { continue };
            entry.closed_to.extend(record.get("closed_to").into_iter().flat_map(SettingValue::texts).map(Box::from));
            entry.restrictions.push((record.key().into(), layer.map(Box::from)));
        }
        for entry in &mut closed {
            entry.closed_to.sort_unstable();
            entry.closed_to.dedup();
            entry.functions = entry.closed_to.iter().map(|function| functions.number(function)).collect();
        }
        Self {
            units: Units::of(resolved),
            team_roles: Names::of(named(|rule| rule.team_role.as_deref())),
            parts: Names::of(named(|rule| rule.part.as_deref())),
            rules,
            closed,
            roles,
            functions,
            function_of,
            levels: Names::of(resolved.at("execution.levels").map(SettingValue::records).unwrap_or_default().iter().map(|record| record.key())),
            totals_shown: resolved.at("access.totals").and_then(SettingValue::text) == Some("shown"),
            rules_locked_by: setting("access.rules").and_then(|now| now.locked_by).map(|layer| configuration.name(layer).into()),
        }
    }

    /// Whether there is the part of the hierarchy that a question is about; other sections may have any.
    fn has_part(&self, request: &Request<'_>) -> bool {
        request.section != Section::Hierarchy || request.part.is_none_or(|part| self.levels.number(part) != UNKNOWN)
    }

    /// The units that it knows.
    #[must_use]
    pub const fn units(&self) -> &Units {
        &self.units
    }

    /// All rules, the most specific first.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The field of a section that a name nearly is: a slip of the pen would ask about one that nobody closed. A host may have fields of its own.
    #[must_use]
    pub fn meant_field(&self, section: Section, field: &str) -> Option<&str> {
        let own: &'static [&'static str] = match section {
            Section::Hierarchy => &NODE_FIELDS,
            Section::Profile => &PROFILE_FIELDS,
            _ => &[],
        };
        let closed = self.closed.iter().filter(|closed| closed.section == section).map(|closed| &*closed.field);
        let mut known = own.iter().copied().chain(closed);
        if known.clone().any(|known| known == field) { None } else { known.find(|known| is_slip(field, known)) }
    }

    /// All fields that are closed to somebody.
    #[must_use]
    pub fn closed_fields(&self) -> &[ClosedField] {
        &self.closed
    }

    /// Whether totals over hidden parts are shown: `access.totals` is `shown`.
    #[must_use]
    pub const fn totals_shown(&self) -> bool {
        self.totals_shown
    }

    /// A person made ready for questions about the plans of any unit, or about one plan, in which team roles count as well.
    #[must_use]
    pub fn actor(&self, person: &Person, plan: Option<&PlanId>) -> Actor<'_> {
        Actor::new(self, person, plan)
    }
}

/// Where something that a person holds counts: ranges of units, in order and apart; or everywhere.
#[derive(Debug, Clone, Default)]
struct Reach {
    everywhere: bool,
    ranges: Vec<Range<u32>>,
}

impl Reach {
    fn settle(&mut self) {
        // Ranges of a tree lie in each other or apart: behind a larger one, those within it go.
        self.ranges.sort_unstable_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        self.ranges.dedup_by(|later, kept| later.start < kept.end);
    }

    #[inline]
    fn covers(&self, unit: u32) -> bool {
        self.everywhere || self.ranges.get(self.ranges.partition_point(|range| range.end <= unit)).is_some_and(|range| range.contains(&unit))
    }
}

/// A rule that may be for a person, as it is looked at.
#[derive(Debug, Clone, Copy)]
struct Entry {
    rule: u32,
    /// Bits of the steps that it is for.
    steps: u8,
    right: Right,
    part: Option<u32>,
    /// What must reach the unit: the places of what the rule names among what the person holds.
    reaches: [u16; 2],
    /// Of a ceiling for a function: whether it is also for who has no function where the question is, since nothing tells that it is another one.
    or_none: bool,
}

/// A person as the rights of a configuration see them, ready for many questions.
#[derive(Debug, Clone)]
pub struct Actor<'r> {
    pub(super) rights: &'r Rights,
    pub(super) id: Box<str>,
    /// What the person holds: first all of it, then each role, then each function.
    reaches: Vec<Reach>,
    /// The functions by number, with their place in `reaches`.
    functions: Vec<(u32, u16)>,
    entries: Vec<Entry>,
    /// By section, its entries.
    by_section: [Range<u32>; Section::ALL.len()],
    /// The ceilings that may be for the person.
    ceilings: Vec<(Option<Section>, Entry)>,
}

const ANY: u16 = 0;
/// What a person does not hold.
const NOWHERE: u16 = u16::MAX;

impl<'r> Actor<'r> {
    fn new(rights: &'r Rights, person: &Person, plan: Option<&PlanId>) -> Self {
        let mut any = Reach::default();
        let mut roles: Vec<(u32, Reach)> = Vec::new();
        let mut functions: Vec<(u32, Reach)> = Vec::new();
        for held in &person.roles {
            let role = rights.roles.number(held.role.as_str());
            let function = rights.function_of.get(role as usize).copied().unwrap_or(UNKNOWN);
            let range = rights.units.find(held.unit.as_str()).map_or(0..0, |unit| rights.units.range(unit));
            if function == UNKNOWN || range.is_empty() {
                continue;
            }
            for (known, number) in [(&mut roles, role), (&mut functions, function)] {
                match known.iter_mut().find(|(known, _)| *known == number) {
                    Some((_, reach)) => reach.ranges.push(range.clone()),
                    None => known.push((number, Reach { everywhere: false, ranges: vec![range.clone()] })),
                }
            }
            any.ranges.push(range);
        }
        let in_team = person.team_roles.iter().filter(|held| Some(&held.plan) == plan);
        let team_roles: Vec<u32> = in_team.map(|held| rights.team_roles.number(held.role.as_str())).collect();
        any.everywhere = !team_roles.is_empty();

        let place = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        let first_function = roles.len().saturating_add(1);
        let numbered = |known: &[(u32, Reach)], first: usize| -> Vec<(u32, u16)> {
            known.iter().enumerate().map(|(at, (number, _))| (*number, place(first.saturating_add(at)))).collect()
        };
        let (roles_at, functions_at) = (numbered(&roles, 1), numbered(&functions, first_function));
        let mut reaches: Vec<Reach> = std::iter::once(any).chain(roles.into_iter().chain(functions).map(|(_, reach)| reach)).collect();
        reaches.iter_mut().for_each(Reach::settle);

        let mut actor = Self {
            rights,
            id: person.id.as_str().into(),
            reaches,
            functions: functions_at,
            entries: Vec::new(),
            by_section: Default::default(),
            ceilings: Vec::new(),
        };
        let (ceilings, candidates): (Vec<_>, Vec<_>) = (0_u32..)
            .zip(&rights.rules)
            .filter_map(|(number, rule)| Some((rule.ceiling, (rule.section, actor.entry(number, rule, &roles_at, &team_roles)?))))
            .partition(|(ceiling, _)| *ceiling);
        actor.ceilings = ceilings.into_iter().map(|(_, entry)| entry).collect();
        let candidates: Vec<(Option<Section>, Entry)> = candidates.into_iter().map(|(_, entry)| entry).collect();
        for (section, range) in Section::ALL.into_iter().zip(&mut actor.by_section) {
            let start = u32::try_from(actor.entries.len()).unwrap_or(u32::MAX);
            actor.entries.extend(candidates.iter().filter(|(of, _)| of.is_none_or(|of| of == section)).map(|(_, entry)| *entry));
            *range = start..u32::try_from(actor.entries.len()).unwrap_or(u32::MAX);
        }
        actor
    }

    /// How a rule is looked at, where the person holds what it names in some unit.
    fn entry(&self, number: u32, rule: &Rule, roles: &[(u32, u16)], team_roles: &[u32]) -> Option<Entry> {
        let held = |among: &[(u32, u16)], number: u32| among.iter().find(|(known, _)| *known == number).map(|(_, place)| *place);
        if let Some(team_role) = &rule.team_role
            && !team_roles.contains(&self.rights.team_roles.number(team_role))
        {
            return None;
        }
        let role = match &rule.role {
            Some(role) => held(roles, self.rights.roles.number(role))?,
            None => ANY,
        };
        let or_none = rule.ceiling && rule.function.is_some();
        let function = match &rule.function {
            Some(function) => match held(&self.functions, self.rights.functions.number(function)) {
                Some(place) => place,
                None if or_none => NOWHERE,
                None => return None,
            },
            None => role,
        };
        let part = rule.part.as_ref().map(|part| self.rights.parts.number(part));
        let steps = rule.step.as_ref().map_or(u8::MAX, |step| CYCLE_STEPS.iter().position(|known| **known == **step).map_or(0, step_bit));
        Some(Entry { rule: number, steps, right: rule.right, part, reaches: [role, function], or_none })
    }

    /// The entry that decides a question.
    #[inline]
    fn deciding(&self, request: &Request<'_>) -> Option<&Entry> {
        let unit = self.unit(request.unit);
        let part = request.part.map(|part| self.rights.parts.number(part));
        let range = self.by_section.get(request.section as usize)?;
        let entries = self.entries.get(range.start as usize..range.end as usize).unwrap_or_default();
        let step = bit_of(request.step);
        entries.iter().find(|entry| {
            entry.steps & step != 0 && (entry.part.is_none() || entry.part == part) && entry.reaches.iter().all(|held| self.reaches(*held, unit))
        })
    }

    /// The lowest ceiling over a question.
    #[inline]
    pub(super) fn ceiling(&self, request: &Request<'_>) -> Option<&'r Rule> {
        if self.ceilings.is_empty() {
            return None;
        }
        let unit = self.unit(request.unit);
        let part = request.part.map(|part| self.rights.parts.number(part));
        let step = bit_of(request.step);
        let without_function = || !self.functions.iter().any(|(_, held)| self.reaches(*held, unit));
        let holds = |entry: &Entry| {
            let [role, function] = entry.reaches;
            let is_for = self.reaches(role, unit) && (self.reaches(function, unit) || (entry.or_none && without_function()));
            entry.steps & step != 0 && (entry.part.is_none() || entry.part == part) && is_for
        };
        let over = self.ceilings.iter().filter(|(section, entry)| section.is_none_or(|of| of == request.section) && holds(entry));
        let lowest = over.min_by_key(|(_, entry)| entry.right)?;
        self.rights.rules.get(lowest.1.rule as usize)
    }

    #[inline]
    fn unit(&self, unit: &str) -> u32 {
        self.rights.units.find(unit).map_or(UNKNOWN, crate::organization::UnitKey::place)
    }

    #[inline]
    fn reaches(&self, held: u16, unit: u32) -> bool {
        self.reaches.get(usize::from(held)).is_some_and(|reach| reach.covers(unit))
    }

    /// What the person may do (ACC-2).
    #[must_use]
    pub fn may(&self, request: &Request<'_>) -> Right {
        // A level that plans of this configuration do not have is none that a rule could be about.
        if !self.rights.has_part(request) {
            return Right::None;
        }
        let given = self.deciding(request).map_or(Right::None, |entry| entry.right);
        self.ceiling(request).map_or(given, |ceiling| given.min(ceiling.right))
    }

    /// What the person may do with a field: nothing where it is closed to the function of a role that the person has in the unit, else as in its section
    /// (ACC-3). Who has a team role alone has no function, and reads no field that is closed to anybody.
    #[must_use]
    pub fn may_with_field(&self, request: &Request<'_>, field: &str) -> Right {
        if self.closing(request, field).is_some() { Right::None } else { self.may(request) }
    }

    /// What closes a field to the person; absent where it is open.
    pub(super) fn closing(&self, request: &Request<'_>, field: &str) -> Option<&'r ClosedField> {
        let closed = self.rights.closed.iter().find(|closed| closed.section == request.section && &*closed.field == field)?;
        let unit = self.unit(request.unit);
        // A further role opens nothing: it may be of a function that has no business with the field.
        let mut here = self.functions.iter().filter(|(_, held)| self.reaches(*held, unit)).peekable();
        let is_closed = here.peek().is_none() || here.any(|(function, _)| closed.functions.binary_search(function).is_ok());
        is_closed.then_some(closed)
    }

    /// Whether the person has anything to do with plans of a unit: a role that covers it, or a team role in the plan.
    pub(super) fn has_standing(&self, unit: &str) -> bool {
        self.reaches(ANY, self.unit(unit))
    }

    /// The rules that are about a question and for the person, the deciding one first.
    pub(super) fn applying(&self, request: &Request<'_>) -> Vec<&'r Rule> {
        if !self.rights.has_part(request) {
            return Vec::new();
        }
        let unit = self.unit(request.unit);
        let range = self.by_section.get(request.section as usize).cloned().unwrap_or_default();
        let entries = self.entries.get(range.start as usize..range.end as usize).unwrap_or_default();
        let rules = entries.iter().filter(|entry| entry.reaches.iter().all(|held| self.reaches(*held, unit)));
        let rules = rules.filter_map(|entry| self.rights.rules.get(entry.rule as usize));
        rules.filter(|rule| rule.is_about(request.step.name(), request.section, request.part)).collect()
    }
}

const fn step_bit(place: usize) -> u8 {
    match place {
        0 => 1,
        1 => 2,
        2 => 4,
        3 => 8,
        4 => 16,
        _ => 0,
    }
}

/// The bit of a step; what lies outside the cycle has one that only rules for all steps have.
const fn bit_of(step: Step) -> u8 {
    match step {
        Step::Goals => 1,
        Step::Targets => 2,
        Step::Plan => 4,
        Step::Execution => 8,
        Step::Measures => 16,
        Step::Foundation | Step::RollOut => 32,
    }
}

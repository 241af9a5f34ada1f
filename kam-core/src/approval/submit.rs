//! Whom a submission asks (APR-1, APR-2, APR-4).

use super::condition::Facts;
use super::definition::{Approvers, Definition, StepDefinition};
use super::event::{Asked, Skipped, Submission};
use super::people::Directory;
use super::refusal::ApprovalRefusal as Refusal;
use super::request::Subject;
use crate::access::Rules;
use crate::values::{Code, PersonId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most approvers of a step.
pub const MOST_APPROVERS: usize = 200;

/// What is known of a subject without asking the host.
pub(super) fn with_own(mut facts: Facts, subject: &Subject, rules: &Rules<'_>) -> Result<Facts, Refusal> {
    let units = rules.rights.units();
    let unit = units.find(subject.unit.as_str()).ok_or_else(|| Refusal::UnknownUnit {
        unit: subject.unit.to_string(),
        nearest: crate::values::nearest(subject.unit.as_str(), units.keys().map(|unit| units.id(unit))),
    })?;
    facts.insert("unit".into(), subject.unit.as_str().into());
    facts.insert("level".into(), units.level(unit).into());
    facts.insert("subject".into(), subject.kind.as_str().into());
    Ok(facts)
}

/// The definition for a subject: the first whose condition holds (APR-1).
pub(super) fn definition_for(subject: &Subject, facts: &Facts, rules: &Rules<'_>) -> Result<Definition, Refusal> {
    let all = Definition::all(rules.resolved);
    let mut conditions = Vec::new();
    for definition in all.iter().filter(|definition| definition.subject == subject.kind) {
        let holds = definition.when.as_ref().map(|when| when.holds(facts)).transpose();
        if holds.map_err(|error| Refusal::Fact { of: definition.id.clone(), error })?.unwrap_or(true) {
            return Ok(definition.clone());
        }
        conditions.push(definition.id.clone());
    }
    let known: BTreeSet<String> = all.iter().map(|definition| definition.subject.to_string()).collect();
    Err(Refusal::NoDefinition { subject: subject.kind.clone(), known: known.into_iter().collect(), conditions })
}

/// Whether what a request says now, when it comes again, is approved by the definition that it goes by (APR-1). One that says no more that anything has to be
/// approved is, and one for which a definition was taken away since (APR-9).
pub(super) fn keeps_to(definition: &Definition, subject: &Subject, facts: &Facts, rules: &Rules<'_>) -> Result<(), Refusal> {
    match definition_for(subject, &with_own(facts.clone(), subject, rules)?, rules) {
        Ok(now) if now.id != definition.id => Err(Refusal::OtherDefinition { definition: definition.id.clone(), now: now.id }),
        Ok(_) | Err(Refusal::NoDefinition { .. }) => Ok(()),
        Err(refusal) => Err(refusal),
    }
}

pub(super) fn submission(
    definition: &Definition,
    subject: &Subject,
    submitter: &PersonId,
    facts: Facts,
    changed: Vec<Code>,
    rules: &Rules<'_>,
    directory: &Directory,
) -> Result<Submission, Refusal> {
    let facts = with_own(facts, subject, rules)?;
    let mut steps = Vec::with_capacity(definition.steps.len());
    for step in &definition.steps {
        let concerned = changed.is_empty() || step.concerns.is_empty() || step.concerns.iter().any(|of| changed.iter().any(|field| is_of(field, of)));
        let needed = step.when.as_ref().map(|when| when.holds(&facts)).transpose();
        let needed = needed.map_err(|error| Refusal::Fact { of: step.id.clone(), error })?.unwrap_or(true);
        let skipped = if !concerned {
            Some(Skipped::NotConcerned)
        } else if !needed {
            Some(Skipped::Condition)
        } else {
            None
        };
        let approvers = if skipped.is_none() { approvers(step, subject, submitter, rules, directory)? } else { Vec::new() };
        steps.push(Asked { skipped, approvers });
    }
    if !definition.same_person_twice {
        enough(definition, &steps)?;
    }
    let asked: BTreeSet<&PersonId> = steps.iter().flat_map(|step| &step.approvers).collect();
    let managers = asked.into_iter().filter_map(|person| Some((person.clone(), directory.manager(person)?.clone()))).collect();
    Ok(Submission { facts, changed, steps, managers })
}

/// Whether a field is one, or of an object, that a step is about: `node.weight` is of `node`.
pub(crate) fn is_of(field: &Code, of: &Code) -> bool {
    field == of || field.as_str().strip_prefix(of.as_str()).is_some_and(|rest| rest.starts_with('.'))
}

/// How many votes a step needs.
pub(super) fn needed(step: &StepDefinition, approvers: usize) -> usize {
    step.votes.map_or(approvers, |votes| usize::try_from(votes).unwrap_or(usize::MAX))
}

fn approvers(
    step: &StepDefinition,
    subject: &Subject,
    submitter: &PersonId,
    rules: &Rules<'_>,
    directory: &Directory,
) -> Result<Vec<PersonId>, Refusal> {
    let missing = |why: String| Refusal::MissingApprover { step: step.id.clone(), why };
    let units = rules.rights.units();
    let mut found = match &step.approvers {
        Approvers::Person(person) => vec![directory.person(person)?.id.clone()],
        Approvers::Role { role, level } => {
            let unit = units.find(subject.unit.as_str());
            let found = match level {
                None => directory.with_role(role, units, |held| unit.is_some_and(|unit| units.covers(held, unit))),
                Some(level) => {
                    let above = unit.and_then(|unit| units.at_level(unit, level.as_str()));
                    let above = above.ok_or_else(|| missing(format!("above `{}` there is no unit of the level `{level}`", subject.unit)))?;
                    directory.with_role(role, units, |held| held == above)
                }
            };
            if found.is_empty() {
                let place = level
                    .as_ref()
                    .map_or_else(|| format!("for `{}`", subject.unit), |level| format!("at the level `{level}` above `{}`", subject.unit));
                return Err(missing(format!("nobody has the role `{role}` {place}")));
            }
            found
        }
        Approvers::Managers(count) => {
            let mut chain: Vec<PersonId> = Vec::new();
            let mut of = submitter.clone();
            for _ in 0..*count {
                let manager = directory.manager(&of).ok_or_else(|| missing(format!("`{of}` has no manager")))?;
                if manager == submitter || chain.contains(manager) {
                    return Err(missing(format!("the managers above `{submitter}` go round in a circle")));
                }
                chain.push(manager.clone());
                of = manager.clone();
            }
            chain
        }
    };
    if found.len() > MOST_APPROVERS {
        return Err(Refusal::TooMany { what: "approvers in a step", most: MOST_APPROVERS });
    }
    let before = found.len();
    found.retain(|person| person != submitter);
    let votes = needed(step, found.len()).max(1);
    if votes > found.len() {
        let why = if found.len() < before { format!("`{submitter}` submitted it, and so does not vote") } else { "there are no others".to_owned() };
        return Err(Refusal::TooFew { step: step.id.clone(), needed: votes, found: found.len(), why });
    }
    Ok(found)
}

/// Whether every step can be answered when nobody acts in two: a matching of steps and people.
fn enough(definition: &Definition, steps: &[Asked]) -> Result<(), Refusal> {
    let mut takes: BTreeMap<&PersonId, usize> = BTreeMap::new();
    for (place, (step, asked)) in definition.steps.iter().zip(steps).enumerate() {
        let votes = if asked.skipped.is_some() { 0 } else { needed(step, asked.approvers.len()) };
        for vote in 0..votes {
            if !one_more(place, steps, &mut takes) {
                let why = "nobody acts in two steps here".to_owned();
                return Err(Refusal::TooFew { step: step.id.clone(), needed: votes, found: vote, why });
            }
        }
    }
    Ok(())
}

/// Finds one more person for a step, where needed by moving others to other steps that ask them too.
fn one_more<'s>(place: usize, steps: &'s [Asked], takes: &mut BTreeMap<&'s PersonId, usize>) -> bool {
    let mut came_by: BTreeMap<usize, (usize, &PersonId)> = BTreeMap::new();
    let mut waiting = VecDeque::from([place]);
    while let Some(step) = waiting.pop_front() {
        for person in steps.get(step).map(|asked| asked.approvers.as_slice()).unwrap_or_default() {
            match takes.get(person) {
                None => {
                    let (mut person, mut step) = (person, step);
                    loop {
                        takes.insert(person, step);
                        let Some((before, moved)) = came_by.get(&step) else { return true };
                        (step, person) = (*before, moved);
                    }
                }
                Some(other) if *other != place && *other != step && !came_by.contains_key(other) => {
                    came_by.insert(*other, (step, person));
                    waiting.push_back(*other);
                }
                Some(_) => {}
            }
        }
    }
    false
}

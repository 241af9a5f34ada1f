//! Why somebody may do something, or may not, and what would have to change (ACC-2, ACC-5).

use super::person::Person;
use super::right::{Request, Right};
use super::rights::{Actor, ClosedField, Rights};
use super::rule::{LostBy, Rule};
use crate::plan::did_you_mean;
use crate::values::{PlanId, cut, nearest};
use std::fmt;

/// The most rules that somebody else would have to be named by.
const MOST_OTHERS: usize = 3;

/// Something that would have to change, so that somebody gets a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<'r> {
    /// The person needs a role in the unit or one above it, or in the team of the plan.
    HoldAnything {
        /// The unit.
        unit: String,
        /// Whether the configuration knows it.
        known: bool,
        /// Units with names close to it, where it is unknown.
        nearest: Vec<String>,
    },
    /// A rule would have to give more.
    RaiseRule {
        /// The rule.
        rule: &'r Rule,
        /// The layer above that locked the rules.
        locked_by: Option<&'r str>,
    },
    /// A rule would have to be added: none is about this and for the person.
    AddRule {
        /// The layer above that locked the rules.
        locked_by: Option<&'r str>,
    },
    /// The person would have to be somebody whom a rule is for that there is already.
    BeNamedBy {
        /// The rule.
        rule: &'r Rule,
    },
    /// A field would have to be opened to a function of the person.
    OpenField {
        /// The field and what closes it.
        closed: &'r ClosedField,
    },
}

/// The answer to a question about a right, with its reason. `Display` writes it for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation<'r> {
    /// The person.
    pub person: String,
    /// What was asked about, in words.
    pub about: String,
    /// What the person may do.
    pub right: Right,
    /// The rule that decided; absent where none is about this and for the person.
    pub decided_by: Option<&'r Rule>,
    /// The other rules that are about this and for the person, with why each lost, in the order in which they would decide.
    pub lost: Vec<(&'r Rule, LostBy)>,
    /// Where a field was asked about that is closed to the person: what closes it.
    pub closed_by: Option<&'r ClosedField>,
    /// The right that the changes would give.
    pub wanted: Right,
    /// What would have to change for it: a field opened where it is closed, and rules raised, added or fitted. Empty where the person has the right.
    pub changes: Vec<Change<'r>>,
}

impl<'r> Actor<'r> {
    /// What the person may do with a section, a part or a field, why, and what would have to change for a right that is wanted.
    #[must_use]
    pub fn explain(&self, request: &Request<'_>, field: Option<&str>, wanted: Right) -> Explanation<'r> {
        let rights = self.rights;
        let applying = self.applying(request);
        let given_by = applying.first().copied();
        let given = given_by.map_or(Right::None, |rule| rule.right);
        let ceiling = self.ceiling(request).filter(|ceiling| ceiling.right < given);
        let decided_by = ceiling.or(given_by);
        let losers = applying.iter().skip(usize::from(ceiling.is_none()));
        let lost = decided_by.map_or_else(Vec::new, |winner| losers.map(|loser| (*loser, LostBy::between(winner, loser))).collect());
        let closed_by = field.and_then(|field| self.closing(request, field));
        let of_section = self.may(request);
        let right = if closed_by.is_some() { Right::None } else { of_section };
        let mut changes = Vec::new();
        if !self.has_standing(request.unit) && wanted > Right::None {
            let units = rights.units();
            let known = units.find(request.unit).is_some();
            let nearest = if known { Vec::new() } else { nearest(request.unit, units.keys().map(|unit| units.id(unit))) };
            changes.push(Change::HoldAnything { unit: cut(request.unit, 64), known, nearest });
        } else if right < wanted {
            changes.extend(closed_by.map(|closed| Change::OpenField { closed }));
            if of_section < wanted {
                let locked_by = rights.rules_locked_by.as_deref();
                // Rules that are as specific as the deciding one would decide in its place.
                let specificity = decided_by.map(Rule::specificity);
                let low = applying.iter().filter(|rule| Some(rule.specificity()) == specificity && rule.right < wanted);
                match ceiling {
                    Some(rule) => changes.push(Change::RaiseRule { rule, locked_by }),
                    None => changes.extend(low.map(|rule| Change::RaiseRule { rule, locked_by })),
                }
                if decided_by.is_none() {
                    changes.push(Change::AddRule { locked_by });
                }
                let about = rights.rules().iter().filter(|rule| rule.is_about(request.step.name(), request.section, request.part));
                let others =
                    about.filter(|rule| !rule.ceiling && ceiling.is_none() && rule.right >= wanted && Some(rule.specificity()) > specificity);
                changes.extend(others.take(MOST_OTHERS).map(|rule| Change::BeNamedBy { rule }));
            }
        }
        let field = field.map_or_else(String::new, |field| format!("the field `{}` in ", cut(field, 64)));
        Explanation { person: self.id.to_string(), about: format!("{field}{request}"), right, decided_by, lost, closed_by, wanted, changes }
    }
}

impl Rights {
    /// Who of some people has at least a right, and why: with [`Right::Read`], who could see this (ACC-5). Everybody is taken as they are given, so the
    /// answer is that of the day whose roles and configuration were handed in.
    #[must_use]
    pub fn who_may<'p>(
        &self,
        people: impl IntoIterator<Item = &'p Person>,
        plan: Option<&PlanId>,
        request: &Request<'_>,
        field: Option<&str>,
        least: Right,
    ) -> Vec<Explanation<'_>> {
        let explained = people.into_iter().map(|person| self.actor(person, plan).explain(request, field, least));
        explained.filter(|explanation| explanation.right >= least).collect()
    }
}

impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locked = |f: &mut fmt::Formatter<'_>, by: &Option<&str>| match by {
            Some(layer) => write!(f, "; rules are locked by the layer `{layer}`, so it has to say so"),
            None => Ok(()),
        };
        match self {
            Self::HoldAnything { unit, known: true, .. } => {
                write!(f, "give the person a role in the unit `{unit}` or one above it, or in the team of the plan")
            }
            Self::HoldAnything { unit, nearest, .. } => {
                write!(f, "there is no unit `{unit}`; {}", did_you_mean(nearest).as_deref().unwrap_or("name one of the configuration"))
            }
            Self::RaiseRule { rule, locked_by } => {
                write!(f, "let the rule `{}` of {} give more than `{}`, or add a more specific rule", rule.id, rule.origin(), rule.right)?;
                locked(f, locked_by)
            }
            Self::AddRule { locked_by } => {
                f.write_str("add a rule: none is about this and for the person")?;
                locked(f, locked_by)
            }
            Self::BeNamedBy { rule } => write!(f, "or be one of those whom the rule `{}` gives `{}`: {}", rule.id, rule.right, rule.who()),
            Self::OpenField { closed } => {
                let ids: Vec<String> = closed.restrictions.iter().map(|(id, _)| format!("`{id}`")).collect();
                write!(f, "take a function of the person out of `closed_to` in {}", ids.join(" and "))
            }
        }
    }
}

impl fmt::Display for Explanation<'_> {
    /// The answer in the first line, then the reason, one rule a line, then what would have to change.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.right {
            Right::None => write!(f, "`{}` has no right on {}", self.person, self.about)?,
            right => write!(f, "`{}` has the right `{right}` on {}", self.person, self.about)?,
        }
        if let Some(closed) = self.closed_by {
            let functions: Vec<String> = closed.closed_to.iter().map(|function| format!("`{function}`")).collect();
            let from: Vec<String> = closed
                .restrictions
                .iter()
                .map(|(id, layer)| format!("`{id}` of {}", layer.as_ref().map_or("the library".to_owned(), |layer| format!("the layer `{layer}`"))))
                .collect();
            write!(f, "\n  the field is closed to {} by {}, and a further role opens nothing", functions.join(", "), from.join(" and "))?;
        }
        match self.decided_by {
            Some(rule) => write!(f, "\n  decided by {rule}")?,
            None => f.write_str("\n  no rule is about this and for the person")?,
        }
        for (rule, why) in &self.lost {
            write!(f, "\n  it holds over {rule}, {}", why.words())?;
        }
        if !self.changes.is_empty() {
            write!(f, "\n  for `{}`:", self.wanted)?;
            for change in &self.changes {
                write!(f, "\n    {change}")?;
            }
        }
        Ok(())
    }
}

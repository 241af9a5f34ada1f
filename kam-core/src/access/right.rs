//! Rights, sections of a plan, and what a question about a right asks (ACC-1).

use crate::config::Step;
use std::fmt;

/// What somebody may do, from nothing to all; each right includes the ones before it (ACC-1).
///
/// ```
/// use kam_core::access::Right;
///
/// assert!(Right::None < Right::Read && Right::Read < Right::Edit && Right::Edit < Right::Approve);
/// assert_eq!(Right::find("edit"), Some(Right::Edit));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Right {
    /// Nothing: it is as if it were not there.
    #[default]
    None,
    /// See it.
    Read,
    /// Change it.
    Edit,
    /// Approve it.
    Approve,
}

impl Right {
    /// All rights, the lowest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Read, Self::Edit, Self::Approve];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Read => "read",
            Self::Edit => "edit",
            Self::Approve => "approve",
        }
    }

    /// The right of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|right| right.name() == name)
    }
}

impl fmt::Display for Right {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A section of an account plan (ACC-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What the plan is about.
    Profile,
    /// The account team.
    Team,
    /// The stakeholders of the account.
    Stakeholders,
    /// The situation analyses; a part is the type of one.
    Analyses,
    /// The goals of the organisation that the plan answers.
    Goals,
    /// The nodes of the plan; a part is one of its levels.
    Hierarchy,
    /// Measures.
    Measures,
    /// Reviews.
    Reviews,
    /// Scorecards and pay.
    Compensation,
    /// Approvals.
    Approvals,
}

impl Section {
    /// All sections, in the order of the configuration.
    pub const ALL: [Self; 10] = [
        Self::Profile,
        Self::Team,
        Self::Stakeholders,
        Self::Analyses,
        Self::Goals,
        Self::Hierarchy,
        Self::Measures,
        Self::Reviews,
        Self::Compensation,
        Self::Approvals,
    ];

    /// The name in documents.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Team => "team",
            Self::Stakeholders => "stakeholders",
            Self::Analyses => "analyses",
            Self::Goals => "goals",
            Self::Hierarchy => "hierarchy",
            Self::Measures => "measures",
            Self::Reviews => "reviews",
            Self::Compensation => "compensation",
            Self::Approvals => "approvals",
        }
    }

    /// The section of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a question about a right is about: a section of the plans of a unit, or a part of one, in a step of the cycle.
///
/// A question about a section as a whole, without a part, is answered by rules without a part alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Request<'a> {
    /// The unit that the plan belongs to.
    pub unit: &'a str,
    /// The step in which it is asked; in the two outside the cycle only rules for all steps hold.
    pub step: Step,
    /// The section.
    pub section: Section,
    /// A part of it: the name of a level, the type of an analysis.
    pub part: Option<&'a str>,
}

impl fmt::Display for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.part {
            write!(f, "the part `{part}` of ")?;
        }
        write!(f, "the section `{}` in the step `{}`, for a plan of the unit `{}`", self.section, self.step, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::schema::{RIGHTS, SECTIONS};

    #[test]
    fn names_are_those_of_the_configuration() {
        assert_eq!(Right::ALL.map(Right::name), RIGHTS);
        assert_eq!(Section::ALL.map(Section::name), SECTIONS);
    }
}

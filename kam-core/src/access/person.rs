//! People and what they hold (ORG-2).

use crate::values::{Code, PersonId, PlanId, UnitId};

/// A role in a unit, which covers the units below it: `regional_manager @ DE-South` (ORG-2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoleIn {
    /// The role, by its code in `organization.roles`.
    pub role: Code,
    /// The unit.
    pub unit: UnitId,
}

/// A role in the account team of one plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TeamRole {
    /// The plan.
    pub plan: PlanId,
    /// The role, by its code in the list `team_role`.
    pub role: Code,
}

/// A person with everything that rights can hang on, as it is on the day that the host asks about: nothing here reads a clock, so who could see something
/// on a past day is asked with what people held then and the configuration of then (ACC-5).
///
/// ```
/// use kam_core::access::Person;
/// use kam_core::values::{Code, PersonId, UnitId};
///
/// let person = Person::new(PersonId::new("u7")?).with_role(Code::new("regional_manager")?, UnitId::new("DE-South")?);
/// assert_eq!(person.roles.len(), 1);
/// # Ok::<(), kam_core::values::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Roles in units. One that the configuration does not know gives nothing.
    pub roles: Vec<RoleIn>,
    /// Roles in the teams of plans.
    pub team_roles: Vec<TeamRole>,
}

impl Person {
    /// A person who holds nothing, and so has no right.
    #[must_use]
    pub const fn new(id: PersonId) -> Self {
        Self { id, roles: Vec::new(), team_roles: Vec::new() }
    }

    /// The person with one more role in a unit.
    #[must_use]
    pub fn with_role(mut self, role: Code, unit: UnitId) -> Self {
        self.roles.push(RoleIn { role, unit });
        self
    }

    /// The person with one more role in the team of a plan.
    #[must_use]
    pub fn with_team_role(mut self, plan: PlanId, role: Code) -> Self {
        self.team_roles.push(TeamRole { plan, role });
        self
    }
}

//! Accounts, account teams and stakeholders, as far as an import brings them (PLN-1, PLN-3).

use crate::values::{AccountId, Label, PersonId, PlanId, StakeholderId, Title, UnitId};

/// An account: a hospital, a payer, a buying group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its name; may be empty.
    pub name: Title,
    /// The account it belongs to.
    pub parent: Option<AccountId>,
    /// The organisation unit or territory it lies in.
    pub unit: Option<UnitId>,
}

/// What an account team member may do with the plan, as CRM systems know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// See it.
    Read,
    /// Change it.
    Edit,
}

/// A person of the account team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountTeamMember {
    /// The plan.
    pub plan: PlanId,
    /// The person.
    pub person: PersonId,
    /// The role in this team, in the words of the source.
    pub role: Option<Label>,
    /// What the person may do.
    pub access: Option<Access>,
}

/// A stakeholder of the account in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stakeholder {
    /// The plan.
    pub plan: PlanId,
    /// The stakeholder; in most CRM systems an account of its own.
    pub stakeholder: StakeholderId,
    /// The functional role, in the words of the source.
    pub role: Option<Label>,
    /// Who owns the relationship.
    pub owner: Option<PersonId>,
}

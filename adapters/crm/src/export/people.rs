//! Accounts, account teams and stakeholders as the core knows them.

use super::Export;
use crate::import::Table;
use crate::mapping::{Field, Role};
use kam_core::plan::{Access, Account, AccountTeamMember, Stakeholder};
use kam_core::values::{AccountId, Label, PersonId, PlanId, StakeholderId, Title, UnitId};

impl Export {
    fn rows_of(&self, role: Role) -> impl Iterator<Item = (&Table, u32)> {
        let of_role = move |table: &&Table| self.mapping.objects.get(table.object).is_some_and(|object| object.role == role);
        self.tables.iter().filter(of_role).flat_map(|table| (0..table.next_row()).map(move |row| (table, row)))
    }

    fn id<T>(&self, table: &Table, row: u32, field: Field, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        table.kept(row, field).filter(|cell| !cell.is_empty()).and_then(|cell| parse(&self.mapping.format.id(cell)))
    }

    /// All accounts, by id.
    #[must_use]
    pub fn accounts(&self) -> Vec<Account> {
        let account = |(table, row)| {
            Some(Account {
                id: self.id(table, row, Field::Id, |id| AccountId::new(id).ok())?,
                name: table.kept(row, Field::Title).and_then(|name| Title::new(name).ok()).unwrap_or_default(),
                parent: self.id(table, row, Field::Parent, |id| AccountId::new(id).ok()),
                unit: self.id(table, row, Field::Unit, |id| UnitId::new(id).ok()),
            })
        };
        let mut accounts: Vec<Account> = self.rows_of(Role::Account).filter_map(account).collect();
        accounts.sort_by(|a, b| a.id.cmp(&b.id));
        accounts
    }

    /// All members of account teams, by plan and person.
    #[must_use]
    pub fn team(&self) -> Vec<AccountTeamMember> {
        let [read, edit] = &self.mapping.access;
        let is = |words: &[String], cell: &str| words.iter().any(|word| self.mapping.format.same_name(word, cell));
        let member = |(table, row): (&Table, u32)| {
            let access = table.kept(row, Field::Access).unwrap_or_default();
            Some(AccountTeamMember {
                plan: self.id(table, row, Field::Plan, |id| PlanId::new(id).ok())?,
                person: self.id(table, row, Field::Person, |id| PersonId::new(id).ok())?,
                role: table.kept(row, Field::Role).filter(|role| !role.is_empty()).and_then(|role| Label::new(role).ok()),
                access: if is(edit, access) { Some(Access::Edit) } else { is(read, access).then_some(Access::Read) },
            })
        };
        let mut team: Vec<AccountTeamMember> = self.rows_of(Role::TeamMember).filter_map(member).collect();
        team.sort_by(|a, b| (&a.plan, &a.person, &a.role).cmp(&(&b.plan, &b.person, &b.role)));
        team
    }

    /// All stakeholders, by plan and stakeholder.
    #[must_use]
    pub fn stakeholders(&self) -> Vec<Stakeholder> {
        let stakeholder = |(table, row): (&Table, u32)| {
            Some(Stakeholder {
                plan: self.id(table, row, Field::Plan, |id| PlanId::new(id).ok())?,
                stakeholder: self.id(table, row, Field::Stakeholder, |id| StakeholderId::new(id).ok())?,
                role: table.kept(row, Field::Role).filter(|role| !role.is_empty()).and_then(|role| Label::new(role).ok()),
                owner: self.id(table, row, Field::Owner, |id| PersonId::new(id).ok()),
            })
        };
        let mut stakeholders: Vec<Stakeholder> = self.rows_of(Role::Stakeholder).filter_map(stakeholder).collect();
        stakeholders.sort_by(|a, b| (&a.plan, &a.stakeholder, &a.role).cmp(&(&b.plan, &b.stakeholder, &b.role)));
        stakeholders
    }
}

//! From a row to checked values: plans, nodes and the objects beside them.

use super::ids::Full;
use super::layout::{Layout, StatusWord};
use super::link::Above;
use super::pending::{Pending, Place, Rare};
use super::table::Table;
use super::{Importer, NodeAt, PlanDraft};
use crate::defect::{DefectCode, Finding};
use crate::format::Row;
use crate::format::cells::{Flavour, date, date_form};
use crate::mapping::{Field, Role};
use chrono::NaiveDate;
use kam_core::execution::{Links, MOST_LINKS, Schedule, StatusCategory, TooManyLinks};
use kam_core::plan::{Period, Profile, did_you_mean};
use kam_core::values::{
    AccountId, Amount, Label, NodeId, Percent, PersonId, PlanId, ProductId, Quantity, StakeholderId, Title, UnitId, ValueError, ValueFault, Weight,
    cut, nearest,
};

/// The parts of a quantity.
pub(super) const QUANTITY: [Field; 3] = [Field::Baseline, Field::Target, Field::Actual];
/// Those without which it is none.
pub(super) const NEEDED: [Field; 2] = [Field::Baseline, Field::Target];

/// What became of a row.
pub(super) enum Verdict {
    Taken,
    Aside,
    /// It is of a record type that the mapping does not take.
    OtherType,
    /// What is above it, in the same object, is not there yet.
    Wait,
}

/// The cells of one row while it is looked at, with everything that is wrong with it.
pub(super) struct Look<'a, 'r> {
    pub(super) layout: &'a Layout,
    pub(super) row: &'a Row<'r>,
    pub(super) findings: &'a mut Vec<Finding>,
    /// What somebody should look at although the row is taken.
    pub(super) warnings: &'a mut Vec<Finding>,
    /// Cells that would be written otherwise than they were read.
    pub(super) originals: Vec<usize>,
}

impl<'r> Look<'_, 'r> {
    pub(super) fn cell(&self, field: Field) -> &'r str {
        self.layout.cell(self.row, field)
    }

    /// The column whose cell counts.
    fn column(&self, field: Field) -> Option<usize> {
        self.layout.read_from(self.row, field)
    }

    pub(super) fn find(&mut self, code: DefectCode, field: Field, value: &str, reason: impl Into<String>) {
        self.findings.push(Finding::new(code, self.column(field), value, reason));
    }

    fn keep(&mut self, field: Field) {
        self.originals.extend(self.layout.of(field));
    }

    /// The ids of a list; one that is named twice is there once, and the cell that says so is kept.
    fn links<T: Eq>(&mut self, format: Flavour, field: Field, make: impl Fn(&str) -> Result<T, ValueError>) -> Links<T> {
        let mut ids = Vec::new();
        let mut bad = 0_usize;
        for value in format.list(self.cell(field)) {
            match make(&format.id(&value)) {
                Ok(id) => ids.push(id),
                // One cell must not fill the list of everything that is wrong.
                Err(_) if bad == MOST_LINKS => {
                    self.find(DefectCode::TooManyLinks, field, self.cell(field), TooManyLinks.to_string());
                    return Links::default();
                }
                Err(error) => {
                    bad = bad.saturating_add(1);
                    self.find(DefectCode::InvalidId, field, &value, error.to_string());
                }
            }
        }
        Links::new(ids).unwrap_or_else(|error| {
            self.find(DefectCode::TooManyLinks, field, self.cell(field), error.to_string());
            Links::default()
        })
    }

    /// A value where the cell is not empty.
    fn some<T>(&mut self, field: Field, code: DefectCode, parse: impl FnOnce(&str) -> Result<T, ValueError>) -> Option<T> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return None;
        }
        match parse(cell) {
            Ok(value) => Some(value),
            Err(error) => {
                let code = if matches!(error.fault, ValueFault::TooLong { .. }) { DefectCode::TooLong } else { code };
                self.find(code, field, cell, error.to_string());
                None
            }
        }
    }
}

impl Importer<'_> {
    /// An id of something, in the form it is compared in.
    fn id<T>(&self, look: &mut Look<'_, '_>, field: Field, parse: impl FnOnce(&str) -> Result<T, ValueError>) -> Option<T> {
        let cell = look.cell(field);
        let id = self.mapping.format.id(cell);
        if id.len() != cell.len() {
            look.keep(field);
        }
        look.some(field, DefectCode::InvalidId, |_| parse(&id))
    }

    /// The owner of a node; the same few own them all.
    fn owner(&mut self, look: &mut Look<'_, '_>) -> Result<Option<Place>, Full> {
        let cell = look.cell(Field::Owner);
        let id = self.mapping.format.id(cell);
        if let (Some(known), true) = (self.owners.find(&id), id.len() == cell.len()) {
            return Ok(Some(known));
        }
        self.id(look, Field::Owner, PersonId::new).map_or(Ok(None), |person| self.owners.add(person))
    }

    fn title(look: &mut Look<'_, '_>) -> Title {
        look.some(Field::Title, DefectCode::TooLong, Title::new).unwrap_or_default()
    }

    fn date(&self, look: &mut Look<'_, '_>, field: Field) -> Option<NaiveDate> {
        let cell = look.cell(field);
        if cell.is_empty() {
            return None;
        }
        match date(cell, self.mapping.day_zone) {
            Ok((date, from_moment)) => {
                if from_moment {
                    look.keep(field);
                }
                Some(date)
            }
            Err(error) => {
                let shown = cut(cell, 80);
                let (code, reason) = match error.fault {
                    ValueFault::NoSuchDay => (DefectCode::ImpossibleDate, format!("there is no day `{shown}` in the calendar")),
                    _ => {
                        let how = date_form(cell).map_or_else(String::new, |how| format!(" (it is written {how})"));
                        (DefectCode::BadDate, format!("`{shown}` is no date{how}; dates are written YYYY-MM-DD"))
                    }
                };
                look.find(code, field, cell, reason);
                None
            }
        }
    }

    /// The place of a node's status among those of the settings. A status says more than a flag; with neither it is the first open one.
    fn status(&self, look: &mut Look<'_, '_>) -> Option<u8> {
        let (layout, cell) = (look.layout, look.cell(Field::Status));
        let flag = layout.of(Field::DoneFlag).map(|_| look.cell(Field::DoneFlag));
        let word = match flag {
            _ if !cell.is_empty() => self.status_word(look, cell)?,
            Some(flag) if !flag.is_empty() => {
                let Some(done) = self.mapping.format.boolean(flag) else {
                    let reason = format!("`{}` is neither `true` nor `false`", cut(flag, 80));
                    look.find(DefectCode::InvalidBoolean, Field::DoneFlag, flag, reason);
                    return None;
                };
                layout.first_of(if done { StatusCategory::Done } else { StatusCategory::Open })?
            }
            _ => layout.first_of(StatusCategory::Open)?,
        };
        if cell != word.word || !word.written {
            look.keep(Field::Status);
        }
        let written = if word.category == StatusCategory::Done { "true" } else { "false" };
        if flag.is_some_and(|flag| flag != written) {
            look.keep(Field::DoneFlag);
        }
        Some(word.place)
    }

    fn status_word<'l>(&self, look: &mut Look<'l, '_>, cell: &str) -> Option<&'l StatusWord> {
        let words = &look.layout.statuses;
        let found = words.iter().find(|word| word.word == cell).or_else(|| words.iter().find(|word| self.mapping.format.same_name(&word.word, cell)));
        if found.is_none() {
            look.find(DefectCode::UnknownStatus, Field::Status, cell, unknown_word("status", cell, words.iter().map(|word| word.word.as_str())));
        }
        found
    }

    pub(super) fn take_plan(&mut self, table: &mut Table, look: &mut Look<'_, '_>) -> Result<Verdict, Full> {
        let id = self.id(look, Field::Id, PlanId::new);
        let account = self.id(look, Field::Account, AccountId::new);
        let owner = self.id(look, Field::Owner, PersonId::new);
        let title = Self::title(look);
        let mut unit = look.some(Field::Unit, DefectCode::InvalidId, UnitId::new);
        if unit.is_none() && look.cell(Field::Unit).is_empty() {
            // Most systems have territories at accounts only; a plan is where its account is.
            unit = account.as_ref().and_then(|account| self.account_units.get(&self.accounts.find(account.as_str())?)).cloned();
            look.keep(Field::Unit);
        }
        let status = look.some(Field::Status, DefectCode::TooLong, Label::new);
        // Customers fill the statuses of plans with words of their own, and no figure depends on them.
        if let Some(word) =
            status.as_ref().filter(|word| !look.layout.statuses.iter().any(|known| self.mapping.format.same_name(&known.word, word.as_str())))
        {
            let reason = unknown_word("status of plans", word.as_str(), look.layout.statuses.iter().map(|known| known.word.as_str()));
            look.warnings.push(Finding::new(
                DefectCode::UnknownStatus,
                look.column(Field::Status),
                word.as_str(),
                format!("{reason}; it is kept as it is"),
            ));
        }
        let (start, end) = (self.date(look, Field::Start), self.date(look, Field::End));
        let period = Period::new(start, end).unwrap_or_else(|_| {
            let value = format!("{} > {}", cut(look.cell(Field::Start), 80), cut(look.cell(Field::End), 80));
            look.find(DefectCode::StartAfterDue, Field::Start, &value, format!("the plan starts after its end ({value})"));
            Period::default()
        });
        if let Some(account) = account.as_ref().filter(|account| self.has_accounts && self.accounts.find(account.as_str()).is_none()) {
            let why = if self.is_of_other_type(account.as_str()) { " that are taken, by its record type" } else { " of the export" };
            let reason = format!("the account `{account}` of this plan is not among the accounts{why}");
            look.find(DefectCode::UnknownAccount, Field::Account, account.as_str(), reason);
        }
        let Some(id) = self.free_id(look, id, |own, id: &PlanId| own.plans.find(id.as_str()).is_some()) else { return Ok(Verdict::Aside) };
        if !look.findings.is_empty() {
            return Ok(Verdict::Aside);
        }
        let place = self.plans.place(id.as_str())?;
        let profile = Profile { id, title, account, owner, unit, status, period };
        let table_place = self.tables_done;
        self.drafts.push(PlanDraft { profile, table: table_place, row: table.next_row() });
        table.records.push(place);
        self.put(table, look)?;
        Ok(Verdict::Taken)
    }

    pub(super) fn take_node(&mut self, table: &mut Table, look: &mut Look<'_, '_>, last_call: bool) -> Result<Verdict, Full> {
        let id = self.id(look, Field::Id, NodeId::new);
        let status = self.status(look);
        let title = Self::title(look);
        let owner = self.owner(look)?;
        let (start, due) = (self.date(look, Field::Start), self.date(look, Field::Due));
        let schedule = Schedule::new(start, due).unwrap_or_else(|_| {
            let (start, due) = (look.cell(Field::Start), look.cell(Field::Due));
            let [shown, end] = [start, due].map(|day| cut(day, 80));
            look.find(DefectCode::StartAfterDue, Field::Start, start, format!("it starts on {shown}, which is after its due date {end}"));
            Schedule::default()
        });
        let id = self.free_id(look, id, |_, _| false);
        let above = self.link(look, last_call);
        let (Some(id), Some(status)) = (id, status) else { return Ok(Verdict::Aside) };
        // A row that is taken is looked up and entered in one go below; of one that is not the id is still compared.
        if !look.findings.is_empty() && self.nodes.find(id.as_str()).is_some() {
            return Ok(duplicate(look, &id));
        }
        let rare = self.rare(look);
        if !look.findings.is_empty() {
            return Ok(Verdict::Aside);
        }
        let (plan, parent) = match above {
            Above::There { plan, node } => (plan, node.and_then(Place::of)),
            Above::Wait => return Ok(Verdict::Wait),
            Above::Nothing => return Ok(Verdict::Aside),
        };
        let Ok(place) = self.nodes.insert_owned(id.as_str(), plan)? else {
            return Ok(duplicate(look, &id));
        };
        self.nodes_at.push(NodeAt { plan, table: self.tables_done, row: table.next_row() });
        self.pending.push(Pending { id, parent, title, owner, schedule, status, level: look.layout.level, rare });
        table.records.push(place);
        self.put(table, look)?;
        Ok(Verdict::Taken)
    }

    /// The fields of a node that exports of these systems seldom have.
    fn rare(&self, look: &mut Look<'_, '_>) -> Option<Box<Rare>> {
        const FIELDS: [Field; 4] = [Field::Weight, Field::Progress, Field::Prerequisites, Field::Products];
        if FIELDS.iter().chain(&QUANTITY).all(|field| look.layout.of(*field).is_none()) {
            return None;
        }
        let mut rare = Rare {
            weight: look.some(Field::Weight, DefectCode::InvalidWeight, Weight::parse),
            progress: look.some(Field::Progress, DefectCode::InvalidProgress, Percent::parse),
            ..Rare::default()
        };
        let differs = |look: &Look<'_, '_>, field, text: Option<String>| text.is_some_and(|text| text != look.cell(field));
        if differs(look, Field::Weight, rare.weight.map(|weight| weight.to_string())) {
            look.keep(Field::Weight);
        }
        if differs(look, Field::Progress, rare.progress.map(|progress| progress.to_string())) {
            look.keep(Field::Progress);
        }
        rare.quantity = Self::quantity(look);
        for field in [Field::Prerequisites, Field::Products] {
            let cell = look.cell(field);
            if cell.is_empty() {
                continue;
            }
            look.keep(field);
            match field {
                Field::Prerequisites => rare.prerequisites = look.links(self.mapping.format, field, NodeId::new),
                _ => rare.products = look.links(self.mapping.format, field, ProductId::new),
            }
        }
        (!rare.is_empty()).then(|| Box::new(rare))
    }

    /// A quantity needs its baseline and its target; nothing is guessed for one that is missing.
    fn quantity(look: &mut Look<'_, '_>) -> Option<Quantity> {
        let filled = QUANTITY.into_iter().find(|field| !look.cell(*field).is_empty())?;
        let [baseline, target, actual] = QUANTITY.map(|field| {
            if !look.cell(field).is_empty() {
                look.keep(field);
            }
            look.some(field, DefectCode::InvalidQuantity, Amount::parse)
        });
        let missing: Vec<Field> = NEEDED.into_iter().filter(|field| look.cell(*field).is_empty()).collect();
        // Where a CSV file has no such column at all, its header was pointed out once.
        let by_header = look.row.header.is_empty() && missing.iter().any(|field| look.layout.of(*field).is_none());
        if let (Some(first), false) = (missing.first(), by_header) {
            let names: Vec<&str> = missing.iter().map(|field| field.name()).collect();
            let reason = format!("the quantity has no {}, so it is not used; its other cells are kept as they are", names.join(" and no "));
            let column = look.layout.of(*first).or_else(|| look.layout.of(filled));
            look.warnings.push(Finding::new(DefectCode::IncompleteQuantity, column, "", reason));
        }
        match Quantity::new(baseline?, target?, actual) {
            Ok(quantity) => Some(quantity),
            Err(error) => {
                look.find(DefectCode::InvalidQuantity, Field::Target, look.cell(Field::Target), error.to_string());
                None
            }
        }
    }

    /// Objects beside the hierarchy are kept cell by cell; what rules know of them is checked.
    pub(super) fn take_other(&mut self, table: &mut Table, look: &mut Look<'_, '_>, role: Role) -> Result<Verdict, Full> {
        let id = self.id(look, Field::Id, AccountId::new);
        let mut unit = None;
        match role {
            Role::Account => {
                Self::title(look);
                unit = look.some(Field::Unit, DefectCode::InvalidId, UnitId::new);
            }
            Role::TeamMember => {
                self.plan_of_other(look);
                self.needed_id(look, Field::Person, |id| PersonId::new(id).map(|_| ()));
                look.some(Field::Role, DefectCode::TooLong, Label::new);
                let cell = look.cell(Field::Access);
                let words = || self.mapping.access.iter().flatten();
                if !cell.is_empty() && !words().any(|word| self.mapping.format.same_name(word, cell)) {
                    let reason = unknown_word("access", cell, words().map(String::as_str));
                    look.find(DefectCode::UnknownAccess, Field::Access, cell, reason);
                }
            }
            Role::Stakeholder => {
                self.plan_of_other(look);
                self.needed_id(look, Field::Stakeholder, |id| StakeholderId::new(id).map(|_| ()));
                look.some(Field::Role, DefectCode::TooLong, Label::new);
            }
            Role::Plan | Role::Node | Role::Kept => {}
        }
        if role != Role::Kept || look.layout.of(Field::Id).is_some() {
            let object = table.object;
            let known = |own: &Self, id: &AccountId| match role {
                Role::Account => own.accounts.find(id.as_str()).is_some(),
                _ => own.others.get(object).is_some_and(|ids| ids.find(id.as_str()).is_some()),
            };
            let id = self.free_id(look, id, known);
            if let (Some(id), true) = (id, look.findings.is_empty()) {
                let ids = if role == Role::Account { Some(&mut self.accounts) } else { self.others.get_mut(object) };
                if let Some(ids) = ids {
                    let place = ids.place(id.as_str())?;
                    self.account_units.extend(unit.map(|unit| (place, unit)));
                }
            }
        }
        if !look.findings.is_empty() {
            return Ok(Verdict::Aside);
        }
        look.originals.clear();
        self.put(table, look)?;
        Ok(Verdict::Taken)
    }

    fn needed_id(&self, look: &mut Look<'_, '_>, field: Field, parse: impl FnOnce(&str) -> Result<(), ValueError>) {
        if look.cell(field).is_empty() {
            look.find(DefectCode::MissingId, field, "", "it is empty, so it is not known who is meant");
        } else {
            self.id(look, field, parse);
        }
    }

    fn plan_of_other(&self, look: &mut Look<'_, '_>) {
        let cell = look.cell(Field::Plan);
        let id = self.mapping.format.id(cell);
        if cell.is_empty() {
            look.find(DefectCode::MissingParent, Field::Plan, "", "it says no account plan");
        } else if self.plans.find(&id).is_none() {
            let (code, reason) = self.not_there(&id, std::iter::once(self.plan_object));
            look.find(code, Field::Plan, cell, reason);
        }
    }

    /// An id that is there, in good form, and not yet taken by an earlier row.
    fn free_id<T: std::fmt::Display>(&self, look: &mut Look<'_, '_>, id: Option<T>, taken: impl FnOnce(&Self, &T) -> bool) -> Option<T> {
        if look.cell(Field::Id).is_empty() {
            look.find(DefectCode::MissingId, Field::Id, "", "the row has no id");
        }
        let id = id?;
        if taken(self, &id) {
            duplicate(look, &id);
            return None;
        }
        Some(id)
    }

    /// Keeps the cells of a row that was taken.
    fn put(&self, table: &mut Table, look: &mut Look<'_, '_>) -> Result<(), Full> {
        let row = table.next_row();
        if !look.originals.is_empty() {
            look.originals.sort_unstable();
            look.originals.dedup();
            for column in &look.originals {
                table.originals.push(row, u32::try_from(*column).map_err(|_| Full)?, look.row.cell(*column));
            }
        }
        table.cells.push(look.layout.kept.iter().map(|column| look.row.cell(*column).as_bytes()));
        table.spots.push(look.row.spot());
        Ok(())
    }
}

fn duplicate(look: &mut Look<'_, '_>, id: &dyn std::fmt::Display) -> Verdict {
    let reason = format!("the id `{id}` was already used by an earlier row; that one counts");
    look.find(DefectCode::DuplicateId, Field::Id, look.cell(Field::Id), reason);
    Verdict::Aside
}

fn unknown_word<'a>(what: &str, cell: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let close = did_you_mean(&nearest(cell, known.clone()));
    let all = || format!("the mapping knows {}", known.take(20).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "));
    format!("the mapping has no {what} `{}`; {}", cut(cell, 80), close.unwrap_or_else(all))
}

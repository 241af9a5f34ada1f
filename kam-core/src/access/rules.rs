//! Everything that a change is checked against.

use super::Rights;
use crate::account_plan::PlanRules;
use crate::approval::Definition;
use crate::config::{Resolved, Settings};
use std::sync::Arc;

/// What holds in a unit: settings, lists, features, rights.
#[derive(Debug, Clone)]
pub struct Rules<'c> {
    pub(crate) resolved: &'c Resolved,
    pub(crate) rights: &'c Rights,
    pub(crate) settings: Arc<Settings>,
    pub(crate) plans: Arc<PlanRules>,
}

impl<'c> Rules<'c> {
    /// The rules of a layer of a configuration; `rights` are those of the same layer.
    ///
    /// `None` where the layer's settings make no rules, which a checked configuration never has.
    #[must_use]
    pub fn of(resolved: &'c Resolved, rights: &'c Rights) -> Option<Self> {
        Some(Self { resolved, rights, settings: Arc::new(resolved.plan_settings().ok()?), plans: Arc::new(PlanRules::of(resolved)) })
    }

    /// The same, where the rest was worked out before.
    #[must_use]
    pub const fn with(resolved: &'c Resolved, rights: &'c Rights, settings: Arc<Settings>, plans: Arc<PlanRules>) -> Self {
        Self { resolved, rights, settings, plans }
    }

    /// The definitions by which a kind of subject is approved here, where approvals are on (APR-1).
    pub(crate) fn approval_of<'s>(&self, subject: &'s str) -> impl Iterator<Item = Definition> + use<'s> {
        let drafts = if self.resolved.has_feature("approvals") { Definition::drafts(self.resolved) } else { Vec::new() };
        drafts.into_iter().filter(move |draft| draft.subject == subject).filter_map(|draft| Definition::new(&draft).ok())
    }

    /// The life and the phases of account plans.
    #[must_use]
    pub const fn plans(&self) -> &Arc<PlanRules> {
        &self.plans
    }

    /// The settings that plans are computed by.
    #[must_use]
    pub const fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }
}

//! Everything that a change is checked against.

use super::Rights;
use crate::approval::Definition;
use crate::config::{Resolved, Settings};
use std::sync::Arc;

/// What holds in a unit: settings, lists, features, rights.
#[derive(Debug, Clone)]
pub struct Rules<'c> {
    pub(crate) resolved: &'c Resolved,
    pub(crate) rights: &'c Rights,
    pub(crate) settings: Arc<Settings>,
}

impl<'c> Rules<'c> {
    /// The rules of a layer of a configuration; `rights` are those of the same layer.
    ///
    /// `None` where the layer's settings make no rules, which a checked configuration never has.
    #[must_use]
    pub fn of(resolved: &'c Resolved, rights: &'c Rights) -> Option<Self> {
        Some(Self { resolved, rights, settings: Arc::new(resolved.plan_settings().ok()?) })
    }

    /// The same, where the settings were worked out before.
    #[must_use]
    pub const fn with_settings(resolved: &'c Resolved, rights: &'c Rights, settings: Arc<Settings>) -> Self {
        Self { resolved, rights, settings }
    }

    /// The definitions by which a kind of subject is approved here, where approvals are on (APR-1).
    pub(crate) fn approval_of(&self, subject: &'static str) -> impl Iterator<Item = Definition> {
        let drafts = if self.resolved.has_feature("approvals") { Definition::drafts(self.resolved) } else { Vec::new() };
        drafts.into_iter().filter(move |draft| draft.subject == subject).filter_map(|draft| Definition::new(&draft).ok())
    }

    /// The settings that plans are computed by.
    #[must_use]
    pub const fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }
}

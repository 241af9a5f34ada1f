//! Everything that a change is checked against.

use super::Rights;
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

    /// The settings that plans are computed by.
    #[must_use]
    pub const fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }
}

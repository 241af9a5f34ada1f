//! What plans say and no mapping has a name for: columns of our own.

use crate::format::cells::Flavour;
use kam_core::execution::Node;
use kam_core::values::format_moment;
use std::borrow::Cow;

/// The column that keeps a status code which the other flavour has no word for.
pub(crate) const STATUS_CODE: &str = "kam_status";

/// Something that is written in a column of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extra {
    Status,
    Stakeholders,
    CompletedBy,
    CompletedAt,
    Override,
    OverrideReason,
    OverrideBy,
    OverrideAt,
}

impl Extra {
    pub(crate) const ALL: [Self; 8] = [
        Self::Status,
        Self::Stakeholders,
        Self::CompletedBy,
        Self::CompletedAt,
        Self::Override,
        Self::OverrideReason,
        Self::OverrideBy,
        Self::OverrideAt,
    ];

    /// The name of its column.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Status => STATUS_CODE,
            Self::Stakeholders => "kam_stakeholders",
            Self::CompletedBy => "kam_completed_by",
            Self::CompletedAt => "kam_completed_at",
            Self::Override => "kam_override",
            Self::OverrideReason => "kam_override_reason",
            Self::OverrideBy => "kam_override_by",
            Self::OverrideAt => "kam_override_at",
        }
    }

    pub(crate) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extra| extra.name() == name)
    }

    pub(crate) fn cell(self, format: Flavour, node: &Node) -> Cow<'_, str> {
        let by_hand = node.completion_override.as_deref();
        let completed = node.completed.as_deref();
        let moment = |at: Option<&chrono::DateTime<chrono::Utc>>| Cow::Owned(at.map(format_moment).unwrap_or_default());
        match self {
            Self::Status => Cow::Borrowed(node.status.code.as_str()),
            Self::Stakeholders => Cow::Owned(format.write_list(node.stakeholders.iter().map(AsRef::as_ref))),
            Self::CompletedBy => Cow::Borrowed(completed.map_or("", |acting| acting.person.as_str())),
            Self::CompletedAt => moment(completed.map(|acting| &acting.at)),
            Self::Override => Cow::Owned(by_hand.map_or_else(String::new, |set| set.completion.to_string())),
            Self::OverrideReason => Cow::Borrowed(by_hand.map_or("", |set| set.reason.as_str())),
            Self::OverrideBy => Cow::Borrowed(by_hand.map_or("", |set| set.acting.person.as_str())),
            Self::OverrideAt => moment(by_hand.map(|set| &set.acting.at)),
        }
    }
}

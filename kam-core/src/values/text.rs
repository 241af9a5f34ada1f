//! Ids and limited texts (NUM-5, NUM-6).

use super::error::{ValueError, ValueFault, ValueKind};
use compact_str::CompactString;
use std::borrow::Borrow;
use std::fmt;

/// The longest id or code, in characters.
pub const ID_LENGTH: usize = 64;

/// Characters that have a width of nothing or turn the direction of a line, and so are no part of an id.
const fn unseen(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(crate) fn check_id(text: &str, what: &'static str) -> Result<(), ValueError> {
    if !text.is_empty() && text.len() <= ID_LENGTH && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let refuse = |fault| Err(ValueError::new(ValueKind::Id(what), text, fault));
    if text.is_empty() {
        return refuse(ValueFault::Empty);
    }
    if let Some((place, character)) = text.chars().enumerate().find(|(_, c)| c.is_whitespace() || c.is_control() || unseen(*c)) {
        return refuse(ValueFault::Invisible { character, position: place.saturating_add(1) });
    }
    let length = text.chars().count();
    if length > ID_LENGTH {
        return refuse(ValueFault::TooLong { length, most: ID_LENGTH });
    }
    Ok(())
}

fn check_text(text: &str, what: &'static str, most: usize) -> Result<(), ValueError> {
    if text.len() > most {
        let length = text.chars().count();
        if length > most {
            return Err(ValueError::new(ValueKind::Text(what), text, ValueFault::TooLong { length, most }));
        }
    }
    Ok(())
}

macro_rules! shared {
    ($name:ident) => {
        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::new(text)
            }
        }
    };
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $what:literal;)+) => {$(
        $(#[$doc])*
        ///
        /// 1 to 64 visible characters given by the host; equal means byte-equal (NUM-5).
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(CompactString);

        impl $name {
            /// Takes an id as the host gives it.
            ///
            /// # Errors
            /// Empty, longer than 64 characters, or with a character that cannot be seen.
            pub fn new(text: &str) -> Result<Self, ValueError> {
                check_id(text, $what)?;
                Ok(Self(CompactString::from(text)))
            }
        }

        shared!($name);
    )+};
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident = $what:literal, $most:expr;)+) => {$(
        $(#[$doc])*
        ///
        /// Unicode, kept as given (NUM-6).
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(CompactString);

        impl $name {
            /// The longest text, in characters.
            pub const LIMIT: usize = $most;

            /// Takes a text as given.
            ///
            /// # Errors
            /// Longer than the limit.
            pub fn new(text: &str) -> Result<Self, ValueError> {
                check_text(text, $what, Self::LIMIT)?;
                Ok(Self(CompactString::from(text)))
            }

            /// Whether a person sees nothing in it: only white space and characters without a width.
            #[must_use]
            pub fn is_blank(&self) -> bool {
                self.0.chars().all(|character| character.is_whitespace() || unseen(character))
            }
        }

        shared!($name);
    )+};
}

ids! {
    /// The id of a node of the hierarchy: a goal, objective, tactic or action.
    NodeId = "node id";
    /// The id of an account plan.
    PlanId = "plan id";
    /// The id of an account.
    AccountId = "account id";
    /// The id of a person who acts.
    PersonId = "person id";
    /// The id of an organisation unit.
    UnitId = "unit id";
    /// The id of a product.
    ProductId = "product id";
    /// The id of a stakeholder.
    StakeholderId = "stakeholder id";
    /// A stable code of a list of values, or the name of a level.
    Code = "code";
}

texts! {
    /// The title of a plan or a node.
    Title = "title", 500;
    /// The status of a plan as its source names it; customers fill it with their own values.
    Label = "label", 255;
    /// Why something was done.
    Reason = "reason", 2_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_visible_and_short() {
        assert!(NodeId::new("a0A5g00000AbCdEQAV").is_ok());
        assert!(NodeId::new("été-Ω-日本").is_ok());
        assert!(NodeId::new(&"é".repeat(64)).is_ok());
        assert_eq!(NodeId::new(&"é".repeat(65)).unwrap_err().fault, ValueFault::TooLong { length: 65, most: 64 });
        for bad in ["", " ", "a b", "a\u{200B}", "\u{FEFF}a", "a\n", "\u{202E}a", "a\u{0}"] {
            assert!(NodeId::new(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn texts_are_kept_as_given() {
        assert_eq!(Title::new("  Mercy\nNorth ").unwrap().as_str(), "  Mercy\nNorth ");
        assert!(Title::new(&"é".repeat(500)).is_ok());
        assert!(Title::new(&"é".repeat(501)).is_err());
    }
}

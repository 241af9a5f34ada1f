//! What a node names beside its parent: prerequisites, products, stakeholders.

use std::ops::Deref;

/// The most prerequisites, products or stakeholders of a node.
pub const MOST_LINKS: usize = 100;

/// More than [`MOST_LINKS`] different ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("at most {MOST_LINKS} different ids are allowed here")]
pub struct TooManyLinks;

/// Ids that a node names, at most 100: a set in the order given, so that one that is named twice is there once (EXE-2).
///
/// ```
/// use kam_core::execution::Links;
///
/// let links = Links::new(["b", "a", "b"])?;
/// assert_eq!(*links, ["b", "a"]);
/// assert!(Links::new(0..101).is_err());
/// # Ok::<(), kam_core::execution::TooManyLinks>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Links<T>(Box<[T]>);

impl<T: Eq> Links<T> {
    /// Keeps the first of each id.
    ///
    /// # Errors
    /// More than 100 different ids.
    pub fn new(ids: impl IntoIterator<Item = T>) -> Result<Self, TooManyLinks> {
        let mut kept: Vec<T> = Vec::new();
        for id in ids {
            if !kept.contains(&id) {
                if kept.len() == MOST_LINKS {
                    return Err(TooManyLinks);
                }
                kept.push(id);
            }
        }
        Ok(Self(kept.into_boxed_slice()))
    }
}

impl<T> Links<T> {
    /// Whether nothing is named.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Links<T> {
    fn default() -> Self {
        Self(Box::default())
    }
}

impl<T> Deref for Links<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'l, T> IntoIterator for &'l Links<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

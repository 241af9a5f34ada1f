//! Which ids were met, each kept once.

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Ids in the order in which they were met, found by their text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    text: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

/// More ids than four gigabytes of text.
#[derive(Debug)]
pub(crate) struct Full;

fn slice<'a>(text: &'a str, ends: &[u32], place: u32) -> &'a str {
    let place = place as usize;
    let start = place.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(place).copied().unwrap_or(start);
    text.get(start as usize..end as usize).unwrap_or("")
}

impl Ids {
    pub(crate) fn get(&self, place: u32) -> &str {
        slice(&self.text, &self.ends, place)
    }

    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        self.table.find(self.hasher.hash_one(id), |place| self.get(*place) == id).copied()
    }

    /// Adds an id; gives its place, or the place it already has.
    pub(crate) fn insert(&mut self, id: &str) -> Result<Result<u32, u32>, Full> {
        let Self { text, ends, table, hasher } = self;
        let hash = hasher.hash_one(id);
        match table.entry(hash, |place| slice(text, ends, *place) == id, |place| hasher.hash_one(slice(text, ends, *place))) {
            Entry::Occupied(known) => Ok(Err(*known.get())),
            Entry::Vacant(free) => {
                let place = u32::try_from(ends.len()).map_err(|_| Full)?;
                let end = u32::try_from(text.len().saturating_add(id.len())).map_err(|_| Full)?;
                free.insert(place);
                text.push_str(id);
                ends.push(end);
                Ok(Ok(place))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_again() {
        let mut ids = Ids::default();
        for number in 0..1_000_u32 {
            assert_eq!(ids.insert(&format!("id{number}")).unwrap(), Ok(number));
        }
        assert_eq!(ids.insert("id7").unwrap(), Err(7));
        assert_eq!(ids.find("id999"), Some(999));
        assert_eq!(ids.find("id1000"), None);
        assert_eq!((ids.get(0), ids.get(10)), ("id0", "id10"));
        assert_eq!(ids.insert("").unwrap(), Ok(1_000));
        assert_eq!(ids.find(""), Some(1_000));
    }
}

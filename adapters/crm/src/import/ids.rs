//! Which ids were met, each kept once.

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Ids in the order in which they were met, found by their text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    text: String,
    ends: Vec<u32>,
    table: HashTable<Slot>,
    hasher: DefaultHashBuilder,
}

/// Where an id is; beside its place also its text and what belongs to it, so that a look-up goes to memory as seldom as can be.
#[derive(Debug, Clone, Copy)]
struct Slot {
    place: u32,
    start: u32,
    end: u32,
    owner: u32,
}

impl Slot {
    fn of<'t>(&self, text: &'t str) -> &'t [u8] {
        text.as_bytes().get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// More ids than four gigabytes of text.
#[derive(Debug)]
pub(crate) struct Full;

impl Ids {
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, place: u32) -> &str {
        let place = place as usize;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(place).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    pub(crate) fn find(&self, id: &str) -> Option<u32> {
        self.find_owned(id).map(|(place, _)| place)
    }

    /// The place of an id and what it belongs to.
    pub(crate) fn find_owned(&self, id: &str) -> Option<(u32, u32)> {
        let slot = self.table.find(self.hasher.hash_one(id.as_bytes()), |slot| slot.of(&self.text) == id.as_bytes());
        slot.map(|slot| (slot.place, slot.owner))
    }

    /// Adds an id; gives its place, or the place it already has.
    pub(crate) fn insert(&mut self, id: &str) -> Result<Result<u32, u32>, Full> {
        self.insert_owned(id, u32::MAX)
    }

    /// The place of an id, which is added where it is new.
    pub(crate) fn place(&mut self, id: &str) -> Result<u32, Full> {
        Ok(self.insert(id)?.unwrap_or_else(|known| known))
    }

    /// Adds an id of something that belongs to something else; gives its place, or the place it already has.
    pub(crate) fn insert_owned(&mut self, id: &str, owner: u32) -> Result<Result<u32, u32>, Full> {
        let Self { text, ends, table, hasher } = self;
        let hash = hasher.hash_one(id.as_bytes());
        match table.entry(hash, |slot| slot.of(text) == id.as_bytes(), |slot| hasher.hash_one(slot.of(text))) {
            Entry::Occupied(known) => Ok(Err(known.get().place)),
            Entry::Vacant(free) => {
                let place = u32::try_from(ends.len()).map_err(|_| Full)?;
                let start = u32::try_from(text.len()).map_err(|_| Full)?;
                let end = u32::try_from(text.len().saturating_add(id.len())).map_err(|_| Full)?;
                free.insert(Slot { place, start, end, owner });
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

//! Which ids were met, each kept once.

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::borrow::Cow;
use std::hash::BuildHasher;

/// Ids in the order in which they were met, found by their text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    text: String,
    ends: Vec<u32>,
    /// The ids that were met since the last turn of [`Ids::seal`].
    table: HashTable<Slot>,
    /// Those that were met before.
    sealed: Vec<HashTable<Slot>>,
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

/// How many tables an id is looked for in, beside the one that grows.
const MOST_SEALED: usize = 8;

impl Slot {
    fn of<'t>(&self, text: &'t str) -> &'t [u8] {
        text.as_bytes().get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Room for what [`Ids::warm`] works with.
#[derive(Debug, Default)]
pub(crate) struct Warming {
    hashes: Vec<u64>,
    starts: Vec<u32>,
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
        let hash = self.hasher.hash_one(id.as_bytes());
        let find = |table: &HashTable<Slot>| table.find(hash, |slot| slot.of(&self.text) == id.as_bytes()).map(|slot| (slot.place, slot.owner));
        self.sealed.iter().rev().find_map(find).or_else(|| find(&self.table))
    }

    /// Adds an id; gives its place, or the place it already has.
    pub(crate) fn insert(&mut self, id: &str) -> Result<Result<u32, u32>, Full> {
        self.insert_owned(id, u32::MAX)
    }

    /// Brings into the cache what looking up these ids will need. Look-ups with work between them wait for memory one after the other; here none
    /// depends on another, so that the processor waits for many at once.
    pub(crate) fn warm<'i>(&self, ids: impl Iterator<Item = Cow<'i, str>>, room: &mut Warming) {
        room.hashes.clear();
        room.hashes.extend(ids.map(|id| self.hasher.hash_one(id.as_bytes())));
        room.starts.clear();
        for table in self.sealed.iter().chain([&self.table]) {
            // The first slot that may be it is it nearly always, and its text is not there yet.
            room.starts.extend(room.hashes.iter().filter_map(|hash| table.find(*hash, |_| true)).map(|slot| slot.start));
        }
        let text = self.text.as_bytes();
        let seen = room.starts.iter().fold(0_u8, |seen, start| seen ^ text.get(*start as usize).copied().unwrap_or(0));
        std::hint::black_box(seen);
    }

    /// Makes room for so many more ids at once; a table that grows is filled anew each time.
    pub(crate) fn reserve(&mut self, more: usize) {
        let Self { text, table, hasher, .. } = self;
        table.reserve(more, |slot| hasher.hash_one(slot.of(text)));
    }

    /// Enters the ids that follow apart from those there are. Few objects have things below them and those are the small ones: what is looked
    /// up most then lies close together, however much comes behind.
    pub(crate) fn seal(&mut self) {
        if !self.table.is_empty() && self.sealed.len() < MOST_SEALED {
            self.sealed.push(std::mem::take(&mut self.table));
        }
    }

    /// The place of an id, which is added where it is new.
    pub(crate) fn place(&mut self, id: &str) -> Result<u32, Full> {
        Ok(self.insert(id)?.unwrap_or_else(|known| known))
    }

    /// Adds an id of something that belongs to something else; gives its place, or the place it already has.
    pub(crate) fn insert_owned(&mut self, id: &str, owner: u32) -> Result<Result<u32, u32>, Full> {
        let Self { text, ends, table, sealed, hasher } = self;
        let hash = hasher.hash_one(id.as_bytes());
        if let Some(known) = sealed.iter().find_map(|table| table.find(hash, |slot| slot.of(text) == id.as_bytes())) {
            return Ok(Err(known.place));
        }
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

    #[test]
    fn sealed_ids_are_found_and_kept_once() {
        let mut ids = Ids::default();
        for number in 0..40_u32 {
            assert_eq!(ids.insert_owned(&format!("id{number}"), number + 100).unwrap(), Ok(number));
            ids.seal();
            ids.seal();
            assert_eq!(ids.insert(&format!("id{}", number / 2)).unwrap(), Err(number / 2));
        }
        assert_eq!(ids.sealed.len(), MOST_SEALED);
        for number in 0..40 {
            assert_eq!(ids.find_owned(&format!("id{number}")), Some((number, number + 100)));
        }
        assert_eq!((ids.find("id40"), ids.len()), (None, 40));
    }
}

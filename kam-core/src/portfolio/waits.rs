//! What the nodes of a plan wait for (EXE-2), where a table says so.

use super::block::Block;
use super::key::{Id, Key, KeyTable};
use super::shard::row_of;
use super::source::Source;
use crate::execution::{MOST_LINKS, StatusCategory};
use hashbrown::DefaultHashBuilder;

/// The prerequisites of a plan's nodes by their places, side by side for each node.
#[derive(Default)]
pub(super) struct Waits {
    first: Vec<u32>,
    list: Vec<u32>,
    /// By node, how many wait for it.
    followers: Vec<u32>,
    /// Nodes that nobody waits for any more.
    free: Vec<u32>,
    /// By node, whether something it waits for is neither done nor cancelled.
    pub(super) waiting: Vec<bool>,
}

impl Waits {
    /// Reads the prerequisites of a plan's rows; `false` where one of them is no node of the plan, a node has too many, or some wait for each other.
    pub(super) fn read<S: Source>(&mut self, source: &S, block: &Block, table: &KeyTable, hasher: &DefaultHashBuilder) -> bool {
        self.first.clear();
        self.list.clear();
        self.followers.clear();
        self.followers.resize(block.rows.len(), 0);
        self.first.push(0);
        for place in (0_u32..).take(block.rows.len()) {
            let before = self.list.len();
            let mut good = true;
            source.prerequisites(row_of(block, place), &mut |id: Option<Id<'_>>| {
                let key = id.and_then(|id| Key::of(id, hasher).ok());
                let same = |other: u32| source.node(row_of(block, other)) == id;
                match key.and_then(|key| table.find(key, &block.nodes, same)) {
                    Some(first) => self.list.push(first),
                    None => good = false,
                }
            });
            let mut of_node: Vec<u32> = Vec::new();
            if self.list.len().saturating_sub(before) > MOST_LINKS {
                of_node.extend_from_slice(self.list.get(before..).unwrap_or_default());
                of_node.sort_unstable();
                of_node.dedup();
            }
            if !good || of_node.len() > MOST_LINKS {
                return false;
            }
            self.first.push(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        }
        let good = self.end_somewhere();
        self.mark(block);
        good
    }

    /// Whether nodes can be taken away one by one, each when nobody waits for it any more: then nothing goes round in a circle.
    fn end_somewhere(&mut self) -> bool {
        let Self { first, list, followers, free, .. } = self;
        for first in list.iter() {
            if let Some(count) = followers.get_mut(*first as usize) {
                *count = count.wrapping_add(1);
            }
        }
        free.clear();
        free.extend((0..).zip(followers.iter()).filter(|(_, count)| **count == 0).map(|(place, _)| place));
        let mut next = 0;
        while let Some(place) = free.get(next).copied() {
            next = next.wrapping_add(1);
            for first in of(first, list, place) {
                if let Some(count) = followers.get_mut(*first as usize) {
                    *count = count.wrapping_sub(1);
                    if *count == 0 {
                        free.push(*first);
                    }
                }
            }
        }
        free.len() == followers.len()
    }

    /// Notes which nodes wait for something unfinished.
    fn mark(&mut self, block: &Block) {
        let unfinished = |first: &u32| {
            let category = block.category_at(*first as usize);
            matches!(category, Some(StatusCategory::Open | StatusCategory::InProgress))
        };
        let Self { first, list, waiting, .. } = self;
        waiting.clear();
        waiting.extend((0_u32..).take(block.rows.len()).map(|place| of(first, list, place).iter().any(unfinished)));
    }
}

/// What a node waits for.
fn of<'l>(first: &[u32], list: &'l [u32], place: u32) -> &'l [u32] {
    let at = |place: usize| first.get(place).map_or(0, |first| *first as usize);
    list.get(at(place as usize)..at((place as usize).saturating_add(1))).unwrap_or_default()
}

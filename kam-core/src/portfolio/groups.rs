//! The figures of plans and of actions by group: sums over a portfolio that are exact until they are divided, once.

use super::action_counts::ActionCounts;
use super::answer::{AskError, PlanFigures, Question, RowsWithoutWeight};
use super::due::Look;
use super::figures::{Rolled, Room, Rules, Wanted};
use super::row_weights::RowWeights;
use super::shard::Shard;
use super::source::EpochDay;
use super::{Portfolio, Threads};
use crate::execution::Health;
use crate::execution::kernel::{ABSENT, LeafSums, Leaves, share};
use crate::values::{Percent, Points};

/// Which of so many groups each plan or each row belongs to, by numbers from 0.
#[derive(Debug, Clone, Copy)]
pub struct Grouping<'g> {
    /// The group of each plan, in the order of the plans, or of each row of the table; what has a number beyond `count` belongs to none.
    pub of: &'g [u32],
    /// How many groups there are.
    pub count: usize,
    /// What plans or actions are counted with, by row of the table. Absent: plans are equal, actions have the weight that the rules give them.
    pub weights: Option<&'g RowWeights>,
}

/// The figures of a group. What was not asked for, and what does not apply to the kind of group, is 0 or absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupFigures {
    /// Its plans; 0 in a group of actions.
    pub plans: u32,
    /// The mean of its completions by weight; what has none is left out.
    pub completion: Option<Percent>,
    /// The mean of its expected completions by weight; what has none is left out (CMP-9).
    pub expected: Option<Percent>,
    /// Plans by health, in the order of [`Health::ALL`].
    pub health: [u32; 3],
    /// Nodes of its plans, or its actions.
    pub nodes: u32,
    /// These by what their status means, in the order of [`StatusCategory::ALL`](crate::execution::StatusCategory::ALL).
    pub categories: [u32; 4],
    /// Its actions, or those of its plans.
    pub actions: ActionCounts,
}

impl GroupFigures {
    /// Completion less expected completion, where it has both (CMP-9).
    #[must_use]
    pub fn variance(&self) -> Option<Points> {
        Some(self.completion?.minus(self.expected?))
    }
}

/// A mean by weight before it is divided. At most 2³¹ rows of 10¹⁰ weight units and 10⁸ completion units stay far below 128 bits.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    weight: u128,
    points: u128,
}

impl Mean {
    #[inline]
    fn add(&mut self, weight: u64, completion: u32) {
        if completion != ABSENT {
            self.weight = self.weight.wrapping_add(u128::from(weight));
            self.points = self.points.wrapping_add(u128::from(weight).wrapping_mul(u128::from(completion)));
        }
    }

    fn merge(&mut self, other: &Self) {
        self.weight = self.weight.wrapping_add(other.weight);
        self.points = self.points.wrapping_add(other.points);
    }

    fn percent(&self) -> Option<Percent> {
        Percent::from_millionths(share(self.points, self.weight))
    }
}

/// A group while it is added up.
#[derive(Debug, Clone, Default)]
struct Group {
    completion: Mean,
    expected: Mean,
    counted: GroupFigures,
}

impl Group {
    fn finish(&self) -> GroupFigures {
        GroupFigures { completion: self.completion.percent(), expected: self.expected.percent(), ..self.counted }
    }

    fn merge(&mut self, other: &Self) {
        self.completion.merge(&other.completion);
        self.expected.merge(&other.expected);
        add(&mut self.counted.nodes, other.counted.nodes);
        self.counted.categories.iter_mut().zip(other.counted.categories).for_each(|(mine, theirs)| add(mine, theirs));
        self.counted.actions.merge(&other.counted.actions);
    }
}

fn add(count: &mut u32, more: u32) {
    *count = count.wrapping_add(more);
}

impl Portfolio {
    /// The figures of groups of plans, from those of the plans.
    ///
    /// # Errors
    /// First rows of plans without a weight that can be used, where weights were given.
    pub fn group_plans(&self, plans: &PlanFigures, by: &Grouping<'_>) -> Result<Vec<GroupFigures>, RowsWithoutWeight> {
        let mut groups = vec![Group::default(); by.count];
        let mut without = Vec::new();
        for ((plan, row), number) in self.named_in.iter().enumerate().zip(by.of) {
            let Some(group) = groups.get_mut(*number as usize) else { continue };
            let weight = match by.weights.map(|weights| weights.of(*row)) {
                None => 1,
                Some(Ok(Some(weight))) => weight.ten_thousandths(),
                Some(_) => {
                    without.push(*row);
                    continue;
                }
            };
            let at = |column: &[u32]| column.get(plan).copied();
            group.completion.add(weight, at(&plans.completions).unwrap_or(ABSENT));
            group.expected.add(weight, at(&plans.expected).unwrap_or(ABSENT));
            let counted = &mut group.counted;
            add(&mut counted.plans, 1);
            if let Some(health) = plans.progress(plan, self).health {
                Health::ALL.iter().zip(&mut counted.health).for_each(|(known, count)| add(count, u32::from(*known == health)));
            }
            add(&mut counted.nodes, at(&plans.nodes).unwrap_or_default());
            counted.categories.iter_mut().zip(&plans.categories).for_each(|(count, column)| add(count, at(column).unwrap_or_default()));
            counted.actions.merge(&plans.actions_of(plan));
        }
        RowsWithoutWeight::none(without, true)?;
        Ok(groups.iter().map(Group::finish).collect())
    }

    /// The figures of groups of actions, each in the group of its own row.
    ///
    /// # Errors
    /// As [`Portfolio::ask`]; rows of actions without a weight that can be used, where weights were given.
    pub fn group_actions(&self, question: &Question<'_>, by: &Grouping<'_>, threads: Threads<'_>) -> Result<Vec<GroupFigures>, AskError> {
        self.weights_given(question)?;
        let (rules, look) = (Rules::of(question.rules, question.weights), Look::of(self, question));
        let work = Work { portfolio: self, question, rules, look, by, threads };
        let each = |shard: &Shard| if question.rules.looks_at_leaves() { work.shard::<Leaves>(shard) } else { work.shard::<()>(shard) };
        let mut groups = vec![Group::default(); by.count];
        let mut without = Vec::new();
        for (some, rows) in threads.each(self.shards.iter().collect(), each) {
            groups.iter_mut().zip(&some).for_each(|(mine, theirs)| mine.merge(theirs));
            without.extend(rows);
        }
        if threads.are_stopped() {
            return Err(AskError::Stopped);
        }
        RowsWithoutWeight::none(without, true)?;
        Ok(groups.iter().map(Group::finish).collect())
    }
}

/// What every thread needs to know to add up actions.
struct Work<'w> {
    portfolio: &'w Portfolio,
    question: &'w Question<'w>,
    rules: Rules<'w>,
    look: Look<'w>,
    by: &'w Grouping<'w>,
    threads: Threads<'w>,
}

impl Work<'_> {
    /// The sums of one thread's plans, and the rows of actions without a weight.
    fn shard<L: LeafSums>(&self, shard: &Shard) -> (Vec<Group>, Vec<u32>) {
        let mut groups = vec![Group::default(); self.by.count];
        let mut without = Vec::new();
        let (mut room, mut gone) = (Room::<L>::default(), Vec::new());
        let number = |row: u32| self.by.of.get(row as usize).map_or(usize::MAX, |group| *group as usize);
        let weight = |node: &Rolled| match self.by.weights {
            None => Some(node.weight),
            Some(weights) => weights.of(node.row).ok().flatten().map(|weight| weight.ten_thousandths()),
        };
        for (place, plan) in shard.plans.clone().enumerate() {
            if self.threads.are_stopped() {
                break;
            }
            let end = self.portfolio.end(plan);
            shard.plan(place).roll(end, Wanted::Actual, &self.rules, &mut room, |node| {
                if let Some(group) = groups.get_mut(number(node.row)).filter(|_| self.look.has(node.level)) {
                    match weight(&node) {
                        Some(weight) => group.completion.add(weight, node.figures.completion),
                        None => without.push(node.row),
                    }
                }
            });
            if let Some(day) = self.question.expected_at {
                shard.plan(place).roll(end, Wanted::Planned(EpochDay::from(day).number()), &self.rules, &mut room, |node| {
                    if let Some(group) = groups.get_mut(number(node.row)).filter(|_| self.look.has(node.level)) {
                        group.expected.add(weight(&node).unwrap_or_default(), node.figures.completion);
                    }
                });
            }
            shard.actions(place, &self.look, &mut gone, |action| {
                if let Some(group) = groups.get_mut(number(action.row)) {
                    add(&mut group.counted.nodes, 1);
                    if let Some(count) = group.counted.categories.get_mut(action.category as usize) {
                        add(count, 1);
                    }
                    group.counted.actions.add(action);
                }
            });
        }
        (groups, without)
    }
}

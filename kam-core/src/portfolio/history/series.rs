//! Completion and expected completion of every plan as of many dates (CMP-8, CMP-9).

use super::super::block::NO_PERCENT;
use super::super::figures::{PlanNodes, Room, Rules, Wanted};
use super::super::shard::{Kind, NO_PARENT, Shard};
use super::super::source::EpochDay;
use super::super::{AskError, PlanFigures, Portfolio, Question, Threads};
use super::changes::{Changes, Event, ShardChanges};
use crate::execution::kernel::{ABSENT, Figures, LeafSums, Leaves};
use crate::execution::{CompletionRules, StatusCategory};
use crate::values::Percent;
use chrono::NaiveDate;

/// What is asked of the history of a portfolio.
#[derive(Debug, Clone, Copy)]
pub struct SeriesQuestion<'q> {
    /// The rules of completion.
    pub rules: &'q CompletionRules,
    /// The dates, in any order.
    pub dates: &'q [NaiveDate],
    /// Whether expected completion is wanted, too (CMP-9).
    pub expected: bool,
}

/// Figures of every plan as of every date: plan by plan in the order of the plans, of each the dates in the order asked for. In millionths,
/// [`NodeFigures::NONE`](super::super::NodeFigures::NONE) where there is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Series {
    /// How many dates each plan has.
    pub dates: usize,
    /// Completion as of the date (CMP-8).
    pub completions: Vec<u32>,
    /// Expected completion on the date (CMP-9); absent where it was not asked for.
    pub expected: Option<Vec<u32>>,
}

impl Series {
    /// The completion of a plan as of the date at a place among those asked for.
    #[must_use]
    pub fn completion(&self, plan: usize, date: usize) -> Option<Percent> {
        self.at(&self.completions, plan, date)
    }

    /// The expected completion of a plan on the date at a place among those asked for.
    #[must_use]
    pub fn expected(&self, plan: usize, date: usize) -> Option<Percent> {
        self.at(self.expected.as_deref()?, plan, date)
    }

    /// The figures of all plans as of the date at a place among those asked for, in the order of the plans, as far as a series has them.
    #[must_use]
    pub fn plans_at(&self, date: usize) -> PlanFigures {
        let of_date = |column: &[u32]| column.iter().skip(date).step_by(self.dates.max(1)).copied().collect();
        PlanFigures {
            completions: of_date(&self.completions),
            expected: self.expected.as_deref().map(of_date).unwrap_or_default(),
            ..PlanFigures::default()
        }
    }

    fn at(&self, column: &[u32], plan: usize, date: usize) -> Option<Percent> {
        let place = plan.checked_mul(self.dates)?.checked_add(date)?;
        column.get(place).copied().and_then(Percent::from_millionths)
    }
}

impl Portfolio {
    /// Works out figures as of many dates. On each date a node has the status of its last change until then; one without changes has that of the table,
    /// and one that came into being later is not there, nor what hangs below it. Structure, weights, dates and completions set by hand are those
    /// of the table.
    ///
    /// # Errors
    /// Rows without a weight where the rules refuse that (CMP-11).
    pub fn series(&self, changes: &Changes, question: &SeriesQuestion<'_>, threads: Threads<'_>) -> Result<Series, AskError> {
        self.weights_given(&Question::new(question.rules))?;
        let mut dates: Vec<(usize, i32)> = question.dates.iter().map(|date| EpochDay::from(*date).number()).enumerate().collect();
        dates.sort_by_key(|(_, day)| *day);
        let work = Work { portfolio: self, dates: &dates, expected: question.expected, rules: Rules::of(question.rules, None), threads };
        let none = ShardChanges::default();
        let pairs = self.shards.iter().enumerate().map(|(at, shard)| (shard, changes.shards.get(at).unwrap_or(&none))).collect();
        // As with the figures of one date, sums over leaves are only carried where a rule looks at them.
        let each = |(shard, changes): (&Shard, &ShardChanges)| {
            if question.rules.looks_at_leaves() { work.shard::<Leaves>(shard, changes) } else { work.shard::<()>(shard, changes) }
        };
        let (mut completions, mut expected) = (Vec::new(), Vec::new());
        for (mut some, mut planned) in threads.each(pairs, each) {
            completions.append(&mut some);
            expected.append(&mut planned);
        }
        if threads.are_stopped() {
            return Err(AskError::Stopped);
        }
        Ok(Series { dates: dates.len(), completions, expected: question.expected.then_some(expected) })
    }
}

/// What every thread needs to know.
struct Work<'w> {
    portfolio: &'w Portfolio,
    /// The dates in their order, each with its place among those asked for.
    dates: &'w [(usize, i32)],
    expected: bool,
    rules: Rules<'w>,
    threads: Threads<'w>,
}

/// A plan as it was on a date.
#[derive(Default)]
struct Then {
    kinds: Vec<Kind>,
    progress: Vec<u32>,
    weights: Vec<u64>,
    there: Vec<bool>,
    /// What each node has, where the plan was rolled up.
    figures: Vec<Figures>,
}

impl Then {
    /// The plan before its first change.
    fn begin(&mut self, now: PlanNodes<'_>, events: &[Event]) {
        self.kinds.clear();
        self.kinds.extend_from_slice(now.kinds);
        self.progress.clear();
        self.progress.extend_from_slice(now.progress);
        self.weights.clear();
        self.weights.extend_from_slice(now.weights);
        for event in events {
            self.becomes(event.place, StatusCategory::Open, NO_PERCENT);
        }
    }

    fn becomes(&mut self, place: u32, category: StatusCategory, progress: u32) {
        if let (Some(kind), Some(own)) = (self.kinds.get_mut(place as usize), self.progress.get_mut(place as usize)) {
            *kind = kind.with_category(category);
            *own = progress;
        }
    }

    /// Takes away what was not there yet: it weighs nothing, and what had nothing below it was a leaf. Says whether that is other than before.
    fn without_later(&mut self, now: PlanNodes<'_>, created: &[i32], day: i32) -> bool {
        let before = std::mem::take(&mut self.there);
        let mut there = Vec::with_capacity(created.len());
        for (created, parent) in created.iter().zip(now.parents) {
            let above = *parent == NO_PARENT || there.get(*parent as usize) == Some(&true);
            there.push(above && (*created == EpochDay::NONE || *created <= day));
        }
        let changed = before != there;
        if changed {
            self.kinds.iter_mut().for_each(|kind| *kind = kind.with_leaf(true));
            for ((there, parent), (weight, own)) in there.iter().zip(now.parents).zip(self.weights.iter_mut().zip(now.weights)) {
                *weight = if *there { *own } else { 0 };
                if let Some(kind) = self.kinds.get_mut(*parent as usize).filter(|_| *there) {
                    *kind = kind.with_leaf(false);
                }
            }
        }
        self.there = there;
        changed
    }

    fn nodes<'n>(&'n self, now: PlanNodes<'n>) -> PlanNodes<'n> {
        PlanNodes { kinds: &self.kinds, progress: &self.progress, weights: &self.weights, ..now }
    }

    /// Rolls the plan up and keeps what each node has.
    fn roll<L: LeafSums>(&mut self, now: PlanNodes<'_>, end: Option<i32>, rules: &Rules<'_>, room: &mut Room<L>) -> u32 {
        let mut figures = std::mem::take(&mut self.figures);
        figures.clear();
        figures.resize(self.kinds.len(), Figures::default());
        let completion = self.nodes(now).roll(end, Wanted::Actual, rules, room, |node| {
            if let Some(slot) = figures.get_mut(node.place) {
                *slot = node.figures;
            }
        });
        self.figures = figures;
        completion
    }

    /// Brings the figures to where they are after one node changed.
    fn update<L: LeafSums>(&mut self, now: PlanNodes<'_>, place: usize, rules: &Rules<'_>, room: &mut Room<L>) -> Option<u32> {
        let mut figures = std::mem::take(&mut self.figures);
        let completion = self.nodes(now).update(place, rules, room, &mut figures);
        self.figures = figures;
        completion
    }
}

impl Work<'_> {
    fn shard<L: LeafSums>(&self, shard: &Shard, changes: &ShardChanges) -> (Vec<u32>, Vec<u32>) {
        let figures = shard.plans.len().saturating_mul(self.dates.len());
        let mut completions = vec![ABSENT; figures];
        let mut expected = vec![ABSENT; if self.expected { figures } else { 0 }];
        // What is planned has a room of its own, so that sums of what is done stay.
        let (mut room, mut planned, mut then) = (Room::<L>::default(), Room::<L>::default(), Then::default());
        for (place, plan) in shard.plans.clone().enumerate() {
            if self.threads.are_stopped() {
                break;
            }
            let (now, end) = (shard.plan(place), self.portfolio.end(plan));
            let created = changes.created.get(shard.nodes(place)).unwrap_or_default();
            let mut events = changes.of_plan(place);
            then.begin(now, events);
            then.there.clear();
            let mut completion = None;
            let from = place.saturating_mul(self.dates.len());
            let one_by_one = created.is_empty() && self.rules.is_by_sums();
            for (at, day) in self.dates {
                let mut same = completion.is_some();
                while let Some((event, rest)) = events.split_first().filter(|(event, _)| event.day <= *day) {
                    then.becomes(event.place, event.category, event.progress);
                    events = rest;
                    if one_by_one && same {
                        completion = then.update(now, event.place as usize, &self.rules, &mut room).or(completion);
                    } else {
                        same = false;
                    }
                }
                if !created.is_empty() {
                    same &= !then.without_later(now, created, *day);
                }
                let value = match completion.filter(|_| same) {
                    Some(value) => value,
                    None => then.roll(now, end, &self.rules, &mut room),
                };
                completion = Some(value);
                let at = from.saturating_add(*at);
                if let Some(slot) = completions.get_mut(at) {
                    *slot = value;
                }
                if let Some(slot) = expected.get_mut(at) {
                    *slot = then.nodes(now).roll(end, Wanted::Planned(*day), &self.rules, &mut planned, |_| {});
                }
            }
        }
        (completions, expected)
    }
}

//! Work on several threads whose result does not depend on how many there are.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

/// How many threads may work at once, 1 to 256, and what may stop them.
#[derive(Debug, Clone, Copy)]
pub struct Threads<'s> {
    count: usize,
    stop: Option<&'s AtomicBool>,
}

/// Fewer cells than this are filled sooner than a thread begins.
const FEWEST: usize = 16_384;

impl Threads<'static> {
    /// One thread: the caller's own.
    pub const ONE: Self = Self { count: 1, stop: None };

    /// So many threads; at least 1, at most 256.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self { count: count.clamp(1, 256), stop: None }
    }
}

impl Threads<'_> {
    /// How many.
    #[must_use]
    pub const fn count(self) -> usize {
        self.count
    }

    /// The same, which end soon after somebody sets `stop`: plan by plan they look at it. What they work for is then refused, and nothing is left behind.
    ///
    /// ```
    /// use kam_core::config::Settings;
    /// use kam_core::plan::Plan;
    /// use kam_core::portfolio::{BadRows, OfPlans, Portfolio, PortfolioError, Threads};
    /// use std::sync::atomic::AtomicBool;
    ///
    /// let plans: [Plan; 0] = [];
    /// let stop = AtomicBool::new(true);
    /// let stopped = Portfolio::build(&OfPlans::new(&plans), Settings::default().into(), BadRows::Refuse, Threads::new(2).stopped_by(&stop));
    /// assert!(matches!(stopped, Err(PortfolioError::Stopped)));
    /// ```
    #[must_use]
    pub const fn stopped_by(self, stop: &AtomicBool) -> Threads<'_> {
        Threads { count: self.count, stop: Some(stop) }
    }

    /// Whether somebody wants them to end.
    #[inline]
    pub(super) fn are_stopped(self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// Fills a column in contiguous parts, each on a thread of its own; `act` is given the place of its first cell.
    ///
    /// ```
    /// use kam_core::portfolio::Threads;
    ///
    /// let mut squares = vec![0; 1_000];
    /// Threads::new(2).fill(&mut squares, |first, some| {
    ///     for (place, square) in (first..).zip(some) {
    ///         *square = place * place;
    ///     }
    /// });
    /// assert_eq!(squares[999], 998_001);
    /// ```
    pub fn fill<T: Send>(self, column: &mut [T], act: impl Fn(usize, &mut [T]) + Sync) {
        let size = column.len().div_ceil(self.count).max(FEWEST);
        let parts = column.chunks_mut(size).enumerate().map(|(at, part)| (at.saturating_mul(size), part)).collect();
        self.each(parts, |(first, part)| act(first, part));
    }

    /// Does each piece of work on a thread of its own, the last on the caller's, and gives the results in order.
    pub(super) fn each<W: Send, R: Send>(self, work: Vec<W>, act: impl Fn(W) -> R + Sync) -> Vec<R> {
        let mut work = work;
        let Some(last) = work.pop() else { return Vec::new() };
        if work.is_empty() {
            return vec![act(last)];
        }
        let act = &act;
        std::thread::scope(|scope| {
            let others: Vec<_> = work.into_iter().map(|piece| scope.spawn(move || act(piece))).collect();
            let last = act(last);
            let mut results: Vec<R> = Vec::with_capacity(others.len().saturating_add(1));
            for other in others {
                match other.join() {
                    Ok(result) => results.push(result),
                    // What broke off on a thread breaks off here too, where the border of the library stops it.
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            results.push(last);
            results
        })
    }
}

/// So many ranges of about one size that together are `0..length`; fewer where there is less to share.
pub(super) fn split(length: usize, parts: usize) -> Vec<Range<usize>> {
    let size = length.div_ceil(parts.max(1)).max(1);
    (0..length).step_by(size).map(|from| from..from.saturating_add(size).min(length)).collect()
}

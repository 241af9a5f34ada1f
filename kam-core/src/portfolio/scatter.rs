//! Rows that lie anyhow, brought near to their plans: the table is read once in its own order, and each row written to a bucket of some plans.
//!
//! A bucket fits into the second cache, so that its rows are put in the order of their plans there. Fetching the rows of each plan from the whole
//! table would be a trip to memory for each.

use super::block::Block;
use super::partition::{Partition, RowPlans};
use super::record::Record;
use super::source::Source;
use super::threads::{Threads, split};
use hashbrown::DefaultHashBuilder;
use std::ops::Range;

/// As many rows as fit into the first cache with all their columns.
const ROWS_AT_A_TIME: usize = 512;

/// About so many rows have a bucket, 64 bytes each.
const ROWS_IN_A_BUCKET: usize = 16_384;

/// More places to write to at a time than the processor keeps the addresses of.
const MOST_BUCKETS: usize = 512;

/// Rows of some plans.
pub(super) struct Bucket {
    pub(super) plans: Range<usize>,
    /// In the order of the table.
    parts: Vec<Vec<Record>>,
}

/// Buckets with all rows that have a plan, shared out among threads in the order of their plans.
pub(super) fn scattered<S: Source>(
    source: &S,
    partition: &Partition,
    rows: &[RowPlans],
    threads: Threads<'_>,
    hasher: &DefaultHashBuilder,
) -> Vec<Vec<Bucket>> {
    let wanted = partition.rows().div_ceil(ROWS_IN_A_BUCKET).clamp(threads.count(), MOST_BUCKETS.max(threads.count()));
    // The place of a plan in its bucket is kept in 16 bits.
    let wanted = wanted.max(partition.plans().div_ceil(usize::from(u16::MAX)));
    let plans: Vec<Range<usize>> = partition.shares(wanted).into_iter().flat_map(|plans| short(&plans)).collect();
    let mut of_plan = Vec::with_capacity(partition.plans());
    for (bucket, plans) in (0_u32..).zip(&plans) {
        of_plan.extend((0..plans.len()).map(|place| (bucket, u16::try_from(place).unwrap_or(u16::MAX))));
    }
    let work = rows.iter().collect();
    let parts = threads.each(work, |rows: &RowPlans| scatter(source, rows, &of_plan, plans.len(), (hasher, threads)));

    let mut buckets: Vec<Bucket> = plans.into_iter().map(|plans| Bucket { plans, parts: Vec::new() }).collect();
    for part in parts {
        buckets.iter_mut().zip(part).for_each(|(bucket, records)| bucket.parts.push(records));
    }
    let mut shares = Vec::new();
    for share in split(buckets.len(), threads.count()).into_iter().rev() {
        shares.push(buckets.split_off(share.start));
    }
    shares.reverse();
    shares
}

/// A range in pieces of no more than 65 535.
fn short(plans: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<> {
    let (end, most) = (plans.end, usize::from(u16::MAX));
    plans.clone().step_by(most).map(move |from| from..from.saturating_add(most).min(end))
}

/// Some rows of the table, in their buckets.
fn scatter<S: Source>(
    source: &S,
    rows: &RowPlans,
    of_plan: &[(u32, u16)],
    buckets: usize,
    (hasher, threads): (&DefaultHashBuilder, Threads<'_>),
) -> Vec<Vec<Record>> {
    let mut counts = vec![0_usize; buckets];
    for plan in &rows.plans {
        if let Some(count) = of_plan.get(*plan as usize).and_then(|(bucket, _)| counts.get_mut(*bucket as usize)) {
            *count = count.wrapping_add(1);
        }
    }
    let mut into: Vec<Vec<Record>> = counts.into_iter().map(Vec::with_capacity).collect();
    let mut block = Block::new(hasher);
    let mut from = rows.start;
    for plans in rows.plans.chunks(ROWS_AT_A_TIME) {
        if threads.are_stopped() {
            break;
        }
        let some = from..from.saturating_add(plans.len());
        from = some.end;
        block.clear();
        source.fill(some.clone(), &mut block);
        block.end(some.map(|row| u32::try_from(row).unwrap_or(u32::MAX)));
        for (mut record, plan) in block.records().zip(plans) {
            let Some((bucket, place)) = of_plan.get(*plan as usize) else { continue };
            record.place = *place;
            if let Some(bucket) = into.get_mut(*bucket as usize) {
                bucket.push(record);
            }
        }
    }
    into
}

/// The records of a bucket in the order of their plans.
#[derive(Default)]
pub(super) struct Sorted {
    records: Vec<Record>,
    /// Where each plan ends.
    ends: Vec<usize>,
}

impl Sorted {
    /// Takes a bucket's records; those of a plan keep the order of the table.
    pub(super) fn take(&mut self, bucket: Bucket, partition: &Partition) {
        let Self { records, ends } = self;
        ends.clear();
        let mut sum = 0_usize;
        for plan in bucket.plans {
            // Where its next record goes, until all have been put there.
            ends.push(sum);
            sum = sum.wrapping_add(partition.rows_in(plan));
        }
        records.resize(sum, Record::NONE);
        for part in bucket.parts {
            for record in part {
                let Some(next) = ends.get_mut(usize::from(record.place)) else { continue };
                if let Some(slot) = records.get_mut(*next) {
                    *slot = record;
                }
                *next = next.wrapping_add(1);
            }
        }
    }

    /// The records of each plan.
    pub(super) fn plans(&self) -> impl Iterator<Item = &[Record]> {
        let mut from = 0;
        self.ends.iter().map(move |end| self.records.get(std::mem::replace(&mut from, *end)..*end).unwrap_or_default())
    }
}

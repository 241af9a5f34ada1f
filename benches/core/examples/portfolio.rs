//! Times the columnar engine over tables as analysts hold them: `cargo run --release -p kam-benches --example portfolio -- 10000 2`.

use kam_core::config::Settings;
use kam_core::execution::StatusCategory;
use kam_core::portfolio::{BadRows, CellFault, EpochDay, Id, Portfolio, Question, RowValues, Source, Threads};
use kam_core::values::{Percent, Weight, parse_date};
use std::sync::Arc;
use std::time::Instant;

/// Texts one behind the other, as Arrow keeps them.
#[derive(Default)]
struct Texts {
    bytes: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len() as u32);
    }

    #[inline]
    fn get(&self, at: usize) -> &str {
        let from = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.bytes[from as usize..self.ends[at] as usize]
    }
}

#[derive(Default)]
struct Table {
    text: bool,
    plans: Texts,
    nodes: Texts,
    parents: Texts,
    plan_ids: Vec<i64>,
    node_ids: Vec<i64>,
    parent_ids: Vec<i64>,
    statuses: Texts,
    weights: Vec<i64>,
    progress: Vec<f64>,
    starts: Vec<i32>,
    dues: Vec<i32>,
}

const NONE: i64 = i64::MIN;

impl Source for Table {
    fn rows(&self) -> usize {
        self.weights.len()
    }
    #[inline]
    fn plan(&self, row: usize) -> Option<Id<'_>> {
        Some(if self.text { Id::Text(self.plans.get(row)) } else { Id::Whole(self.plan_ids[row]) })
    }
    #[inline]
    fn node(&self, row: usize) -> Option<Id<'_>> {
        Some(if self.text { Id::Text(self.nodes.get(row)) } else { Id::Whole(self.node_ids[row]) })
    }
    #[inline]
    fn parent(&self, row: usize) -> Option<Id<'_>> {
        if self.text {
            let parent = self.parents.get(row);
            (!parent.is_empty()).then_some(Id::Text(parent))
        } else {
            Some(self.parent_ids[row]).filter(|id| *id != NONE).map(Id::Whole)
        }
    }
    #[inline]
    fn values(&self, row: usize) -> Result<RowValues, Vec<CellFault>> {
        let category = match self.statuses.get(row) {
            "open" => StatusCategory::Open,
            "in_progress" => StatusCategory::InProgress,
            "done" => StatusCategory::Done,
            _ => StatusCategory::Cancelled,
        };
        let mut values = RowValues::new(category);
        values.weight = u64::try_from(self.weights[row]).ok().and_then(Weight::from_ten_thousandths);
        let progress = self.progress[row];
        values.progress = if progress.is_nan() { None } else { Percent::from_millionths((progress * 1e6).round() as u32) };
        values.start = EpochDay::new(self.starts[row]);
        values.due = EpochDay::new(self.dues[row]);
        Ok(values)
    }
}

/// A number that looks random.
fn mix(seed: u64) -> u64 {
    let x = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

fn made(plans: u64, order: &str, text: bool) -> Table {
    // Goals, objectives, tactics, actions: 4, 12, 36, 96.
    let mut rows: Vec<(u64, u64, Option<u64>, u8)> = Vec::new();
    for plan in 0..plans {
        for node in 0..148_u64 {
            let (parent, level) = match node {
                0..4 => (None, 0),
                4..16 => (Some((node - 4) / 3), 1),
                16..52 => (Some(4 + (node - 16) / 3), 2),
                _ => (Some(16 + (node - 52) * 36 / 96), 3),
            };
            rows.push((plan, node, parent, level));
        }
    }
    match order {
        "object" => rows.sort_by_key(|row| row.3),
        "shuffled" => rows.sort_by_key(|row| mix(row.0 << 20 | row.1)),
        _ => {}
    }
    let name = |prefix: &str, plan: u64, node: u64| format!("{prefix}{:015}", mix(plan << 20 | node) % 1_000_000_000_000_000);
    let mut table = Table { text, ..Table::default() };
    for (plan, node, parent, level) in rows {
        let seed = mix(plan * 1_000 + node);
        if text {
            table.plans.push(&name("a0P", plan, 999));
            table.nodes.push(&name("a0N", plan, node));
            table.parents.push(&parent.map_or_else(String::new, |parent| name("a0N", plan, parent)));
        } else {
            table.plan_ids.push((mix(plan) >> 20) as i64);
            table.node_ids.push((plan * 148 + node) as i64 * 7);
            table.parent_ids.push(parent.map_or(NONE, |parent| (plan * 148 + parent) as i64 * 7));
        }
        table.statuses.push(["open", "in_progress", "done", "cancelled"][[0, 1, 1, 2, 2, 2, 0, 3][(seed % 8) as usize]]);
        table.weights.push(if seed.is_multiple_of(20) { -1 } else { (seed % 10) as i64 * 5_000 });
        table.progress.push(if level == 3 && seed % 8 < 3 { (seed % 100) as f64 } else { f64::NAN });
        table.starts.push(20_454 + (seed >> 8) as i32 % 60);
        table.dues.push(if seed.is_multiple_of(31) { i32::MIN } else { 20_514 + ((seed >> 16) % 300) as i32 });
    }
    table
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let plans: u64 = arguments.next().map_or(10_000, |text| text.parse().unwrap());
    let threads = Threads::new(arguments.next().map_or(2, |text| text.parse().unwrap()));
    let orders: Vec<String> = arguments.collect();
    for text in [true, false] {
        for order in ["plan", "object", "shuffled"] {
            if !orders.is_empty() && !orders.iter().any(|asked| asked == order) {
                continue;
            }
            let table = made(plans, order, text);
            let settings = Arc::new(Settings::default());
            let mut best = [f64::MAX; 4];
            for _ in 0..7 {
                let begin = Instant::now();
                let (portfolio, _) = Portfolio::build(&table, Arc::clone(&settings), BadRows::Refuse, threads).unwrap();
                let built = begin.elapsed();
                let answer = portfolio.ask(&Question::new(&settings.completion), threads).unwrap();
                let asked = begin.elapsed();
                std::hint::black_box(&answer);
                let dated = Instant::now();
                let answer = portfolio.ask(&Question::new(&settings.completion).at(parse_date("2026-07-01").unwrap()), threads).unwrap();
                let dated = dated.elapsed();
                std::hint::black_box(&answer);
                for (best, now) in best.iter_mut().zip([built, asked - built, dated, asked]) {
                    *best = best.min(now.as_secs_f64() * 1e3);
                }
            }
            let [built, asked, dated, all] = best;
            println!(
                "{} {order:9} {} rows: build {built:.1} ms, completion {asked:.1} ms, with a date {dated:.1} ms, end to end {all:.1} ms",
                if text { "text" } else { "int " },
                table.rows()
            );
        }
    }
}

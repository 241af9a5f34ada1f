//! Reads an export several times and says how fast that was and how much memory it took.
//!
//! ```text
//! cargo run --release -p kam-crm --example measure -- EXPORT [TIMES]
//! ```
#![allow(clippy::arithmetic_side_effects, reason = "figures of a measurement")]

use kam_crm::{Import, Options};
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("say which export")?;
    let times: u32 = arguments.next().map_or(Ok(3), |times| times.parse())?;
    let mut output = std::io::stdout();
    for _ in 0..times {
        let mut bytes = 0;
        let begun = Instant::now();
        let export = Import::read_folder(Path::new(&folder), &Options::default(), &mut |reading: &kam_crm::Reading<'_>| {
            bytes = reading.bytes_done;
            std::ops::ControlFlow::Continue(())
        })?;
        let micros = begun.elapsed().as_micros().max(1);
        let nodes: usize = export.plans().iter().map(|plan| plan.nodes().len()).sum();
        let rows: u64 = export.files().iter().map(|file| u64::from(file.rows)).sum();
        writeln!(
            output,
            "{} plans, {nodes} nodes, {rows} rows, {} defects, {bytes} bytes in {} ms: {} MB/s, {} rows/s",
            export.plans().len(),
            export.defects().len(),
            micros / 1_000,
            u128::from(bytes) / micros,
            u128::from(rows) * 1_000_000 / micros
        )?;
    }
    // Linux says how much memory a process had at most.
    if let Ok(status) = std::fs::read_to_string("/proc/self/status")
        && let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM"))
    {
        writeln!(output, "{peak}")?;
    }
    Ok(())
}

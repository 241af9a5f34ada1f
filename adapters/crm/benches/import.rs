//! How fast an export becomes checked plans: from files on disk, on one core.
//!
//! ```text
//! cargo bench -p kam-crm -- EXPORT_FILTER
//! KAM_EXPORTS=/folder/with/exports cargo bench -p kam-crm
//! ```
//!
//! Every folder in `KAM_EXPORTS` is one export; without it the committed ones are read, which are too small to say much.
#![allow(missing_docs, reason = "made by a macro")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its input has no result")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kam_crm::{Import, Options};
use std::path::{Path, PathBuf};

fn exports() -> Vec<PathBuf> {
    let folder = std::env::var_os("KAM_EXPORTS").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data"), PathBuf::from);
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn csv_bytes(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    files.filter(|file| file.path().extension().is_some_and(|ending| ending == "csv")).map(|file| file.metadata().unwrap().len()).sum()
}

fn import(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    for folder in exports() {
        group.throughput(Throughput::Bytes(csv_bytes(&folder)));
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        group.bench_function(name, |bencher| bencher.iter(|| Import::read_folder(&folder, &Options::default(), &mut ()).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);

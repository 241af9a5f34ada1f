//! No file takes many times its size in memory, however its cells are cut. Bytes are counted, not time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a test that panics has failed")]
#![allow(unsafe_code, reason = "an allocator that counts can only be written so")]

use kam_crm::mapping::Mapping;
use kam_crm::{Export, Import, Options};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts what is there and the most that was there.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn more(bytes: usize) {
    let now = NOW.fetch_add(bytes, Ordering::Relaxed) + bytes;
    PEAK.fetch_max(now, Ordering::Relaxed);
}

fn less(bytes: usize) {
    NOW.fetch_sub(bytes, Ordering::Relaxed);
}

// SAFETY: everything is handed on to the allocator of the system as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        less(layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > layout.size() {
            more(size - layout.size())
        } else {
            less(layout.size() - size)
        }
        // SAFETY: as above.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Reads one file beside a plan; gives the export and the most that reading it took.
fn peak(name: &str, text: &str, options: &Options) -> (Export, usize) {
    let files = vec![("plan.csv".to_owned(), &b"id\nP\n"[..]), (name.to_owned(), text.as_bytes())];
    let before = NOW.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let export = Import::read_streams(files, options, &mut ()).unwrap();
    (export, PEAK.load(Ordering::Relaxed) - before)
}

const MAPPING: &str = r#"
name = "own"
format = "vault_loader"
[[levels]]
name = "task"
[[levels]]
name = "step"
[statuses.work]
open = { category = "open", values = ["open"] }
[objects.note]
role = "kept"
files = ["note"]
[objects.plan]
role = "plan"
files = ["plan"]
[objects.plan.fields]
id = "id"
[objects.task]
role = "node"
files = ["task"]
statuses = "work"
parents = ["task", "plan"]
[objects.task.fields]
id = "id"
plan = "plan"
status = "status"
[objects.task.lookups]
task = "parent"
"#;

// One test, since the count is one for the whole process.
#[test]
fn no_file_takes_many_times_its_size() {
    let options = Options { mapping: Some(Mapping::parse(MAPPING).unwrap()), ..Options::default() };
    // What every import needs, and what a few thousand defects need.
    let room = 4 << 20;

    let mut text = "id,plan,status,parent\n".to_owned();
    (0..500).for_each(|_| text.push_str(&format!("x{}\n", ",y".repeat(2_000))));
    let (export, taken) = peak("task.csv", &text, &options);
    assert_eq!(export.files()[1].set_aside, 500);
    assert!(taken < text.len() * 2 + room, "rows set aside: {taken} bytes for a file of {}", text.len());
    let aside = export.set_aside().unwrap();
    let task = aside.iter().find(|file| file.name == "task.csv").unwrap();
    assert!(task.content == text.as_bytes(), "they are written as they were");

    let columns: String = (0..2_000).map(|column| format!(",c{column}")).collect();
    let mut text = format!("id,plan,status,parent{columns}\n");
    (0..1_000).for_each(|row| text.push_str(&format!("n{row},P,open,{}\n", ",".repeat(2_000))));
    let (export, taken) = peak("task.csv", &text, &options);
    assert_eq!(export.plans()[0].nodes().len(), 1_000);
    assert!(taken < text.len() / 2 + room, "empty cells that are kept: {taken} bytes for a file of {}", text.len());

    let mut text = format!("id,plan,status,parent{columns}\n");
    // All rows but the last hang under the last.
    (0..999).for_each(|row| text.push_str(&format!("n{row},,open,n999{}\n", ",x".repeat(2_000))));
    text.push_str(&format!("n999,P,open,{}\n", ",x".repeat(2_000)));
    let (export, taken) = peak("task.csv", &text, &options);
    assert_eq!(export.plans()[0].nodes().len(), 1_000);
    assert!(taken < text.len() * 4 + room, "rows that wait and are kept: {taken} bytes for a file of {}", text.len());

    // The first record names many keys that no other has.
    let keys: String = (0..4_000).map(|key| format!(",\"c{key}\":1")).collect();
    let records = ",{\"id\":\"\",\"c3999\":2}".repeat(500);
    let (_, narrow) = peak("note.json", &format!("[{{\"id\":\"\",\"c3999\":1}}{records}]"), &options);
    let text = format!("[{{\"id\":\"\"{keys}}}{records}]");
    let (export, wide) = peak("note.json", &text, &options);
    assert_eq!(export.files()[0].kept, 501);
    assert!(wide < narrow + text.len() * 8 + room, "keys of other records: {wide} bytes, without them {narrow}");

    // Each record has a long key of its own, which ends the file before it is kept.
    let records: Vec<String> = (0..50).map(|record| format!("{{\"id\":\"\",\"{}{record}\":1}}", "k".repeat(200_000))).collect();
    let (export, taken) = peak("note.json", &format!("[{}]", records.join(",")), &options);
    assert_eq!((export.files()[0].kept, export.defects().len()), (0, 1));
    assert!(taken < room, "long keys: {taken} bytes");

    // A long name of a column would be in every defect of it.
    let text = format!("id,plan,status,{}\n{}", "x".repeat(1_000_000), "n,P,,\0\n".repeat(8_000));
    let (export, taken) = peak("task.csv", &text, &options);
    assert_eq!(export.defects().len(), 1);
    assert!(taken < text.len() * 2 + room, "a long name of a column: {taken} bytes for a file of {}", text.len());
    let text = format!("id,plan,status,{}\n{}", "x".repeat(255), "n,P,,\0\n".repeat(8_000));
    let (export, taken) = peak("task.csv", &text, &options);
    assert!(export.defects().len() >= 8_000);
    // Each repeats the name of its file and of its column, which all of them share.
    assert!(taken < export.defects().len() * 500, "{} defects: {taken} bytes", export.defects().len());
}

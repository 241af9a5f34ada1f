#![no_main]
//! Any bytes as the files of an export: each file begins with a line `@name`.

use kam_crm::{Export, Import, Options};
use libfuzzer_sys::fuzz_target;

fn files(data: &[u8]) -> Vec<(String, &[u8])> {
    let mut files = Vec::new();
    let mut rest = data;
    while let Some(start) = rest.strip_prefix(b"@") {
        let end = start.iter().position(|byte| *byte == b'\n').unwrap_or(start.len());
        let name = String::from_utf8_lossy(&start[..end]).into_owned();
        let body = &start[(end + 1).min(start.len())..];
        let next = body.windows(2).position(|pair| pair == b"\n@").map_or(body.len(), |at| at + 1);
        files.push((name, &body[..next]));
        rest = &body[next..];
    }
    files
}

fn read(files: Vec<(String, &[u8])>) -> Option<Export> {
    Import::read_streams(files, &Options::default(), &mut ()).ok()
}

fuzz_target!(|data: &[u8]| {
    let Some(export) = read(files(data)) else { return };
    for file in export.files() {
        assert_eq!(file.rows, file.kept + file.set_aside + file.other_type);
    }
    let written = export.written(export.mapping()).unwrap();
    let aside = export.set_aside().unwrap();
    assert!(aside.iter().any(|file| file.name == "defects.csv"));
    let _ = export.differences("0.5".parse().unwrap()).unwrap();
    let _ = export.accounts();
    let _ = export.team();
    let _ = export.stakeholders();
    if export.plans().is_empty() {
        return;
    }
    let again = read(written.iter().map(|file| (file.name.clone(), file.content.as_slice())).collect()).expect("what was written can be read");
    assert_eq!(export.plans(), again.plans());
});

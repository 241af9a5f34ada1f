#![no_main]
//! Any text as a mapping document.

use kam_crm::mapping::Mapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    match Mapping::parse(data) {
        Ok(mapping) => {
            let settings = mapping.settings();
            assert_eq!(settings.hierarchy.levels().len(), mapping.levels().len());
            for object in mapping.objects() {
                assert!(!object.files.is_empty());
                for file in &object.files {
                    assert!(mapping.object_of_file(file).is_some());
                }
            }
        }
        Err(error) => {
            assert!(!error.problems.is_empty());
            for problem in &error.problems {
                assert!(!problem.text.is_empty());
                assert!(problem.line.is_none_or(|line| line as usize <= data.lines().count() + 1));
            }
        }
    }
});

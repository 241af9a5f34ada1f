//! What the guide shows opens.

use kam_document::{read_plan, write_plan};

#[test]
fn the_document_of_the_guide_is_a_plan() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/plan-document.md")).unwrap();
    let document = page.split_once("```json\n").and_then(|(_, rest)| rest.split_once("```")).map(|(document, _)| document).unwrap();
    let plan = read_plan(document).unwrap();
    assert_eq!(plan.nodes().len(), 3);
    assert_eq!(read_plan(&write_plan(&plan)).unwrap(), plan);
}

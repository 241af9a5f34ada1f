//! The README's first figure in Rust.

#![allow(clippy::print_stdout, reason = "printing is all it does")]

use kam_core::execution::Completion;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let plan = kam_document::read_plan(
        r#"{"id": "AP-1", "nodes": [
            {"id": "t1", "title": "Formulary access", "weight": "3", "status": "done"},
            {"id": "t2", "title": "Nurse training", "weight": "1"}]}"#,
    )?;
    let completion = Completion::compute(&plan, &plan.settings().completion)?;
    println!("{}", completion.of_plan().ok_or("nothing counts")?);
    println!("{}", completion.explain(&plan, None).ok_or("no such node")?);
    Ok(())
}

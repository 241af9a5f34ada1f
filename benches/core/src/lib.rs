//! The plan that all benches of a single plan use, made the same way every time.

#![allow(clippy::arithmetic_side_effects, reason = "small numbers made here")]

use std::fmt::Write;

/// A plan document of 120 nodes on four levels: 3 goals of 3 objectives of 3 tactics of 3 actions each (3 + 9 + 27 + 81), with weights of up to two
/// decimals, all four statuses, progress, quantities and dates, as a CRM would hold them.
#[must_use]
pub fn plan_of_120_nodes() -> String {
    let mut nodes = String::new();
    let mut number = 0_u32;
    let mut add = |id: &str, parent: Option<&str>, level: &str| {
        number = number.wrapping_add(1);
        let status = match number % 7 {
            0 | 3 => "done",
            1 | 5 => "in_progress",
            6 if level == "action" => "cancelled",
            _ => "open",
        };
        if !nodes.is_empty() {
            nodes.push(',');
        }
        let _ = write!(nodes, r#"{{"id":"{id}","#);
        if let Some(parent) = parent {
            let _ = write!(nodes, r#""parent":"{parent}","#);
        }
        let weight = number.wrapping_mul(37) % 900;
        let _ =
            write!(nodes, r#""level":"{level}","title":"{level} number {number}","owner":"0055g00000A1b2C{:03}","status":"{status}","#, number % 12);
        let _ = write!(
            nodes,
            r#""weight":"{}.{:02}","start":"2026-{:02}-01","due":"2026-{:02}-28""#,
            weight / 100,
            weight % 100,
            number % 6 + 1,
            number % 6 + 7
        );
        if status == "in_progress" && number.is_multiple_of(2) {
            let _ = write!(nodes, r#","progress":"{}.5""#, number % 100);
        } else if status == "in_progress" {
            let _ = write!(nodes, r#","quantity":{{"baseline":"50","target":"10","actual":"{}"}}"#, 12_u32.wrapping_add(number % 40));
        }
        nodes.push('}');
    };
    for goal in 0..3 {
        let goal_id = format!("a0G5g0000{goal}AbCdEQAV");
        add(&goal_id, None, "goal");
        for objective in 0..3 {
            let objective_id = format!("a0O5g000{goal}{objective}AbCdEQAV");
            add(&objective_id, Some(&goal_id), "objective");
            for tactic in 0..3 {
                let tactic_id = format!("a0T5g00{goal}{objective}{tactic}AbCdEQAV");
                add(&tactic_id, Some(&objective_id), "tactic");
                for action in 0..3 {
                    add(&format!("a0A5g0{goal}{objective}{tactic}{action}AbCdEQAV"), Some(&tactic_id), "action");
                }
            }
        }
    }
    format!(r#"{{"id":"a0P5g00000XyZwVQA1","title":"Rigshospitalet 2026","start":"2026-01-01","end":"2026-12-31","nodes":[{nodes}]}}"#)
}

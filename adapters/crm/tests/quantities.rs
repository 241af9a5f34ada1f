//! Quantities: all their parts, some of them, and the columns they are in.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

mod common;

use common::{pairs, read_texts};
use kam_crm::mapping::Mapping;
use kam_crm::{Export, Options, Severity};

/// A mapping with quantities.
fn quantities() -> Options {
    let document = r#"
        name = "quantities"
        format = "vault_loader"
        levels = [{ name = "a" }]
        statuses.work.open = { category = "open", values = ["open"] }
        objects.plan = { role = "plan", files = ["plan"], fields = { id = "id" } }
        [objects.task]
        role = "node"
        files = ["task"]
        statuses = "work"
        parents = ["plan"]
        fields = { id = "id", plan = "plan", status = "status", baseline = "from__c", target = "to__c", actual = "now__c" }
    "#;
    Options { mapping: Some(Mapping::parse(document).unwrap()), ..Options::default() }
}

type Found<'d> = (Option<u32>, &'d str, Option<&'d str>, Severity, bool, &'d str);

fn found(export: &Export) -> Vec<Found<'_>> {
    let defects = export.defects().iter();
    defects.map(|d| (d.line, d.code.name(), d.column.as_deref(), d.severity, d.set_aside, d.reason.as_str())).collect()
}

#[test]
fn a_quantity_that_is_filled_in_part_is_kept_and_pointed_out() {
    let rows = [
        "none,P,open,,,",
        "all,P,open,1,2.50,3",
        "no_actual,P,open,1,2,",
        "only_from,P,open,1.0,,",
        "only_to,P,open,,2,",
        "only_now,P,open,,,03",
        "no_to,P,open,1,,3",
        "no_from,P,open,,2,3",
    ];
    let tasks = format!("id,plan,status,from__c,to__c,now__c\n{}\n", rows.join("\n"));
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", &tasks)], &quantities());
    let warning = |line, column, missing| {
        let reason = match missing {
            "baseline" => "the quantity has no baseline, so it is not used; its other cells are kept as they are",
            "target" => "the quantity has no target, so it is not used; its other cells are kept as they are",
            _ => "the quantity has no baseline and no target, so it is not used; its other cells are kept as they are",
        };
        (Some(line), "incomplete_quantity", Some(column), Severity::Warning, false, reason)
    };
    assert_eq!(
        found(&export),
        [
            warning(5, "to__c", "target"),
            warning(6, "from__c", "baseline"),
            warning(7, "from__c", "both"),
            warning(8, "to__c", "target"),
            warning(9, "from__c", "baseline"),
        ]
    );
    let plan = &export.plans()[0];
    assert_eq!(plan.nodes().len(), rows.len(), "every row is taken");
    let with: Vec<&str> = plan.nodes().iter().filter(|node| node.quantity.is_some()).map(|node| node.id.as_str()).collect();
    assert_eq!(with, ["all", "no_actual"]);
    let written = export.written(export.mapping()).map(pairs).unwrap();
    let (_, task) = written.iter().find(|(name, _)| name == "task.csv").unwrap();
    assert_eq!(String::from_utf8_lossy(task), tasks, "and written again as it was");
}

#[test]
fn a_missing_part_hides_nothing_else_that_is_wrong() {
    let tasks = "id,plan,status,from__c,to__c,now__c\na,P,open,,2,x\nb,P,open,y,,\nc,P,open,2,2,\n";
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", tasks)], &quantities());
    let codes: Vec<_> = found(&export).into_iter().map(|(line, code, column, severity, aside, _)| (line, code, column, severity, aside)).collect();
    let (error, warning) = (Severity::Error, Severity::Warning);
    assert_eq!(
        codes,
        [
            (Some(2), "incomplete_quantity", Some("from__c"), warning, false),
            (Some(2), "invalid_quantity", Some("now__c"), error, true),
            (Some(3), "invalid_quantity", Some("from__c"), error, true),
            (Some(3), "incomplete_quantity", Some("to__c"), warning, false),
            (Some(4), "invalid_quantity", Some("to__c"), error, true),
        ]
    );
    assert!(export.plans()[0].nodes().is_empty());
}

#[test]
fn a_quantity_without_its_column_is_said_once() {
    let read = |tasks: &str| read_texts(&[("plan.csv", "id\nP\n"), ("task.csv", tasks)], &quantities());
    let missing = |column: &str, field: &str| {
        format!("the column `{column}` is missing; without a {field} no quantity is used, and the other cells of it are kept as they are")
    };
    for (tasks, reasons) in [
        ("id,plan,status,to__c\na,P,open,5\nb,P,open,6\n", vec![missing("from__c", "baseline")]),
        ("id,plan,status,from__c\na,P,open,05\n", vec![missing("to__c", "target")]),
        ("id,plan,status,now__c\na,P,open,5\n", vec![missing("from__c", "baseline"), missing("to__c", "target")]),
    ] {
        let export = read(tasks);
        let wanted: Vec<Found<'_>> =
            reasons.iter().map(|reason| (Some(1), "missing_column", None, Severity::Warning, false, reason.as_str())).collect();
        assert_eq!(found(&export), wanted, "{tasks}");
        assert!(export.plans()[0].nodes().iter().all(|node| node.quantity.is_none()));
        let written = export.written(export.mapping()).map(pairs).unwrap();
        let (_, task) = written.iter().find(|(name, _)| name == "task.csv").unwrap();
        assert_eq!(String::from_utf8_lossy(task), tasks);
    }
    // JSON has no header: a key that no record has is an empty cell of each.
    let records = r#"[{"id":"a","plan":"P","status":"open","to__c":5}]"#;
    let export = read_texts(&[("plan.csv", "id\nP\n"), ("task.json", records)], &quantities());
    let codes: Vec<_> = found(&export).into_iter().map(|(line, code, column, ..)| (line, code, column)).collect();
    assert_eq!(codes, [(Some(1), "incomplete_quantity", Some("to__c"))]);
}

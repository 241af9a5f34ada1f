//! An account plan of 150 nodes with 500 entries: opened and verified, written, and one command each of three kinds; beside it what only parsing its document
//! and hashing as many bytes costs.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench may stop where something is wrong")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use kam_core::access::{Person, Rights, Rules, firewall};
use kam_core::account_plan::{AccountPlan, Act, Command};
use kam_core::config::{Configuration, Record, SettingInfo, SettingValue};
use kam_core::history::{FieldValue, Object, ObjectKind};
use kam_core::values::{Code, PersonId, PlanId, Reason, UnitId, parse_moment};
use std::hint::black_box;
use std::sync::Arc;

const NODES: usize = 150;
const ENTRIES: u32 = 500;

fn act(person: &Person, minute: i64) -> Act {
    let at = parse_moment("2026-01-05T08:00:00Z").unwrap() + chrono::Duration::minutes(minute);
    Act::new(person.clone(), at).because(Reason::new("as agreed").unwrap())
}

fn add(id: &str, parent: Option<String>) -> Command {
    let mut fields =
        vec![("title".to_owned(), FieldValue::text(&format!("What is to be done about {id}"))), ("weight".to_owned(), FieldValue::text("2"))];
    fields.extend(parent.map(|parent| ("parent".to_owned(), FieldValue::text(&parent))));
    Command::Add { object: Object::new(ObjectKind::Node, id), fields }
}

/// 3 goals of 3 objectives of 4 tactics each, and actions below these.
fn parent_of(node: usize) -> Option<String> {
    match node {
        0..3 => None,
        3..12 => Some(format!("n{}", (node - 3) / 3)),
        12..48 => Some(format!("n{}", 3 + (node - 12) / 4)),
        _ => Some(format!("n{}", 12 + (node - 48) % 36)),
    }
}

fn benches(c: &mut Criterion) {
    let mut core = firewall("core");
    let text = |text: &str| SettingValue::Text(text.into());
    let unit = Record { fields: vec![("id", text("DE")), ("level", text("national"))] };
    core.settings.push((SettingInfo::find("organization.units").unwrap(), SettingValue::Records(vec![unit])));
    let configuration = Configuration::new(vec![core]).unwrap();
    let resolved = configuration.core().unwrap();
    let rights = Rights::of(&configuration, resolved);
    let rules = Rules::of(resolved, &rights).unwrap();
    let person = Person::new(PersonId::new("u7").unwrap()).with_role(Code::new("key_account_manager").unwrap(), UnitId::new("DE").unwrap());

    let fields = vec![("unit".to_owned(), FieldValue::text("DE")), ("title".to_owned(), FieldValue::text("A hospital"))];
    let (mut plan, _) = AccountPlan::create(&PlanId::new("AP-1").unwrap(), fields, &act(&person, 0), &rules).unwrap();
    for node in 0..NODES {
        plan.run(&add(&format!("n{node}"), parent_of(node)), &act(&person, i64::from(plan.version())), &rules).unwrap();
    }
    while plan.version() < ENTRIES {
        let version = plan.version();
        let node = format!("n{}", 48 + version as usize % 102);
        let now = plan.fields().text(&Object::new(ObjectKind::Node, &node), "status").unwrap();
        let status = if now == "open" {
            "in_progress"
        } else if now == "in_progress" {
            "done"
        } else {
            "open"
        }
        .to_owned();
        plan.run(&Command::ChangeStatus { node, status }, &act(&person, i64::from(version)), &rules).unwrap();
    }
    let document = kam_document::write_account_plan(&plan);
    println!("a document of {} bytes, {} nodes, {} entries", document.len(), plan.plan().nodes().len(), plan.version());

    let open = |document: &str| {
        let (entries, personal) = kam_document::read_account_plan(document).unwrap();
        AccountPlan::open(entries, personal, Arc::clone(rules.settings()), None).unwrap()
    };
    c.bench_function("account_plan/open_and_verify", |b| b.iter(|| open(black_box(&document))));
    c.bench_function("account_plan/parse_only", |b| b.iter(|| serde_json::from_str::<serde_json::Value>(black_box(&document)).unwrap()));
    c.bench_function("account_plan/write", |b| b.iter(|| kam_document::write_account_plan(black_box(&plan))));

    // A hundred commands in a row: a single one would mostly measure the copy that it is tried on.
    let mut group = c.benchmark_group("account_plan/100_commands");
    let act = act(&person, i64::from(ENTRIES) + 1);
    let mut commands = |name: &str, command: &dyn Fn(usize) -> Command| {
        let commands: Vec<Command> = (0..100).map(command).collect();
        let all = |plan: &mut AccountPlan| commands.iter().for_each(|command| drop(black_box(plan.run(command, &act, &rules).unwrap())));
        group.bench_function(name, |b| b.iter_batched_ref(|| plan.clone(), all, BatchSize::LargeInput));
    };
    let node = |number: usize| format!("n{}", 48 + number % 50);
    commands("change_status", &|number| {
        let now = plan.fields().text(&Object::new(ObjectKind::Node, &node(number)), "status").unwrap();
        let (first, second) = if now == "done" { ("open", "done") } else { ("done", "open") };
        Command::ChangeStatus { node: node(number), status: if number < 50 { first } else { second }.to_owned() }
    });
    commands("set_a_title", &|number| Command::Set {
        object: Object::new(ObjectKind::Node, &node(number)),
        fields: vec![("title".to_owned(), Some(FieldValue::text(&format!("Title {number}"))))],
    });
    commands("add_a_node", &|number| add(&format!("new{number}"), Some("n20".into())));
}

criterion_group!(all, benches);
criterion_main!(all);

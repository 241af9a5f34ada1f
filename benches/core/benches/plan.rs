//! One plan of 120 nodes: computing it, changing it, explaining it, reading it.

#![allow(clippy::unwrap_used, missing_docs, reason = "a bench may stop where something is wrong")]

use criterion::{Criterion, criterion_group, criterion_main};
use kam_benches::plan_of_120_nodes;
use kam_core::execution::{Acting, Completion, CompletionRules, Method, Work};
use kam_core::values::{PersonId, Reason, parse_date, parse_moment};
use std::hint::black_box;

fn benches(c: &mut Criterion) {
    let text = plan_of_120_nodes();
    let plan = kam_document::read_plan(&text).unwrap();
    assert_eq!(plan.nodes().len(), 120);
    let mut group = c.benchmark_group("plan_120");
    for method in Method::ALL {
        let rules = CompletionRules::with_method(method);
        group.bench_function(format!("recompute/{}", method.name()), |b| b.iter(|| Completion::compute(black_box(&plan), &rules).unwrap().of_plan()));
    }

    let acting = Acting { person: PersonId::new("0055g00000A1b2CAAA").unwrap(), at: parse_moment("2026-05-01T10:00:00Z").unwrap() };
    let reason = Reason::new("done by mistake").unwrap();
    let leaf = plan.nodes().iter().rfind(|node| node.status.code.as_str() == "open").unwrap().id.clone();
    let mut work = Work::open(plan.clone()).unwrap();
    // Two changes an iteration, there and back; the figure of one is half.
    group.bench_function("two_status_changes_at_depth_4", |b| {
        b.iter(|| {
            black_box(work.change_status(leaf.as_str(), "in_progress", &acting, None).unwrap());
            black_box(work.change_status(leaf.as_str(), "open", &acting, None).unwrap());
        });
    });
    group.bench_function("finish_and_reopen_at_depth_4", |b| {
        b.iter(|| {
            black_box(work.change_status(leaf.as_str(), "done", &acting, None).unwrap());
            black_box(work.change_status(leaf.as_str(), "open", &acting, Some(&reason)).unwrap());
        });
    });

    let completion = Completion::compute(&plan, &CompletionRules::default()).unwrap();
    group.bench_function("explain_the_plan", |b| b.iter(|| completion.explain(black_box(&plan), None).unwrap().terms.len()));
    group.bench_function("explain_in_words", |b| b.iter(|| completion.explain(black_box(&plan), None).unwrap().to_string().len()));
    let as_of = parse_date("2026-06-30").unwrap();
    group.bench_function("expected", |b| b.iter(|| Completion::expected(black_box(&plan), &CompletionRules::default(), as_of).unwrap().of_plan()));
    group.bench_function("read_document", |b| b.iter(|| kam_document::read_plan(black_box(&text)).unwrap().nodes().len()));
    group.finish();
}

criterion_group!(plan, benches);
criterion_main!(plan);

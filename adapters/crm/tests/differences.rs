//! What the CRM shows as progress, beside what its own rule gives and what the plans have reached.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stderr,
    reason = "a test that panics has failed"
)]

mod common;

use common::read_texts;
use kam_core::config::Settings;
use kam_core::execution::{CompletionRules, Method};
use kam_crm::mapping::Mapping;
use kam_crm::{Difference, Options};

#[test]
fn imported_progress_is_compared() {
    let plans = "id,progress__v,plan_tactic_progress__v,total_plan_tactics__v,completed_plan_tactics__v\nP1,0,33.3333333333,3,0\nP2,,,,\n";
    let tactics =
        "id,account_plan__v,plan_tactic_status__v,account_tactic_progress__v\nT1,P1,completed__v,0\nT2,P1,pending__v,50\nT3,P1,pending__v,49.6\n";
    let actions = "id,plan_tactic__v,action_item_status__v\nA1,T2,completed__v\nA2,T2,pending__v\nA3,T3,completed__v\nA4,T3,pending__v\n";
    let files = [("account_plan__v.csv", plans), ("plan_tactic__v.csv", tactics), ("action_item__v.csv", actions)];
    let export = read_texts(&files, &Options::default());
    assert!(export.defects().is_empty(), "{:?}", export.defects());
    let differences = export.differences("0.5".parse().unwrap()).unwrap();
    let found: Vec<_> = differences.iter().map(|d| (d.node.as_deref(), d.field.as_str(), d.imported.as_str(), d.line)).collect();
    assert_eq!(found, [(None, "completed_plan_tactics__v", "0", 2), (None, "progress__v", "0", 2)]);
    assert_eq!(differences.iter().map(|d| d.counted).collect::<Vec<_>>(), [Some(1), None]);
    let reason = &differences[1].reason;
    assert_eq!(
        reason,
        "your CRM says 0 in `progress__v`, the share of done children by status is 33.333333 (1 of 3); by weight of the work below it is 66.666667"
    );
    assert_eq!(differences[1].vendor_rule.unwrap().to_string(), "33.333333");
    let strict = export.differences("0.3".parse().unwrap()).unwrap();
    assert_eq!(strict.len(), 3);
    assert_eq!(strict[2].node.as_deref(), Some("T3"));
}

#[test]
fn what_the_rule_of_the_crm_hides_is_told_behind_what_it_gets_wrong() {
    let plans = "id,name__v,plan_tactic_progress__v,total_plan_tactics__v\nP1,Nearly there,0,2\nP2,Stale,50,1\nP3,All well,0,1\nP4,Half,0.0%,\n";
    let tactics = "id,name__v,account_plan__v,plan_tactic_status__v,account_tactic_progress__v\n\
                   T1,One,P1,in_progress__v,50\nT2,Two,P1,in_progress__v,\nT3,Three,P2,pending__v,\nT4,Four,P3,pending__v,0\nT5,Five,P4,in_progress__v,\n";
    let actions = "id,plan_tactic__v,action_item_status__v\n\
                   A1,T1,completed__v\nA2,T1,pending__v\nA3,T2,completed__v\nA4,T4,pending__v\nA5,T5,completed__v\nA6,T5,pending__v\n";
    let files = [("account_plan__v.csv", plans), ("plan_tactic__v.csv", tactics), ("action_item__v.csv", actions)];
    let export = read_texts(&files, &Options::default());
    assert_eq!(export.defects(), []);
    let found = export.differences("0.5".parse().unwrap()).unwrap();
    let told: Vec<_> = found.iter().map(|d| (d.kind.name(), d.plan.as_str(), d.node.as_deref(), d.title.as_str(), d.imported.as_str())).collect();
    assert_eq!(
        told,
        [
            ("vendor_differs", "P2", None, "Stale", "50"),
            ("rule_differs", "P1", None, "Nearly there", "0"),
            ("rule_differs", "P4", None, "Half", "0.0%"),
        ]
    );
    assert_eq!(
        found[1].reason,
        "your CRM says 0 in `plan_tactic_progress__v`, as its rule gives: the share of done children by status is 0 (0 of 2); by weight of the work below it is 75"
    );
    assert_eq!(found[1].completion.unwrap().to_string(), "75");
    assert!(export.differences("80".parse().unwrap()).unwrap().is_empty());

    // Where the plans are computed by the rule of the CRM, it hides nothing.
    let settings =
        Settings { completion: CompletionRules::with_method(Method::CompletedShare), ..Mapping::shipped("veeva_vault").unwrap().settings() };
    let by_share = read_texts(&files, &Options { settings: Some(settings), ..Options::default() });
    let found = by_share.differences("0.5".parse().unwrap()).unwrap();
    assert_eq!(found.iter().map(|d| d.plan.as_str()).collect::<Vec<_>>(), ["P2"]);
}

/// The differences of plans whose children are tactics, by the mapping given or the shipped one.
fn of(plans: &str, tactics: &str, mapping: Option<&str>) -> Vec<Difference> {
    let mapping = mapping.map(|document| Mapping::parse(document).unwrap());
    let files = [("account_plan__v.csv", plans), ("plan_tactic__v.csv", tactics)];
    let export = read_texts(&files, &Options { mapping, ..Options::default() });
    assert_eq!(export.defects(), []);
    export.differences("0.5".parse().unwrap()).unwrap()
}

#[test]
fn the_rule_of_the_crm_counts_every_child() {
    let plans = "id,name__v,progress__v,plan_tactic_progress__v,total_plan_tactics__v,completed_plan_tactics__v\n";
    let tactics = "id,account_plan__v,plan_tactic_status__v,weight__c\n\
                   T1,P1,completed__v,0\nT2,P1,completed__v,1\nT3,P1,cancelled__v,1\nT4,P2,cancelled__v,1\nT5,P2,cancelled__v,\n";
    let right = format!("{plans}P1,One,67,66.666667,3,2\nP2,All cancelled,0,0,2,0\n");
    let weighted = "extends = \"veeva_vault\"\nname = \"ours\"\n[objects.plan_tactic.fields]\nweight = \"weight__c\"\n";
    for mapping in [None, Some(weighted)] {
        let found = of(&right, tactics, mapping);
        let told: Vec<_> = found.iter().map(|d| (d.kind.name(), d.plan.as_str(), d.reason.as_str())).collect();
        let hidden = "your CRM says 67 in `progress__v`, as its rule gives: the share of done children by status is 66.666667 (2 of 3); \
                      by weight of the work below it is 100";
        assert_eq!(told, [("rule_differs", "P1", hidden)]);
        let rule: Vec<_> = found.iter().map(|d| (d.vendor_rule.unwrap().to_string(), d.completion.unwrap().to_string())).collect();
        assert_eq!(rule, [("66.666667".to_owned(), "100".to_owned())]);
    }

    // The share without the cancelled child is what the CRM does not show.
    let wrong = format!("{plans}P1,One,100,,3,2\nP2,All cancelled,50,,2,0\n");
    let found = of(&wrong, tactics, None);
    let told: Vec<_> = found.iter().map(|d| (d.kind.name(), d.plan.as_str(), d.vendor_rule.unwrap().to_string(), d.weighted_mean)).collect();
    let hundred = "100".parse().ok();
    assert_eq!(told, [("vendor_differs", "P1", "66.666667".to_owned(), hundred), ("vendor_differs", "P2", "0".to_owned(), None)]);
    let all_cancelled =
        "your CRM says 50 in `progress__v`, the share of done children by status is 0 (0 of 2); by weight of the work below it is none";
    assert_eq!(found[1].reason, all_cancelled);
}

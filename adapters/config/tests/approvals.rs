//! What can be wrong with definitions of approvals is told in one go, each with its place (APR-1, APR-2, CFG-5).

use kam_config::{Document, read_configuration};

const ORGANIZATION: &str = "[layer]\nname = \"core\"\n\n[organization]\nunits = [{ id = \"EU\", level = \"international\" }, { id = \"DE\", level = \"national\", parent = \"EU\" }]\n\n[features]\non = [\"approvals\"]\n\n";

fn problems(documents: &[(&str, &str)]) -> Vec<String> {
    let documents: Vec<Document> =
        documents.iter().map(|(name, content)| Document { name: (*name).to_owned(), content: (*content).to_owned() }).collect();
    let Err(problems) = read_configuration(&documents) else { return Vec::new() };
    let told = |problem: &kam_config::Problem| {
        let place = problem.line.map_or_else(String::new, |line| format!("{line}: "));
        let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        format!("{place}{} {}{help}", problem.path, problem.text)
    };
    problems.problems.iter().map(told).collect()
}

#[test]
fn everything_wrong_is_told_at_once() {
    let core = format!(
        "{ORGANIZATION}[approvals]\ndefinitions = [\n    \
         {{ id = \"plan\", subject = \"account_plan\", when = \"amount >\" }},\n    \
         {{ id = \"goal\", subject = \"goal\" }},\n]\nsteps = [\n    \
         {{ id = \"a\", definition = \"plan\", approvers = \"role\", role = \"country_leed\" }},\n    \
         {{ id = \"b\", definition = \"plann\", approvers = \"managers\" }},\n    \
         {{ id = \"c\", definition = \"plan\", approvers = \"person\" }},\n    \
         {{ id = \"d\", definition = \"plan\", approvers = \"managers\", managers = 2, votes = 3 }},\n    \
         {{ id = \"e\", definition = \"plan\", approvers = \"managers\", when_late = \"escalate\" }},\n    \
         {{ id = \"f\", definition = \"plan\", approvers = \"managers\", role = \"country_lead\", when = \"level == 'national'\" }},\n]\n\n\
         [plan]\napproved_by = [\"country_lead\"]\n"
    );
    assert_eq!(
        problems(&[("core.toml", &core)]),
        [
            "12: approvals.definitions[0].when `when` cannot be read: character 9: a value is needed, not the end",
            "13: approvals.definitions[1].id the definition `goal` has no step, and refuses what no step is for; give it a step in `approvals.steps`, or say `if_no_step = \"approve\"`",
            "16: approvals.steps[0].role there is no role `country_leed`; did you mean `country_lead`",
            "17: approvals.steps[1].definition there is no definition of an approval `plann`; did you mean `plan`",
            "18: approvals.steps[2].approvers in the step `c`: a person approves, and no `person` is named; name one",
            "19: approvals.steps[3].votes in the step `d`: 3 votes are needed, and there are at most 2 approvers",
            "20: approvals.steps[4].when_late in the step `e`: what happens when it is late says nothing without `days`; give `days`, or leave the rest out",
            "21: approvals.steps[5].role in the step `f`: `role` has no meaning where the approvers are `managers`; leave it out",
            "21: approvals.steps[5].when in the step `f`: `when` cannot be read: character 7: two things are compared with a single `=`",
            "25: plan.approved_by the definition `plan` says who approves, and `plan.approved_by` says it too; leave one of them out",
        ]
    );
}

#[test]
fn a_layer_takes_no_step_away() {
    let core = format!(
        "{ORGANIZATION}[approvals]\ndefinitions = [{{ id = \"plan\", subject = \"account_plan\" }}]\n\
         steps = [{{ id = \"lead\", definition = \"plan\", approvers = \"role\", role = \"country_lead\" }}]\n"
    );
    let germany = "[layer]\nname = \"germany\"\nabove = \"core\"\nunits = [\"DE\"]\n\n[approvals]\ndefinitions = [{ id = \"goal\", subject = \"goal\" }]\n\
                   steps = [{ id = \"lead\", definition = \"goal\", approvers = \"managers\" }]\n";
    let found = problems(&[("core.toml", &core), ("germany.toml", germany)]);
    assert!(
        found.contains(
            &"8: approvals.steps[0].definition the step `lead` belongs to the definition `plan`, which a layer above has it for; give the step another id"
                .to_owned()
        ),
        "{found:#?}"
    );
    // The step itself may be another one.
    let anew = germany.replace("{ id = \"goal\", subject = \"goal\" }", "").replace("definition = \"goal\"", "definition = \"plan\"");
    assert_eq!(problems(&[("core.toml", &core), ("germany.toml", &anew)]), [""; 0]);
}

#[test]
fn approvals_need_the_feature() {
    let core = ORGANIZATION.replace("on = [\"approvals\"]", "on = []");
    let core = format!("{core}[approvals]\ndefinitions = [{{ id = \"plan\", subject = \"account_plan\", if_no_step = \"approve\" }}]\n");
    assert_eq!(
        problems(&[("core.toml", &core)]),
        [
            "11: approvals.definitions `approvals.definitions` asks for approvals, and the feature `approvals` is off; add `approvals` to `features.on`, or leave the roles out"
        ]
    );
}

#[test]
fn a_slip_that_would_approve_nothing_is_refused() {
    let core = format!(
        "{ORGANIZATION}[approvals]\ndefinitions = [{{ id = \"plan\", subject = \"acount_plan\" }}, {{ id = \"change\", subject = \"amendment\" }}, {{ id = \"study\", subject = \"study\" }}]\n\
         steps = [\n    {{ id = \"a\", definition = \"plan\", approvers = \"managers\" }},\n    {{ id = \"b\", definition = \"change\", approvers = \"managers\", concerns = [\"nodes\", \"node.weight\", \"measure\", \"node.wieght\"] }},\n    \
         {{ id = \"c\", definition = \"study\", approvers = \"managers\", concerns = [\"whatever\"] }},\n]\n"
    );
    assert_eq!(
        problems(&[("core.toml", &core)]),
        [
            "11: approvals.definitions[0].subject `acount_plan` is nearly `account_plan`, and nothing would be approved by it; did you mean `account_plan`",
            "14: approvals.steps[1].concerns in the step `b`: an account plan has no `nodes`; did you mean `node`",
            "14: approvals.steps[1].concerns in the step `b`: an account plan has no `node.wieght`; did you mean `node.weight` or `node.target`",
        ]
    );
}

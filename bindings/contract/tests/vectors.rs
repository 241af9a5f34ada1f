//! Runs every vector under `tests/vectors` through the operations of the contract. It knows no domain.

use kam_contract::{AccountPlan, ApprovalRequest, Configuration, ConfigurationFile, Fault, Plan, call, open_configuration, open_plan};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn plan(case: &Value) -> Result<Option<Plan>, Fault> {
    let document = match (case.get("plan"), case["plan_file"].as_str()) {
        (Some(plan), _) => plan.to_string(),
        (None, Some(file)) => std::fs::read_to_string(folder().join(file)).unwrap(),
        (None, None) => return Ok(None),
    };
    open_plan(document).map(Some)
}

/// The documents of a configuration: a text each, or an object to be written as JSON.
fn files(documents: &Value) -> Vec<ConfigurationFile> {
    let file = |(name, content): (&String, &Value)| ConfigurationFile {
        name: name.clone(),
        content: content.as_str().map_or_else(|| content.to_string(), str::to_owned),
    };
    documents.as_object().unwrap().iter().map(file).collect()
}

/// An account plan from its document, or made as it says.
fn account_plan(configuration: &Configuration, given: &Value) -> Result<AccountPlan, Fault> {
    let text = |name: &str| given[name].as_str().map(str::to_owned);
    if let Some(document) = text("document") {
        return configuration.open_account_plan(document, text("head"));
    }
    let argument = |name: &str| given.get(name).cloned().unwrap_or_default();
    let (fields, act) = (serde_json::from_value(argument("fields")).unwrap(), serde_json::from_value(argument("act")).unwrap());
    configuration.new_account_plan(text("id").unwrap(), fields, act, serde_json::from_value(argument("made_from")).unwrap())
}

/// A request from its document, or submitted as it says.
fn approval_request(configuration: &Configuration, given: &Value) -> Result<ApprovalRequest, Fault> {
    let text = |name: &str| given[name].as_str().map(str::to_owned);
    if let Some(document) = text("document") {
        return configuration.open_approval_request(document, text("head"));
    }
    let argument = |name: &str| given.get(name).cloned().unwrap_or_default();
    configuration.submit_for_approval(
        text("id").unwrap(),
        serde_json::from_value(argument("subject")).unwrap(),
        text("content").unwrap(),
        serde_json::from_value(argument("facts")).unwrap(),
        serde_json::from_value(argument("act")).unwrap(),
        serde_json::from_value(argument("people")).unwrap(),
        serde_json::from_value(argument("changed")).unwrap(),
    )
}

fn run(case: &Value) -> Result<Value, Fault> {
    let (operation, arguments) = (case["operation"].as_str().unwrap(), case.get("args").unwrap_or(&Value::Null));
    if operation == "open_plan" {
        let document = arguments["document"].as_str().map_or_else(|| arguments["document"].to_string(), str::to_owned);
        return open_plan(document)?.profile().map(|profile| json!(profile));
    }
    if let Some(documents) = case.get("configuration") {
        let configuration = open_configuration(files(documents))?;
        if let Some(request) = case.get("approval_request") {
            let request = approval_request(&configuration, request)?;
            for step in case["before"].as_array().into_iter().flatten() {
                request.call(step["operation"].as_str().unwrap(), &step["args"])?;
            }
            return request.call(operation, arguments);
        }
        let Some(plan) = case.get("account_plan") else { return configuration.call(operation, arguments) };
        let plan = account_plan(&configuration, plan)?;
        for step in case["before"].as_array().into_iter().flatten() {
            plan.call(step["operation"].as_str().unwrap(), &step["args"])?;
        }
        return plan.call(operation, arguments);
    }
    let Some(plan) = plan(case)? else { return call(operation, arguments) };
    for step in case["before"].as_array().into_iter().flatten() {
        plan.call(step["operation"].as_str().unwrap(), &step["args"])?;
    }
    plan.call(operation, arguments)
}

fn differences(path: &str, expected: &Value, found: &Value) -> Vec<String> {
    match (expected, found) {
        (Value::Object(keys), Value::Array(list)) if keys.len() == 1 && keys.contains_key("$count") => {
            if keys["$count"] == list.len() {
                Vec::new()
            } else {
                vec![format!("{path}: {} entries expected, found {}", keys["$count"], list.len())]
            }
        }
        (Value::Object(keys), Value::String(text)) if keys.len() == 1 && keys.contains_key("$contains") => {
            if text.contains(keys["$contains"].as_str().unwrap()) { Vec::new() } else { vec![format!("{path}: {expected} expected, found {text}")] }
        }
        (Value::Object(keys), Value::Object(_)) => {
            keys.iter().flat_map(|(key, value)| differences(&format!("{path}.{key}"), value, found.get(key).unwrap_or(&Value::Null))).collect()
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => expected
            .iter()
            .zip(found)
            .enumerate()
            .flat_map(|(at, (expected, found))| differences(&format!("{path}[{at}]"), expected, found))
            .collect(),
        _ if expected == found => Vec::new(),
        _ => vec![format!("{path}: {expected} expected, found {found}")],
    }
}

#[test]
fn every_vector_holds() {
    let mut files: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json") && !path.ends_with("schema.json"));
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files {
        let content: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        for case in content["cases"].as_array().unwrap() {
            count += 1;
            let name = format!("{} {}", file.file_stem().unwrap().display(), case["name"].as_str().unwrap());
            let found = match run(case) {
                Ok(found) => json!({ "expect": found }),
                Err(fault) => json!({ "fault": fault }),
            };
            let key = if case.get("fault").is_some() { "fault" } else { "expect" };
            wrong.extend(differences(&name, &json!({ key: case[key] }), &found));
        }
    }
    assert!(count >= 60, "only {count} vectors were found");
    assert!(wrong.is_empty(), "{} of {count} vectors differ:\n{}", wrong.len(), wrong.join("\n"));
    println!("{count} vectors hold");
}

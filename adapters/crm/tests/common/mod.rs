//! What the tests of exports share: making exports, and reading what must come out of them.
#![allow(dead_code, reason = "each test file uses its part")]

use kam_core::execution::{Node, NodeSpec};
use kam_core::plan::Plan;
use kam_core::values::NodeId;
use kam_crm::{Export, Import, Options, WrittenContent};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// The script that makes exports with known results, where it is at hand.
pub(crate) fn generator() -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/make_export.py");
    script.is_file().then_some(script)
}

/// Makes an export; `None` without the script or Python.
pub(crate) fn make(folder: &Path, flavour: &str, plans: u32, seed: u32, defects: bool) -> Option<()> {
    let script = generator()?;
    let mut command = Command::new("python3");
    command.arg(script).args(["--flavour", flavour, "--plans", &plans.to_string(), "--seed", &seed.to_string()]);
    if defects {
        command.arg("--defects");
    }
    let status = command.arg(folder).status().ok()?;
    assert!(status.success(), "the script failed");
    Some(())
}

pub(crate) fn read(folder: &Path) -> Export {
    Import::read_folder(folder, &Options::default(), &mut ()).unwrap()
}

pub(crate) fn json(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
}

/// Reads files that are given as text.
pub(crate) fn read_texts(files: &[(&str, &str)], options: &Options) -> Export {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes())).collect();
    Import::read_streams(files, options, &mut ()).unwrap()
}

/// Name and content of each file.
pub(crate) fn pairs(written: Vec<WrittenContent>) -> Vec<(String, Vec<u8>)> {
    written.into_iter().map(|file| (file.name, file.content)).collect()
}

/// The committed exports.
pub(crate) fn committed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// A plan of an export with other nodes.
pub(crate) fn with_nodes(export: &Export, plan: &str, change: impl Fn(&mut Vec<NodeSpec>)) -> Plan {
    let before = export.plan(plan).unwrap();
    let spec = |(key, node): (_, &Node)| NodeSpec {
        parent: before.parent(key).and_then(|key| before.node(key)).map(|node| node.id.clone()),
        level: before.level_index(key),
        node: node.clone(),
    };
    let mut specs: Vec<NodeSpec> = before.keys().zip(before.nodes()).map(spec).collect();
    change(&mut specs);
    Plan::new(before.profile().clone(), Arc::clone(before.shared_settings()), specs).unwrap()
}

pub(crate) fn id(text: &str) -> NodeId {
    NodeId::new(text).unwrap()
}

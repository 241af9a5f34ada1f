//! The rules of ARCHITECTURE.md that a program can check.

use kam_repository::{files, read, top};
use std::collections::BTreeSet;
use std::process::Command;

/// What the core may stand on, with what that brings along.
const CORE_MAY_USE: &[&str] = &[
    "kam-core",
    "chrono",
    "num-traits",
    "autocfg",
    "compact_str",
    "castaway",
    "cfg-if",
    "itoa",
    "ryu",
    "zmij",
    "rustversion",
    "static_assertions",
    "hashbrown",
    "foldhash",
    "allocator-api2",
    "equivalent",
    "strsim",
    "thiserror",
    "thiserror-impl",
    "proc-macro2",
    "quote",
    "syn",
    "unicode-ident",
    "sha2",
    "digest",
    "block-buffer",
    "crypto-common",
    "hybrid-array",
    "typenum",
    "cpufeatures",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(top()).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints text")
}

fn sources(endings: &[&str]) -> Vec<(String, String)> {
    let wanted = |file: &String| endings.iter().any(|ending| file.ends_with(ending));
    files().into_iter().filter(wanted).filter_map(|file| read(&file).map(|text| (file, text))).collect()
}

/// Code without line comments, so that a word in prose is no finding.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(number, line)| (number + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn the_core_stands_on_little() {
    let tree = cargo(&["tree", "--package", "kam-core", "--edges", "normal,build", "--prefix", "none", "--locked", "--offline"]);
    let found: BTreeSet<&str> = tree.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let allowed: BTreeSet<&str> = CORE_MAY_USE.iter().copied().collect();
    let more: Vec<&&str> = found.difference(&allowed).collect();
    assert!(found.contains("kam-core"), "cargo tree named no kam-core:\n{tree}");
    assert!(more.is_empty(), "kam-core came to depend on {more:?}; say why in ARCHITECTURE.md and add it here, or do without");
}

#[test]
fn the_core_touches_nothing_outside() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::time",
        "std::thread",
        "Utc::now",
        "Local::now",
        "Instant::now",
        "SystemTime",
        "println!",
        "eprintln!",
        "unsafe ",
        "f32",
        "f64",
    ];
    let mut findings = Vec::new();
    let mut looked_at = 0;
    for (file, text) in sources(&[".rs"]).iter().filter(|(file, _)| file.starts_with("kam-core/src/")) {
        looked_at += 1;
        for (number, line) in code(text) {
            // Threads that end with the call they help, as many as the caller says: the one place for them.
            let allowed = |word: &str| word == "std::thread" && file == "kam-core/src/portfolio/threads.rs";
            let found = forbidden.iter().filter(|word| line.contains(**word) && !allowed(word));
            findings.extend(found.map(|word| format!("{file}:{number}: {word}")));
        }
    }
    assert!(looked_at > 10, "the core was not found");
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_crate_takes_the_lints_and_the_version_of_the_workspace() {
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked", "--offline"])).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() >= 6);
    for package in packages {
        let manifest = std::fs::read_to_string(package["manifest_path"].as_str().expect("a path")).expect("a manifest");
        for needed in ["version.workspace = true", "edition.workspace = true", "license.workspace = true", "[lints]\nworkspace = true"] {
            assert!(manifest.contains(needed), "{} lacks `{needed}`", package["name"]);
        }
    }
}

#[test]
fn one_version_everywhere() {
    let version = env!("CARGO_PKG_VERSION");
    let package = read("bindings/node/package.json").expect("package.json");
    let package: serde_json::Value = serde_json::from_str(&package).expect("JSON");
    assert_eq!(package["version"], version, "bindings/node/package.json");
    let python = read("bindings/python/pyproject.toml").expect("pyproject.toml");
    assert!(python.contains("dynamic = [\"version\"]") || python.contains(&format!("version = \"{version}\"")), "bindings/python/pyproject.toml");
    let maven = read("bindings/mobile/kotlin/pom.xml").expect("pom.xml");
    assert!(maven.contains(&format!("<version>{version}</version>")), "bindings/mobile/kotlin/pom.xml");
    assert!(read("CHANGELOG.md").expect("CHANGELOG.md").contains(&format!("## {version}")), "CHANGELOG.md has no entry of this version");
}

/// Longer files are looked at: what stands here was, with the reason.
const LONG_FOR_A_REASON: &[&str] = &[
    // A catalogue: questions in the order of a workshop, no code.
    "kam-core/src/config/decisions/catalogue.rs",
    // The one list of operations: names, types and docs that all languages are made from.
    "bindings/contract/src/operations.rs",
];

#[test]
fn files_are_short_and_their_names_plain() {
    let endings = [".rs", ".py", ".mjs", ".kt", ".swift", ".sh"];
    let generated = |file: &str| file.contains("/generated/") || file.ends_with("_kam.pyi");
    let long: Vec<String> = sources(&endings)
        .into_iter()
        .filter(|(file, _)| !generated(file) && !LONG_FOR_A_REASON.contains(&file.as_str()))
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 500)
        .map(|(file, lines)| format!("{file}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "over 500 lines, split or give a reason:\n{}", long.join("\n"));

    let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let odd: Vec<String> = files().into_iter().filter(|file| !file.split('/').all(plain)).collect();
    assert!(odd.is_empty(), "file names with other than letters, digits, `.`, `_` and `-`: {odd:?}");
}

#[test]
fn nothing_is_left_unfinished_and_no_test_is_skipped() {
    // Put together here, so that this file is no finding itself.
    let marks = [
        concat!("to", "do!("),
        concat!("unimple", "mented!("),
        concat!("FIX", "ME"),
        concat!("#[ig", "nore"),
        concat!("@Dis", "abled"),
        concat!("x", "fail"),
        concat!(".sk", "ip("),
    ];
    let mut findings = Vec::new();
    for (file, text) in sources(&[".rs", ".py", ".mjs", ".js", ".ts", ".kt", ".swift"]) {
        for (number, line) in text.lines().enumerate() {
            // Iterators and streams skip elements, which is no skipped test.
            let line = if file.ends_with(".rs") { line.replace(".skip(", "") } else { line.to_owned() };
            findings.extend(marks.iter().filter(|mark| line.contains(**mark)).map(|mark| format!("{file}:{}: {mark}", number + 1)));
        }
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn the_repository_speaks_of_itself_alone() {
    let foreign = [concat!("arti", "factory"), concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("farm-", "studio"), concat!("farm-", "bench")];
    let mut findings = Vec::new();
    for file in files() {
        let Some(text) = read(&file) else { continue };
        for (number, line) in text.lines().enumerate() {
            findings.extend(foreign.iter().filter(|word| line.contains(**word)).map(|word| format!("{file}:{}: {word}", number + 1)));
        }
    }
    assert!(findings.is_empty(), "machine paths or names of the workplace:\n{}", findings.join("\n"));
}

#[test]
fn lock_files_are_committed() {
    let files = files();
    for lock in ["Cargo.lock", "bindings/node/package-lock.json", "bindings/python/requirements.lock"] {
        assert!(files.iter().any(|file| file == lock), "{lock} is missing");
    }
}

#[test]
fn the_page_of_rules_is_cited_where_it_is_kept() {
    let rules = [
        "NUM-1", "NUM-2", "NUM-3", "NUM-4", "NUM-5", "NUM-6", "EXE-1", "EXE-2", "CMP-1", "CMP-2", "CMP-3", "CMP-4", "CMP-5", "CMP-6", "CMP-7",
        "CMP-9", "CMP-11", "DUE-1", "ORG-1", "ORG-2", "CFG-1", "CFG-2", "CFG-3", "CFG-4", "CFG-5", "LOV-1", "LOV-2", "LOV-3", "LOV-4", "LOV-5",
        "CYC-1", "CYC-2", "CYC-3", "ACC-1", "ACC-2", "ACC-3", "ACC-5",
    ];
    let core: String = sources(&[".rs"]).into_iter().filter(|(file, _)| file.starts_with("kam-core/src/")).map(|(_, text)| text).collect();
    let vectors: String = files().into_iter().filter(|file| file.starts_with("tests/vectors/")).filter_map(|file| read(&file)).collect();
    for rule in rules {
        assert!(core.contains(rule), "{rule} is cited nowhere in the core");
        assert!(vectors.contains(&format!("\"{rule}\"")), "{rule} has no vector");
    }
}

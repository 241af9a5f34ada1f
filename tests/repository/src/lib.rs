//! Looks at the repository from outside: which files git knows, and what stands in them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The top folder of the repository.
#[must_use]
pub fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files that git tracks, or would track, by their path from the top.
///
/// # Panics
/// Without git, or outside a checkout.
#[must_use]
#[allow(clippy::expect_used, reason = "a check that cannot look must fail")]
pub fn files() -> Vec<String> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(top())
        .output()
        .expect("git lists the files");
    assert!(listed.status.success(), "git ls-files failed: {}", String::from_utf8_lossy(&listed.stderr));
    let mut files: Vec<String> =
        String::from_utf8_lossy(&listed.stdout).lines().map(str::to_owned).filter(|file| top().join(file).is_file()).collect();
    files.sort();
    files
}

/// A file as text; `None` for what is no text.
#[must_use]
pub fn read(file: &str) -> Option<String> {
    std::fs::read_to_string(top().join(file)).ok()
}

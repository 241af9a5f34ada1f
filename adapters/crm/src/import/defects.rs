//! The list of what is wrong: errors up to a limit that ends the import, warnings up to one behind which they are counted.

use super::options::ImportError;
use crate::defect::{Defect, DefectCode, Severity};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub(super) struct Defects {
    listed: Vec<Defect>,
    errors: usize,
    warnings: usize,
    /// The warnings that are not listed, by file, kind and object.
    more: BTreeMap<(Arc<str>, DefectCode, Arc<str>), u64>,
    /// The names of files, columns and objects in them, each kept once.
    names: HashSet<Arc<str>>,
    limit: usize,
}

impl Defects {
    pub(super) fn new(limit: usize) -> Self {
        Self { listed: Vec::new(), errors: 0, warnings: 0, more: BTreeMap::new(), names: HashSet::new(), limit }
    }

    /// Lists a defect, or counts it where enough warnings are listed.
    pub(super) fn add(&mut self, defect: Defect) -> Result<(), ImportError> {
        let count = match defect.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        if *count < self.limit {
            *count = count.saturating_add(1);
            let mut defect = defect.bounded();
            for name in [&mut defect.file, &mut defect.object].into_iter().chain(&mut defect.column) {
                match self.names.get(name) {
                    Some(known) => *name = Arc::clone(known),
                    None => {
                        self.names.insert(Arc::clone(name));
                    }
                }
            }
            self.listed.push(defect);
            return Ok(());
        }
        if defect.severity == Severity::Error {
            return Err(ImportError::Limit { what: "defects", limit: self.limit as u64, place: String::new(), hint: self.most_frequent() });
        }
        let Defect { file, code, object, .. } = defect.bounded();
        let more = self.more.entry((file, code, object)).or_default();
        *more = more.saturating_add(1);
        Ok(())
    }

    /// Those that are listed, to say more of them.
    pub(super) fn listed(&mut self) -> impl Iterator<Item = &mut Defect> {
        self.listed.iter_mut()
    }

    /// So many errors have one cause: the most frequent kind tells which.
    pub(super) fn most_frequent(&self) -> String {
        let errors = || self.listed.iter().filter(|defect| defect.severity == Severity::Error);
        let mut keys: Vec<_> = errors().map(|defect| (defect.code, &*defect.file, defect.column.as_deref())).collect();
        keys.sort_unstable();
        let most = keys.chunk_by(|a, b| a == b).max_by_key(|group| group.len());
        most.and_then(|group| group.first().map(|first| (group.len(), first))).map_or_else(String::new, |(count, (code, file, column))| {
            let sample = errors().find(|defect| defect.code == *code && *defect.file == **file).map_or("", |defect| defect.reason.as_str());
            let column = column.map_or_else(String::new, |column| format!(" in `{column}`"));
            format!("{count} are `{}`{column} of {file}, for example: {sample}; a mapping of your own may be needed", code.name())
        })
    }

    /// All of them in their order, and one more for each kind of warnings that are not listed.
    pub(super) fn finish(self) -> Vec<Defect> {
        let Self { mut listed, more, limit, .. } = self;
        listed.extend(more.into_iter().map(|((file, code, object), count)| Defect {
            file,
            line: None,
            record: None,
            column: None,
            code,
            severity: Severity::Warning,
            object,
            id: None,
            value: Some(count.to_string()),
            reason: format!("`{count}` more warnings of this kind are not listed, since an import lists at most {limit}"),
            set_aside: false,
        }));
        listed.sort();
        listed
    }
}

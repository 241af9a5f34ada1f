//! The units of an organisation as one tree, and which of them a role covers (ORG-1, ORG-2).

use crate::config::{Resolved, SettingValue};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// The place of a unit in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitKey(u32);

impl UnitKey {
    pub(crate) const fn place(self) -> u32 {
        self.0
    }
}

/// The units that a layer of a configuration knows: those of the layer and of all that it lies on.
///
/// Units are numbered from the top down, each with all that is below it behind it, so that one unit covers another where the number of the other lies
/// in its range: a comparison, however deep the tree is. A unit that hangs below itself, in whatever way, has no place and covers nothing.
///
/// ```
/// use kam_core::config::{Configuration, Layer, Record, SettingInfo, SettingValue};
/// use kam_core::organization::Units;
///
/// let text = |text: &str| SettingValue::Text(text.into());
/// let unit = |id: &str, level: &str, parent: Option<&str>| {
///     let mut fields = vec![("id", text(id)), ("level", text(level))];
///     fields.extend(parent.map(|parent| ("parent", text(parent))));
///     Record { fields }
/// };
/// let units = vec![unit("DE", "national", None), unit("DE-South", "regional", Some("DE")), unit("DE-North", "regional", Some("DE"))];
/// let setting = SettingInfo::find("organization.units").expect("a setting");
/// let core = Layer { name: "core".into(), settings: vec![(setting, SettingValue::Records(units))], ..Layer::default() };
/// let configuration = Configuration::new(vec![core]).expect("a configuration");
///
/// let units = Units::of(configuration.core().expect("a core"));
/// let find = |id| units.find(id).expect("a unit");
/// assert!(units.covers(find("DE"), find("DE-South")));
/// assert!(!units.covers(find("DE-South"), find("DE")));
/// assert!(!units.covers(find("DE-South"), find("DE-North")));
/// assert_eq!(units.level(find("DE-South")), "regional");
/// assert_eq!(units.ancestors(find("DE-South")).map(|above| units.id(above)).collect::<Vec<_>>(), ["DE"]);
/// ```
#[derive(Debug, Clone)]
pub struct Units {
    units: Vec<Unit>,
    ids: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

#[derive(Debug, Clone)]
struct Unit {
    id: Box<str>,
    level: Box<str>,
    parent: Option<UnitKey>,
    /// The number behind the last one below it.
    end: u32,
}

impl Units {
    /// The units of a configuration as a layer sees it.
    #[must_use]
    pub fn of(resolved: &Resolved) -> Self {
        let records = resolved.at("organization.units").map(SettingValue::records).unwrap_or_default();
        let mut given: Vec<(Option<&str>, &str, &str)> =
            records.iter().map(|record| (record.text("parent"), record.key(), record.text("level").unwrap_or_default())).collect();
        given.sort_unstable();
        // Pushed backwards, so that what comes first is taken first.
        let below = |parent: Option<&str>| {
            let from = given.partition_point(|(of, _, _)| *of < parent);
            let to = given.partition_point(|(of, _, _)| *of <= parent);
            given.get(from..to).unwrap_or_default().iter().rev().map(|(_, id, level)| (*id, *level))
        };
        let mut units: Vec<Unit> = Vec::with_capacity(given.len());
        let mut waiting: Vec<(&str, &str, Option<UnitKey>)> = below(None).map(|(id, level)| (id, level, None)).collect();
        while let Some((id, level, parent)) = waiting.pop() {
            let Ok(place) = u32::try_from(units.len()) else { break };
            units.push(Unit { id: id.into(), level: level.into(), parent, end: place.saturating_add(1) });
            waiting.extend(below(Some(id)).map(|(id, level)| (id, level, Some(UnitKey(place)))));
        }
        for place in (0..units.len()).rev() {
            let above = units.get(place).and_then(|unit| Some((unit.parent?, unit.end)));
            if let Some((parent, end)) = above
                && let Some(parent) = units.get_mut(parent.0 as usize)
            {
                parent.end = parent.end.max(end);
            }
        }
        let hasher = DefaultHashBuilder::default();
        let mut ids = HashTable::with_capacity(units.len());
        let hash = |place: &u32| units.get(*place as usize).map_or(0, |unit| hasher.hash_one(&*unit.id));
        for place in 0..u32::try_from(units.len()).unwrap_or(u32::MAX) {
            ids.insert_unique(hash(&place), place, hash);
        }
        Self { units, ids, hasher }
    }

    /// The unit with an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<UnitKey> {
        self.ids.find(self.hasher.hash_one(id), |place| self.units.get(*place as usize).is_some_and(|unit| &*unit.id == id)).copied().map(UnitKey)
    }

    /// All units, each before those below it, siblings in the order of their ids.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = UnitKey> + use<> {
        (0..u32::try_from(self.units.len()).unwrap_or(u32::MAX)).map(UnitKey)
    }

    /// The id of a unit; empty for a place of another tree.
    #[must_use]
    pub fn id(&self, unit: UnitKey) -> &str {
        self.unit(unit).map_or("", |unit| &unit.id)
    }

    /// The level of a unit (ORG-1).
    #[must_use]
    pub fn level(&self, unit: UnitKey) -> &str {
        self.unit(unit).map_or("", |unit| &unit.level)
    }

    /// The unit directly above.
    #[must_use]
    pub fn parent(&self, unit: UnitKey) -> Option<UnitKey> {
        self.unit(unit).and_then(|unit| unit.parent)
    }

    /// The unit above and all above that one, the nearest first.
    pub fn ancestors(&self, unit: UnitKey) -> impl Iterator<Item = UnitKey> + '_ {
        std::iter::successors(self.parent(unit), |above| self.parent(*above))
    }

    /// A unit and all below it.
    pub fn with_below(&self, unit: UnitKey) -> impl ExactSizeIterator<Item = UnitKey> + use<> {
        self.range(unit).map(UnitKey)
    }

    /// Whether a role in one unit covers another one: the unit itself, or one below it (ORG-2).
    #[must_use]
    pub fn covers(&self, unit: UnitKey, other: UnitKey) -> bool {
        self.range(unit).contains(&other.0)
    }

    /// The unit itself or the nearest above it that has a level; absent where that level is skipped.
    #[must_use]
    pub fn at_level(&self, unit: UnitKey, level: &str) -> Option<UnitKey> {
        std::iter::once(unit).chain(self.ancestors(unit)).find(|above| self.level(*above) == level)
    }

    /// The numbers of a unit and of all below it.
    pub(crate) fn range(&self, unit: UnitKey) -> std::ops::Range<u32> {
        self.unit(unit).map_or(0..0, |known| unit.0..known.end)
    }

    fn unit(&self, unit: UnitKey) -> Option<&Unit> {
        self.units.get(unit.0 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Configuration, Layer, Record, SettingInfo};

    fn unit(id: &str, level: &str, parent: &str) -> Record {
        let fields = [("id", id), ("level", level), ("parent", parent)].into_iter().filter(|(_, text)| !text.is_empty());
        Record { fields: fields.map(|(name, text)| (name, SettingValue::Text(text.to_owned()))).collect() }
    }

    fn layer(name: &str, above: Option<&str>, units: Vec<Record>) -> Layer {
        let setting = SettingInfo::find("organization.units").unwrap();
        let settings = vec![(setting, SettingValue::Records(units))];
        Layer { name: name.into(), above: above.map(str::to_owned), settings, ..Layer::default() }
    }

    #[test]
    fn levels_may_be_skipped_and_layers_add_units() {
        let core = layer("core", None, vec![unit("world", "international", ""), unit("DE", "national", "world")]);
        let germany = layer(
            "germany",
            Some("core"),
            vec![unit("South-1", "territory", "South"), unit("South", "regional", "DE"), unit("Key", "territory", "DE")],
        );
        let configuration = Configuration::new(vec![core, germany]).unwrap();
        let units = Units::of(configuration.resolved("germany").unwrap());
        let find = |id| units.find(id).unwrap();
        let ids = |keys: &mut dyn Iterator<Item = UnitKey>| keys.map(|key| units.id(key).to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(&mut units.keys()), ["world", "DE", "Key", "South", "South-1"]);
        assert_eq!(ids(&mut units.with_below(find("South"))), ["South", "South-1"]);
        assert_eq!(ids(&mut units.ancestors(find("South-1"))), ["South", "DE", "world"]);
        assert_eq!(units.at_level(find("South-1"), "national"), Some(find("DE")));
        assert_eq!(units.at_level(find("Key"), "regional"), None);
        assert!(units.find("FR").is_none());
        for one in units.keys() {
            for other in units.keys() {
                assert_eq!(units.covers(one, other), one == other || units.ancestors(other).any(|above| above == one));
            }
        }
        let core = Units::of(configuration.core().unwrap());
        assert!(core.find("South").is_none());
    }

    /// A lower layer can hang an upper unit below one of its own: what goes round is no part of the tree.
    #[test]
    fn a_unit_cannot_be_moved_below_its_own() {
        let core = layer("core", None, vec![unit("A", "international", ""), unit("B", "national", "A")]);
        let other = layer("other", Some("core"), vec![unit("A", "regional", "B")]);
        let problems = Configuration::new(vec![core, other]).unwrap_err();
        assert!(problems.iter().any(|problem| problem.text.starts_with("a layer cannot move the unit `A`")));
    }
}

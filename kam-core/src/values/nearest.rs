//! The names that a misspelt one may have meant.

/// Up to three of `known` that are close to `given`, the closest first; ties in the order of the names.
///
/// Looks at 5 000 names at the most, so that a broken million-row document costs no quadratic time.
///
/// ```
/// use kam_core::values::nearest;
///
/// assert_eq!(nearest("weigth", ["weight", "title", "height"]), ["weight", "height"]);
/// ```
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let length = given.chars().count();
    if length > 128 {
        return Vec::new();
    }
    let farthest = length.div_ceil(3).max(1);
    let lower = given.to_lowercase();
    let bytes = lower.len();
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .take(5_000)
        // A character has at most four bytes; names in one script differ by no more bytes than characters.
        .filter(|name| name.len().abs_diff(bytes) <= if name.is_ascii() && given.is_ascii() { farthest } else { farthest.saturating_mul(4) })
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        // One character that is another one is no slip: of `6`, each of `1` to `5` is as far.
        .filter(|(distance, _)| *distance <= farthest && (*distance == 0 || *distance < length))
        .collect();
    close.sort_unstable();
    close.dedup();
    close.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}
/// Whether one name is another but for one or two letters, so that somebody is likely to have meant the other.
///
/// ```
/// use kam_core::values::is_slip;
///
/// assert!(is_slip("tactic_tpye", "tactic_type"));
/// assert!(!is_slip("contact_type", "tactic_type"));
/// ```
#[must_use]
pub fn is_slip(given: &str, known: &str) -> bool {
    let most = if known.chars().count() < 6 { 1 } else { 2 };
    given != known && given.len().abs_diff(known.len()) <= 8 && strsim::osa_distance(&given.to_lowercase(), known) <= most
}

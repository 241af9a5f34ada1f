//! Rules that plans do not keep everywhere. What breaks one of these is left out of the models, or expected, as long as it is `false` here.

/// A step that a request grants is there only where its `where` says so (PLN-1).
pub(crate) const WHERE_OF_GRANTED_STEPS: bool = true;
/// What a step out of `in_approval` needs is asked for as well when a request for the plan grants it (PLN-1, PLN-4, CYC-4).
pub(crate) const NEEDS_OF_GRANTED_STEPS: bool = true;
/// Who takes a node up to the top needs the right to the highest level (ACC-1).
pub(crate) const RIGHT_TO_THE_TOP: bool = true;
/// A field that is not kept here can be taken away, there or not (PLN-3).
pub(crate) const NOTHING_IS_TAKEN_AWAY: bool = true;
/// What came in from a copy once does not come in again (AUD-4).
pub(crate) const MERGED_ONCE: bool = true;
/// What was changed here and changed back was changed here (AUD-4).
pub(crate) const CHANGED_BACK_IS_CHANGED: bool = true;
/// A completion by hand that both copies gave is known, and a conflict where the reasons differ (AUD-4).
pub(crate) const BY_HAND_IN_BOTH: bool = true;
/// No clash says that something is not here which is (AUD-4).
pub(crate) const NAMES_WHAT_IS_THERE: bool = true;
/// A node without any field of its own is a part of what is approved (APR-7, APR-8).
pub(crate) const EMPTY_NODES_ARE_CONTENT: bool = true;
/// Work that was begun on a node meanwhile keeps an amendment from removing it (APR-7, AUD-2).
pub(crate) const WORK_ON_WHAT_GOES: bool = true;
/// An amendment of a node that is gone meanwhile does not bring a part of it back (APR-7, AUD-2).
pub(crate) const GONE_IS_GONE: bool = true;
/// A request for an amendment comes to something once (APR-8).
pub(crate) const AMENDED_ONCE: bool = true;
/// Whoever puts in an amendment has a right to something in the plan, whatever it changes (ACC-2).
pub(crate) const RIGHT_TO_AMEND: bool = true;
/// Of somebody who is erased all goes that was said in an object whose id is somebody else's by now, and nothing of the other (AUD-5).
pub(crate) const IDS_ARE_USED_AGAIN: bool = true;
/// A goal on which somebody has a position stays a goal (PLN-3).
pub(crate) const GOALS_WITH_POSITIONS_STAY: bool = true;

"""The exceptions of kam. Written by `make generate` from the list of faults in the contract."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from decimal import Decimal

    from kam import Problem


class KamError(Exception):
    """What every operation of kam fails with: a stable `code`, a text for a person, and details as attributes."""

    code: ClassVar[str]
    """The stable code."""

    text: str
    """What happened, in words."""

    details: dict[str, Any]
    """The details by name, as the attributes give them."""

    def __init__(self, text: str, /, **details: Any) -> None:
        super().__init__(text)
        self.text = text
        self.details = details

    def __reduce__(self) -> tuple[Callable[..., KamError], tuple[str]]:
        return partial(type(self), **self.details), (self.text,)


class InvalidDocument(KamError):
    """A plan document that is no JSON, or holds keys, types, values or nodes that no plan can have. Everything wrong is listed at once."""

    code: ClassVar[str] = "invalid_document"

    problems: list[Problem]
    """What is wrong, and where."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class InvalidPlan(KamError):
    """Plain values that make no plan: values out of range, unknown parents, circles. Everything wrong is listed at once."""

    code: ClassVar[str] = "invalid_plan"

    problems: list[Problem]
    """What is wrong, and where."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class InvalidValue(KamError, ValueError):
    """An argument outside its range or list."""

    code: ClassVar[str] = "invalid_value"

    field: str
    """The argument or the field of it."""

    value: str
    """The value as given."""

    reason: str
    """What is wrong with it."""

    help: str | None
    """What would be right."""

    def __init__(self, text: str, /, *, field: str, value: str, reason: str, help: str | None) -> None:
        super().__init__(text, field=field, value=value, reason=reason, help=help)
        self.field = field
        self.value = value
        self.reason = reason
        self.help = help


class UnknownNode(KamError):
    """There is no node with this id here: the plan has none, or no plan of the export."""

    code: ClassVar[str] = "unknown_node"

    node: str
    """The id given."""

    set_aside: str | None
    """Why the export has a row with this id and does not use it."""

    nearest: list[str]
    """Ids close to it."""

    def __init__(self, text: str, /, *, node: str, set_aside: str | None, nearest: list[str]) -> None:
        super().__init__(text, node=node, set_aside=set_aside, nearest=nearest)
        self.node = node
        self.set_aside = set_aside
        self.nearest = nearest


class UnknownPlan(KamError):
    """There is no plan with this id here: the export has none, or the question that was put to a plan names another one."""

    code: ClassVar[str] = "unknown_plan"

    plan: str
    """The id given."""

    set_aside: str | None
    """Why the export has a row with this id and does not use it."""

    nearest: list[str]
    """Ids close to it."""

    def __init__(self, text: str, /, *, plan: str, set_aside: str | None, nearest: list[str]) -> None:
        super().__init__(text, plan=plan, set_aside=set_aside, nearest=nearest)
        self.plan = plan
        self.set_aside = set_aside
        self.nearest = nearest


class UnknownMapping(KamError):
    """There is no shipped mapping of this name."""

    code: ClassVar[str] = "unknown_mapping"

    mapping: str
    """The name given."""

    nearest: list[str]
    """Names close to it."""

    known: list[str]
    """All names there are."""

    def __init__(self, text: str, /, *, mapping: str, nearest: list[str], known: list[str]) -> None:
        super().__init__(text, mapping=mapping, nearest=nearest, known=known)
        self.mapping = mapping
        self.nearest = nearest
        self.known = known


class InvalidMapping(KamError):
    """A mapping document with mistakes. Everything wrong is listed at once."""

    code: ClassVar[str] = "invalid_mapping"

    problems: list[Problem]
    """What is wrong, and where."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class StatusRefused(KamError):
    """A change of a status that the rules do not allow (EXE-2). The plan is as it was."""

    code: ClassVar[str] = "status_refused"

    node: str
    """The node."""

    reason: str
    """Why."""

    help: str | None
    """What would be accepted."""

    def __init__(self, text: str, /, *, node: str, reason: str, help: str | None) -> None:
        super().__init__(text, node=node, reason=reason, help=help)
        self.node = node
        self.reason = reason
        self.help = help


class PrerequisiteUnfinished(KamError):
    """A node that cannot be finished before others are (EXE-2). The plan is as it was."""

    code: ClassVar[str] = "prerequisite_unfinished"

    node: str
    """The node."""

    blocked_by: list[str]
    """The unfinished nodes it waits for."""

    def __init__(self, text: str, /, *, node: str, blocked_by: list[str]) -> None:
        super().__init__(text, node=node, blocked_by=blocked_by)
        self.node = node
        self.blocked_by = blocked_by


class MissingWeight(KamError):
    """Nodes without a weight where the rules ask for one (CMP-11)."""

    code: ClassVar[str] = "missing_weight"

    nodes: list[str]
    """All nodes without a weight."""

    def __init__(self, text: str, /, *, nodes: list[str]) -> None:
        super().__init__(text, nodes=nodes)
        self.nodes = nodes


class CannotRead(KamError):
    """A file or folder that cannot be read."""

    code: ClassVar[str] = "cannot_read"

    path: str
    """The file or folder."""

    reason: str
    """Why."""

    def __init__(self, text: str, /, *, path: str, reason: str) -> None:
        super().__init__(text, path=path, reason=reason)
        self.path = path
        self.reason = reason


class CannotWrite(KamError):
    """A file or folder that cannot be written."""

    code: ClassVar[str] = "cannot_write"

    path: str
    """The file or folder."""

    reason: str
    """Why."""

    def __init__(self, text: str, /, *, path: str, reason: str) -> None:
        super().__init__(text, path=path, reason=reason)
        self.path = path
        self.reason = reason


class LimitExceeded(KamError):
    """Input beyond a stated limit."""

    code: ClassVar[str] = "limit_exceeded"

    what: str
    """What is limited."""

    limit: Decimal
    """The limit."""

    place: str | None
    """Where: a file and a line."""

    help: str | None
    """What may have happened."""

    def __init__(self, text: str, /, *, what: str, limit: Decimal, place: str | None, help: str | None) -> None:
        super().__init__(text, what=what, limit=limit, place=place, help=help)
        self.what = what
        self.limit = limit
        self.place = place
        self.help = help


class Internal(KamError):
    """A mistake in this library, never in the input. Please report it with the detail."""

    code: ClassVar[str] = "internal"

    detail: str
    """What went wrong."""

    def __init__(self, text: str, /, *, detail: str) -> None:
        super().__init__(text, detail=detail)
        self.detail = detail


class Interrupted(KamError):
    """Long work that was ended by the one who followed it."""

    code: ClassVar[str] = "interrupted"

    work: str
    """What was ended."""

    def __init__(self, text: str, /, *, work: str) -> None:
        super().__init__(text, work=work)
        self.work = work


class InvalidValues(KamError, ValueError):
    """Several arguments, or fields of them, of the wrong kind or outside their range or list. They are listed at once; a single one is `invalid_value`."""

    code: ClassVar[str] = "invalid_values"

    problems: list[Problem]
    """What is wrong; `path` is the argument or the field of it."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class InvalidTable(KamError):
    """A table that no portfolio can be made of: columns that are missing or of another type, or rows that cannot be used. All are listed at once."""

    code: ClassVar[str] = "invalid_table"

    problems: list[Problem]
    """What is wrong, and where: a column, or a column and a row, the first row being 0."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class InvalidSettings(KamError):
    """A document of settings with mistakes, or settings that do not fit the mapping. Everything wrong is listed at once."""

    code: ClassVar[str] = "invalid_settings"

    problems: list[Problem]
    """What is wrong, and where."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class InvalidConfiguration(KamError):
    """Documents that make no configuration: wrong keys, types or names, settings locked above. Everything wrong is listed at once (CFG-1, CFG-5)."""

    code: ClassVar[str] = "invalid_configuration"

    problems: list[Problem]
    """What is wrong, and where: document, line and column."""

    def __init__(self, text: str, /, *, problems: list[Problem]) -> None:
        super().__init__(text, problems=problems)
        self.problems = problems


class ValueRefused(KamError):
    """A code that a list of values does not have, or that is not in use on the day (LOV-2)."""

    code: ClassVar[str] = "value_refused"

    list: str
    """The list."""

    value: str
    """The code as given."""

    reason: str
    """What is wrong with it."""

    help: str | None
    """The nearest codes, or what replaces it."""

    def __init__(self, text: str, /, *, list: str, value: str, reason: str, help: str | None) -> None:
        super().__init__(text, list=list, value=value, reason=reason, help=help)
        self.list = list
        self.value = value
        self.reason = reason
        self.help = help


class FeatureOff(KamError):
    """Something that the configuration has switched off (CFG-3). Its data is kept."""

    code: ClassVar[str] = "feature_off"

    feature: str
    """The feature."""

    layer: str
    """The layer."""

    stage: str
    """Its maturity stage."""

    def __init__(self, text: str, /, *, feature: str, layer: str, stage: str) -> None:
        super().__init__(text, feature=feature, layer=layer, stage=stage)
        self.feature = feature
        self.layer = layer
        self.stage = stage


class ChangeRefused(KamError):
    """A change of an account plan that was not made: not allowed, in conflict with another one, or none that can be. The plan is as it was (AUD-3)."""

    code: ClassVar[str] = "change_refused"

    refusal: str
    """Why, as a code: `not_allowed`, `conflict`, `locked`, `unknown_object`, `value_refused`, `reason_needed` and others."""

    reason: str
    """The same in words."""

    help: str | None
    """What would be right."""

    kind: str | None
    """What the object is that it is about, where it is about one: `node`, `stakeholder`."""

    id: str | None
    """Its id."""

    field: str | None
    """The field, where it is about one."""

    def __init__(self, text: str, /, *, refusal: str, reason: str, help: str | None, kind: str | None, id: str | None, field: str | None) -> None:
        super().__init__(text, refusal=refusal, reason=reason, help=help, kind=kind, id=id, field=field)
        self.refusal = refusal
        self.reason = reason
        self.help = help
        self.kind = kind
        self.id = id
        self.field = field


class ApprovalRefused(KamError):
    """Something that cannot be done with a request for an approval, or not by this person. The request is as it was (APR-3, APR-4)."""

    code: ClassVar[str] = "approval_refused"

    refusal: str
    """Why, as a code: `not_asked`, `same_person`, `other_content`, `no_such_action`, `missing_approver`, `not_late` and others."""

    reason: str
    """The same in words."""

    help: str | None
    """What would be right."""

    def __init__(self, text: str, /, *, refusal: str, reason: str, help: str | None) -> None:
        super().__init__(text, refusal=refusal, reason=reason, help=help)
        self.refusal = refusal
        self.reason = reason
        self.help = help


class BrokenHistory(KamError):
    """A history that is not what it was: an entry was altered, lost, added or put in another order (AUD-2)."""

    code: ClassVar[str] = "broken_history"

    place: int
    """The place of the first entry that is not what it was, from 1."""

    reason: str
    """How that is known."""

    def __init__(self, text: str, /, *, place: int, reason: str) -> None:
        super().__init__(text, place=place, reason=reason)
        self.place = place
        self.reason = reason


FAULTS: dict[str, type[KamError]] = {
    "invalid_document": InvalidDocument,
    "invalid_plan": InvalidPlan,
    "invalid_value": InvalidValue,
    "unknown_node": UnknownNode,
    "unknown_plan": UnknownPlan,
    "unknown_mapping": UnknownMapping,
    "invalid_mapping": InvalidMapping,
    "status_refused": StatusRefused,
    "prerequisite_unfinished": PrerequisiteUnfinished,
    "missing_weight": MissingWeight,
    "cannot_read": CannotRead,
    "cannot_write": CannotWrite,
    "limit_exceeded": LimitExceeded,
    "internal": Internal,
    "interrupted": Interrupted,
    "invalid_values": InvalidValues,
    "invalid_table": InvalidTable,
    "invalid_settings": InvalidSettings,
    "invalid_configuration": InvalidConfiguration,
    "value_refused": ValueRefused,
    "feature_off": FeatureOff,
    "change_refused": ChangeRefused,
    "approval_refused": ApprovalRefused,
    "broken_history": BrokenHistory,
}
"""Every exception by its code."""

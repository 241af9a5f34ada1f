//! Writes what is made from the lists of the contract: the exceptions of Python, the head of the TypeScript declarations, the page of faults.
//!
//! `cargo run -p kam-contract --features tables --example generate` writes them; with `--check` it only says which are stale.

use kam_contract::tables::{self, PORTFOLIO};
use kam_contract::{CHOICES, FAULTS, FaultInfo, OPERATIONS, OperationInfo, Type, camel, records};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = [
        ("bindings/python/python/kam/__init__.py", package()),
        ("bindings/python/python/kam/errors.py", python()),
        ("bindings/node/types.d.ts", typescript()),
        ("bindings/operations.json", operations(OPERATIONS, |_| String::new())),
        ("bindings/portfolio.json", operations(PORTFOLIO, fields)),
        ("docs/errors.md", page()),
        ("docs/configuration.md", kam_config::configuration_reference()),
        ("adapters/config/configuration.schema.json", kam_config::configuration_schema()),
    ];
    let mut stale = 0;
    for (name, text) in files {
        let path = root.join(name);
        let same = std::fs::read_to_string(&path).is_ok_and(|old| old == text);
        if same {
            continue;
        }
        stale += 1;
        let done = if check { Ok(()) } else { std::fs::write(&path, text) };
        match done {
            Ok(()) => println!("{name}: {}", if check { "is stale, run `make generate`" } else { "written" }),
            Err(error) => println!("{name}: cannot be written: {error}"),
        }
    }
    if check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn doc(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn python_type(rust: &str) -> &str {
    match rust {
        "String" => "str",
        "Option<String>" => "str | None",
        "Vec<String>" => "list[str]",
        "Vec<Problem>" => "list[Problem]",
        "Dec" => "Decimal",
        "u32" => "int",
        other => unreachable!("a detail of the type {other} has no Python type yet"),
    }
}

fn typescript_type(rust: &str) -> &str {
    match rust {
        "String" => "string",
        "Option<String>" => "string | null",
        "Vec<String>" => "Array<string>",
        "u32" => "number",
        "Vec<Problem>" => "Array<Problem>",
        "Dec" => "Dec",
        other => unreachable!("a detail of the type {other} has no TypeScript type yet"),
    }
}

/// What is not in the list of operations: portfolios, and the tables that Arrow carries.
const TABLES: [&str; 2] = ["Portfolio", "Table"];

/// The names that the compiled part of the Python package has, sorted.
fn names() -> Vec<&'static str> {
    let functions = OPERATIONS.iter().filter(|operation| operation.on.is_none()).map(|operation| operation.name);
    let handles = OPERATIONS.iter().filter_map(|operation| operation.on);
    let mut names: Vec<_> = functions
        .chain(handles)
        .chain(records().iter().map(|record| record.name))
        .chain(CHOICES.iter().map(|choice| choice.name))
        .chain(TABLES)
        .collect();
    names.sort_unstable_by_key(|name| (name.starts_with(char::is_lowercase), name.to_lowercase()));
    names.dedup();
    names
}

fn package() -> String {
    let mut text = "\"\"\"Key account management: exact, explained completion of account plans.

Open a plan with `open_plan` (a document) or `build_plan` (plain values), or all plans of a CRM export with `load_export`. Then ask it:
`completion`, `explain`, `due`, `progress`, `summary`.

Figures are `decimal.Decimal`, dates `datetime.date`, moments aware `datetime`; a float is refused, since it is not exact. What the texts call
absent is `None`. A list of codes such as `Method` is given as `Method.LOWEST` or as its code, `\"lowest\"`. Names such as CMP-2 are those of the
rules in the guide.

What goes wrong is a `KamError` with a stable `code`; `kam.errors` has one exception for each. A value of the wrong type is a `TypeError`. Either
names every argument that is wrong.

>>> import kam
>>> plan = kam.build_plan(kam.PlanDraft(id=\"AP-1\", nodes=[kam.NodeDraft(id=\"a\", status=\"done\"), kam.NodeDraft(id=\"b\")]))
>>> plan.completion()
Decimal('50')
\"\"\"

# Written by `make generate` from the contract.

from kam import errors
from kam._kam import (
"
    .to_owned();
    for name in names() {
        let _ = writeln!(text, "    {name},");
    }
    text.push_str(")\nfrom kam.errors import KamError\n\n__version__: str = version()\n\"\"\"The version of this library.\"\"\"\n\n__all__ = [\n");
    let mut all = [names(), vec!["KamError", "__version__", "errors"]].concat();
    all.sort_unstable();
    for name in all {
        let _ = writeln!(text, "    \"{name}\",");
    }
    text.push_str("]\n");
    text
}

fn python() -> String {
    let mut text = "\"\"\"The exceptions of kam. Written by `make generate` from the list of faults in the contract.\"\"\"

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from decimal import Decimal

    from kam import Problem


class KamError(Exception):
    \"\"\"What every operation of kam fails with: a stable `code`, a text for a person, and details as attributes.\"\"\"

    code: ClassVar[str]
    \"\"\"The stable code.\"\"\"

    text: str
    \"\"\"What happened, in words.\"\"\"

    details: dict[str, Any]
    \"\"\"The details by name, as the attributes give them.\"\"\"

    def __init__(self, text: str, /, **details: Any) -> None:
        super().__init__(text)
        self.text = text
        self.details = details

    def __reduce__(self) -> tuple[Callable[..., KamError], tuple[str]]:
        return partial(type(self), **self.details), (self.text,)
"
    .to_owned();
    for fault in FAULTS {
        let base = if fault.code.starts_with("invalid_value") { "KamError, ValueError" } else { "KamError" };
        let _ =
            write!(text, "\n\nclass {}({base}):\n    \"\"\"{}\"\"\"\n\n    code: ClassVar[str] = \"{}\"\n", fault.name, doc(fault.doc), fault.code);
        for (name, ty, about) in fault.fields {
            let _ = write!(text, "\n    {name}: {}\n    \"\"\"{}\"\"\"\n", python_type(ty), about.trim());
        }
        let arguments: Vec<_> = fault.fields.iter().map(|(name, ty, _)| format!("{name}: {}", python_type(ty))).collect();
        let names: Vec<_> = fault.fields.iter().map(|(name, ..)| format!("{name}={name}")).collect();
        let _ = write!(
            text,
            "\n    def __init__(self, text: str, /, *, {}) -> None:\n        super().__init__(text, {})\n",
            arguments.join(", "),
            names.join(", ")
        );
        for (name, ..) in fault.fields {
            let _ = writeln!(text, "        self.{name} = {name}");
        }
    }
    text.push_str("\n\nFAULTS: dict[str, type[KamError]] = {\n");
    for fault in FAULTS {
        let _ = writeln!(text, "    \"{}\": {},", fault.code, fault.name);
    }
    text.push_str("}\n\"\"\"Every exception by its code.\"\"\"\n");
    text
}

fn typescript() -> String {
    let mut text = "/* Written by `npm run build` from the contract. */

/** An exact decimal as text, without exponent and without trailing zeros: `\"33.333333\"`. Never a number. */
export type Dec = string
/** A calendar date, `\"YYYY-MM-DD\"`. */
export type Day = string
/** A moment in RFC 3339 with a zone: `\"2026-05-01T10:00:00Z\"`. */
export type Stamp = string
/** The content of a file. */
export type Bytes = Uint8Array
"
    .to_owned();
    for choice in CHOICES.iter().chain(tables::CHOICES) {
        let _ = writeln!(text, "\n/**\n * {}\n *", doc(choice.doc));
        for (code, about) in choice.codes {
            let _ = writeln!(text, " * - `{code}`: {}", doc(about).replace('\n', " "));
        }
        let codes: Vec<_> = choice.codes.iter().map(|(code, _)| format!("'{code}'")).collect();
        let _ = writeln!(text, " */\nexport type {} = {}", choice.name, codes.join(" | "));
    }
    let _ = writeln!(text, "\n/** What happened: the stable code with its details. */\nexport type Fault =");
    for FaultInfo { code, doc: about, fields, .. } in FAULTS {
        let fields: Vec<_> = fields.iter().map(|(name, ty, _)| format!("{}: {}", camel(name), typescript_type(ty))).collect();
        let _ = writeln!(text, "  /** {} */\n  | {{ code: '{code}', {} }}", doc(about).replace('\n', " "), fields.join(", "));
    }
    let codes: Vec<_> = FAULTS.iter().map(|fault| format!("'{}'", fault.code)).collect();
    let _ = write!(
        text,
        "
/** The stable code of a fault. */
export type FaultCode = {}

/** What every operation of kam fails with. `fault` holds the details; narrow it by its `code`. */
export declare class KamError extends Error {{
  /** The stable code. */
  readonly code: FaultCode
  /** The code with its details. */
  readonly fault: Fault
}}

",
        codes.join(" | ")
    );
    text
}

/// How `kam.js` hands an argument over.
fn takes(wanted: &Type) -> &'static str {
    match wanted {
        Type::Optional(inner) => takes(inner),
        Type::Record(record) if record.types.iter().any(|inner| matches!(inner, Type::Optional(Type::Content))) => "recordAndTable",
        Type::Record(_) => "record",
        Type::Content => "content",
        Type::Handle(_) => "handle",
        Type::List(Type::Record(record)) if record.types.contains(&&Type::Content) => "files",
        Type::List(inner) if inner.record().is_some() => "records",
        Type::List(Type::Text) => "texts",
        Type::Count => "count",
        Type::Text | Type::Decimal | Type::Day | Type::Moment | Type::Choice(_) => "text",
        other => unreachable!("`kam.js` has no way yet to hand over {other:?}"),
    }
}

/// The fields of the records, which in Python are arguments.
fn fields(operation: &OperationInfo) -> String {
    let records = operation.types.iter().filter_map(|wanted| wanted.record());
    let names: Vec<_> = records.flat_map(|record| record.fields).map(|field| format!("\"{field}\"")).collect();
    format!("\"fields\": [{}], ", names.join(", "))
}

fn operations(list: &[OperationInfo], more: impl Fn(&OperationInfo) -> String) -> String {
    let mut text = "[\n".to_owned();
    for (place, operation) in list.iter().enumerate() {
        let on = operation.on.map_or("null".to_owned(), |on| format!("\"{on}\""));
        let arguments: Vec<_> = operation.arguments.iter().map(|name| format!("\"{name}\"")).collect();
        let comma = if place + 1 < list.len() { "," } else { "" };
        let _ = writeln!(
            text,
            "  {{\"on\": {on}, \"name\": \"{}\", \"arguments\": [{}], \"takes\": [{}], {}\"long\": {}}}{comma}",
            operation.name,
            arguments.join(", "),
            operation.types.iter().map(|wanted| format!("\"{}\"", takes(wanted))).collect::<Vec<_>>().join(", "),
            more(operation),
            operation.long
        );
    }
    text.push_str("]\n");
    text
}

fn page() -> String {
    let mut text = "# What can go wrong

Written by `make generate` from the list of faults in the contract. The codes never change and are only ever added to. In Python each is an
exception of `kam.errors`, in JavaScript a `KamError` with this `code`, in Kotlin a class of the sealed `Fault`. Every operation fails with one of
these and with nothing else; a value of the wrong type is Python's own `TypeError`, which names the argument and what would be right as
`invalid_value` does.
"
    .to_owned();
    for fault in FAULTS {
        let _ = write!(
            text,
            "\n## `{}`\n\n{}\n\nText: ``{}``\n\n| detail | type | meaning |\n|---|---|---|\n",
            fault.code,
            doc(fault.doc),
            fault.template.replace("{}", "…")
        );
        for (name, ty, about) in fault.fields {
            let _ = writeln!(text, "| `{name}` | {} | {} |", python_type(ty).replace('|', "\\|"), about.trim());
        }
    }
    text
}

//! Configurations as documents: a layer each, in TOML or JSON, or as a filled questionnaire.
//!
//! [`read_configuration`] turns documents into a checked [`Configuration`](kam_core::config::Configuration) or names everything that is wrong with them, each
//! with document, line and column (CFG-5). No file is read but the documents given, and no document can name another. A document has at most 4 MiB, all
//! together 64 MiB, a list 20 000 entries.

mod problem;
mod questionnaire;
mod questionnaire_json;
mod read;
mod schema;
mod tree;
mod write;

pub use problem::{InvalidConfiguration, Problem};
pub use questionnaire::questionnaire_markdown;
pub use questionnaire_json::questionnaire_json;
pub use read::{Document, MOST_BYTES, MOST_BYTES_IN_ALL, MOST_ENTRIES, read_configuration};
pub use schema::{configuration_reference, configuration_schema, entry_value, json_value};
pub use write::write_layer;

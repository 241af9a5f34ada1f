//! Operations called by name with JSON: for vector runners, which know no domain.

use crate::Typed;
use crate::fault::Fault;
use crate::refusal::{Origin, Refusal};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

pub(crate) struct Arguments<'a> {
    given: Option<&'a Map<String, Value>>,
}

impl<'a> Arguments<'a> {
    pub(crate) fn new(given: &'a Value, known: &[&str]) -> Result<Self, Fault> {
        let given = match given {
            Value::Null => None,
            Value::Object(map) => Some(map),
            other => return Err(refuse("args", other, "it is an object of arguments by name")),
        };
        if let Some((name, value)) = given.into_iter().flatten().find(|(name, _)| !known.contains(&name.as_str())) {
            return Err(refuse(name, value, "there is no such argument"));
        }
        Ok(Self { given })
    }

    pub(crate) fn take<T: DeserializeOwned + Typed>(&self, name: &str) -> Result<T, Fault> {
        let value = self.given.and_then(|given| given.get(name)).unwrap_or(&Value::Null);
        T::deserialize(value).map_err(|error| {
            let mut refusal = Refusal::new(Origin::Vectors);
            refusal.look(name, T::TYPE, value);
            refusal.fault().unwrap_or_else(|| refuse(name, value, &error.to_string()))
        })
    }
}

pub(crate) fn json(result: impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(result).map_err(|error| Fault::Internal { detail: error.to_string() })
}

pub(crate) fn unknown(name: &str) -> Fault {
    Fault::InvalidValue { field: "operation".to_owned(), value: name.to_owned(), reason: "there is no such operation".to_owned(), help: None }
}

fn refuse(field: &str, value: &Value, reason: &str) -> Fault {
    Fault::InvalidValue { field: field.to_owned(), value: value.to_string().chars().take(80).collect(), reason: reason.to_owned(), help: None }
}

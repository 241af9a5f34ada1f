//! The two macros that write a record or a list of codes for every language at once.

use crate::types::Type;

/// The fields of a record, as tests and generators list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordInfo {
    /// Its name.
    pub name: &'static str,
    /// The names of its fields, in order.
    pub fields: &'static [&'static str],
    /// What each of its fields must be.
    pub types: &'static [&'static Type],
}

impl RecordInfo {
    /// The names of the fields that cannot be left out.
    pub fn required(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.fields.iter().zip(self.types).filter(|(_, wanted)| !matches!(wanted, Type::Optional(_))).map(|(field, _)| *field)
    }
}

/// A list of codes, as tests and generators list it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceInfo {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub doc: &'static [&'static str],
    /// Its codes with what they mean, in order.
    pub codes: &'static [(&'static str, &'static [&'static str])],
}

/// Records: plain values that cross to every language. A field with `= None` may be left out.
///
/// Each becomes a struct with `serde`, a frozen class with keyword arguments, `repr`, equality, hash, pickling and pattern matching in Python,
/// a plain object in JavaScript, and a data class in Kotlin and Swift.
macro_rules! records {
    ($list:ident: $( $(#[$meta:meta])* pub struct $name:ident { $( $(#[$field_meta:meta])* pub $field:ident : $ty:ty $(= $default:ident)? ),* $(,)? } )*) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            #[cfg_attr(feature = "python", pyo3::pyclass(frozen, get_all, eq, hash, module = "kam"))]
            #[cfg_attr(feature = "node", napi_derive::napi(object, object_from_js = false, object_to_js = false))]
            #[cfg_attr(feature = "mobile", derive(uniffi::Record))]
            pub struct $name { $(
                $(#[$field_meta])*
                $( #[serde(default, skip_serializing_if = "Option::is_none")] #[cfg_attr(feature = "mobile", uniffi(default = $default))] )?
                pub $field: $ty,
            )* }

            #[cfg(feature = "node")]
            $crate::node::record_value!($name);

            #[cfg(feature = "python")]
            impl $crate::python::FromPython for $name {
                const HINT: pyo3::inspect::PyStaticExpr = <Self as pyo3::PyTypeInfo>::TYPE_HINT;
                $crate::python::given::arrives!();

                fn read(value: &pyo3::Bound<'_, pyo3::PyAny>) -> Result<Self, $crate::python::Refused> {
                    $crate::python::given::record(value, Self::INFO)
                }
            }

            #[cfg(feature = "python")]
            #[pyo3::pymethods]
            impl $name {
                #[new]
                #[pyo3(signature = (*, $($field $(= $default)?),*))]
                #[allow(clippy::too_many_arguments)]
                fn new($($field: <$ty as $crate::python::FromPython>::Arrives),*) -> pyo3::PyResult<Self> {
                    $crate::with_arguments!([$($field),*] Ok(Self { $($field),* }))
                }

                fn __repr__(slf: &pyo3::Bound<'_, Self>) -> pyo3::PyResult<String> {
                    $crate::python::repr(slf.as_any(), Self::FIELDS)
                }

                fn __getnewargs_ex__<'py>(slf: &pyo3::Bound<'py, Self>) -> pyo3::PyResult<$crate::python::NewArguments<'py>> {
                    $crate::python::new_arguments(slf.as_any(), Self::FIELDS)
                }

                const fn __copy__(slf: pyo3::PyRef<'_, Self>) -> pyo3::PyRef<'_, Self> {
                    slf
                }

                const fn __deepcopy__<'py>(slf: pyo3::PyRef<'py, Self>, _memo: &pyo3::Bound<'py, pyo3::PyAny>) -> pyo3::PyRef<'py, Self> {
                    slf
                }

                #[pyo3(signature = (**changes))]
                fn __replace__<'py>(slf: &pyo3::Bound<'py, Self>, changes: Option<&pyo3::Bound<'py, pyo3::types::PyDict>>) -> pyo3::PyResult<pyo3::Bound<'py, Self>> {
                    Ok($crate::python::replace(slf.as_any(), Self::FIELDS, changes)?.cast_into::<Self>()?)
                }

                #[classattr]
                fn __match_args__(py: pyo3::Python<'_>) -> pyo3::PyResult<pyo3::Bound<'_, pyo3::types::PyTuple>> {
                    pyo3::types::PyTuple::new(py, Self::FIELDS)
                }
            }

            impl $name {
                /// The names of the fields, in order.
                pub(crate) const FIELDS: &'static [&'static str] = &[$($crate::shape::plain(stringify!($field))),*];

                /// Its fields with what they must be.
                pub(crate) const INFO: &'static $crate::RecordInfo = &$crate::RecordInfo {
                    name: stringify!($name),
                    fields: Self::FIELDS,
                    types: &[$(<$ty as $crate::Typed>::TYPE),*],
                };
            }

            impl $crate::Typed for $name {
                const TYPE: &'static $crate::Type = &$crate::Type::Record(Self::INFO);
            }
        )*

        pub(super) const $list: &[$crate::RecordInfo] = &[$( *$name::INFO ),*];
    };
}

/// A field's name without the `r#` that Rust needs for its own key words.
pub(crate) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// As [`plain`], for a name that is not known before.
#[cfg(feature = "python")]
pub(crate) fn plain_name(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Lists of codes that a type of the core mirrors (`= path`), variant by variant: an enum in Rust, Python, Kotlin and Swift, and a union of text literals in TypeScript.
macro_rules! choices {
    ($( $(#[doc = $doc:literal])* pub enum $name:ident $(= $($core:ident)::+)? { $( $(#[doc = $variant_doc:literal])* $variant:ident = $code:literal ),* $(,)? } )*) => {
        $(
            $(#[doc = $doc])*
            // Python's `help` shows no docs of the single codes; uniffi reads none that are put together.
            #[cfg_attr(all(feature = "python", not(feature = "mobile")), doc = "", $(doc = concat!("- `\"", $code, "\"`:" $(, $variant_doc)*)),*)]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "python", pyo3::pyclass(frozen, eq, hash, module = "kam", rename_all = "SCREAMING_SNAKE_CASE"))]
            #[cfg_attr(feature = "mobile", derive(uniffi::Enum))]
            pub enum $name { $(
                $(#[doc = $variant_doc])*
                #[serde(rename = $code)]
                $variant,
            )* }

            impl $name {
                /// All of them, in order.
                pub const ALL: &'static [Self] = &[$(Self::$variant),*];

                /// The code, as documents and JavaScript write it.
                #[must_use]
                pub const fn code(self) -> &'static str {
                    match self { $(Self::$variant => $code),* }
                }
            }

            impl $crate::Typed for $name {
                const TYPE: &'static $crate::Type = &$crate::Type::Choice(&[$($code),*]);
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(self.code())
                }
            }

            impl std::str::FromStr for $name {
                type Err = $crate::ScalarError;

                fn from_str(text: &str) -> Result<Self, $crate::ScalarError> {
                    match text {
                        $($code => Ok(Self::$variant),)*
                        _ => Err($crate::ScalarError::new(stringify!($name), text, concat!("it is one of" $(, " `", $code, "`")*))),
                    }
                }
            }

            #[cfg(feature = "python")]
            impl $crate::python::FromPython for $name {
                const HINT: pyo3::inspect::PyStaticExpr = {
                    use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};
                    type_hint_union!(
                        <Self as pyo3::PyTypeInfo>::TYPE_HINT,
                        type_hint_subscript!(
                            type_hint_identifier!("typing", "Literal"),
                            $(pyo3::inspect::PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::Str($code) }),*
                        )
                    )
                };
                $crate::python::given::arrives!();

                fn read(value: &pyo3::Bound<'_, pyo3::PyAny>) -> Result<Self, $crate::python::Refused> {
                    $crate::python::given::choice(value, stringify!($name), &[$($code),*])
                }
            }

            #[cfg(feature = "python")]
            #[pyo3::pymethods]
            impl $name {
                /// The one with this code, as `value` gives it.
                #[new]
                fn new(value: $crate::python::Given<String>) -> pyo3::PyResult<Self> {
                    $crate::with_arguments!([value] value.parse().map_err(|error| $crate::python::given::unlisted(stringify!($name), error, &[$($code),*])))
                }

                /// The code, as documents write it.
                #[getter]
                const fn value(&self) -> &'static str {
                    self.code()
                }

                const fn __str__(&self) -> &'static str {
                    self.code()
                }

                fn __reduce__<'py>(slf: &pyo3::Bound<'py, Self>) -> (pyo3::Bound<'py, pyo3::types::PyType>, (&'static str,)) {
                    (pyo3::types::PyAnyMethods::get_type(slf.as_any()), (slf.get().code(),))
                }

                const fn __copy__(slf: pyo3::PyRef<'_, Self>) -> pyo3::PyRef<'_, Self> {
                    slf
                }

                const fn __deepcopy__<'py>(slf: pyo3::PyRef<'py, Self>, _memo: &pyo3::Bound<'py, pyo3::PyAny>) -> pyo3::PyRef<'py, Self> {
                    slf
                }
            }

            #[cfg(feature = "node")]
            $crate::node::text_value!($name);

            $crate::shape::mirror! { $name [$($($core)::+)?] [$($variant),*] }
        )*

        /// All lists of codes.
        pub const CHOICES: &[$crate::ChoiceInfo] = &[$(
            $crate::ChoiceInfo { name: stringify!($name), doc: &[$($doc),*], codes: &[$(($code, &[$($variant_doc),*])),*] }
        ),*];
    };
}

/// Both ways between a list of codes and the type of the core that it mirrors.
macro_rules! mirror {
    ($name:ident [] [$($variant:ident),*]) => {};
    ($name:ident [$core:path] [$($variant:ident),*]) => {
        const _: () = {
            use $core as Core;

            impl From<Core> for $name {
                fn from(value: Core) -> Self {
                    match value { $(Core::$variant => Self::$variant),* }
                }
            }

            impl From<$name> for Core {
                fn from(value: $name) -> Self {
                    match value { $($name::$variant => Self::$variant),* }
                }
            }
        };
    };
}

pub(crate) use {choices, mirror, records};

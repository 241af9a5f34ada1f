//! The list of operations as Kotlin and Swift see it. Handles are shared; every call is synchronous.

use crate::records::*;
use crate::{Day, Dec, Fault, Stamp};
use std::sync::Arc;

/// Runs the code, or refuses the arguments with everything that is wrong with their decimals, dates and moments.
macro_rules! with_arguments {
    ([$($name:ident : $ty:ty),*] $code:expr) => {{
        crate::lifted::refused(|| vec![$((stringify!($name), <$ty as crate::Typed>::TYPE, serde_json::to_value(&$name).unwrap_or_default())),*])?;
        $code
    }};
}

macro_rules! mobile {
    (
        functions {
            opens { $( $(#[doc = $o_doc:literal])* fn $o_name:ident($($o_arg:ident : $o_ty:ty $(= $o_default:ident)?),*) -> $o_ret:ident; )* }
            opens_long { $( $(#[doc = $w_doc:literal])* fn $w_name:ident($($w_arg:ident : $w_ty:ty $(= $w_default:ident)?),*) -> $w_ret:ident; )* }
            short { $( $(#[doc = $f_doc:literal])* fn $f_name:ident($($f_arg:ident : $f_ty:ty $(= $f_default:ident)?),*) -> $f_ret:ty; )* }
        }
        $( $class:ident {
            opens { $( $(#[doc = $p_doc:literal])* fn $p_name:ident($($p_arg:ident : $p_ty:ty $(= $p_default:ident)?),*) -> $p_ret:ident; )* }
            short { $( $(#[doc = $s_doc:literal])* fn $s_name:ident($($s_arg:ident : $s_ty:ty $(= $s_default:ident)?),*) -> $s_ret:ty; )* }
            long { $( $(#[doc = $l_doc:literal])* fn $l_name:ident($($l_arg:ident : $l_ty:ty $(= $l_default:ident)?),*) -> $l_ret:ty; )* }
        } )*
    ) => {
        $(
            $(#[doc = $o_doc])*
            #[uniffi::export(default($($($o_arg = $o_default,)?)*))]
            fn $o_name($($o_arg: $o_ty),*) -> Result<Arc<$o_ret>, Fault> {
                with_arguments!([$($o_arg: $o_ty),*] crate::$o_name($($o_arg),*).map(|handle| Arc::new($o_ret(handle))))
            }
        )*
        $(
            $(#[doc = $w_doc])*
            #[uniffi::export(default($($($w_arg = $w_default,)?)*))]
            fn $w_name($($w_arg: $w_ty),*) -> Result<Arc<$w_ret>, Fault> {
                with_arguments!([$($w_arg: $w_ty),*] crate::$w_name($($w_arg),*).map(|handle| Arc::new($w_ret(handle))))
            }
        )*
        $(
            $(#[doc = $f_doc])*
            #[uniffi::export(default($($($f_arg = $f_default,)?)*))]
            fn $f_name($($f_arg: $f_ty),*) -> Result<$f_ret, Fault> {
                with_arguments!([$($f_arg: $f_ty),*] crate::$f_name($($f_arg),*))
            }
        )*
        $(
            #[uniffi::export]
            impl $class {
                $(
                    $(#[doc = $p_doc])*
                    #[uniffi::method(default($($($p_arg = $p_default,)?)*))]
                    fn $p_name(&self $(, $p_arg: $p_ty)*) -> Result<Arc<$p_ret>, Fault> {
                        with_arguments!([$($p_arg: $p_ty),*] self.0.$p_name($($p_arg),*).map(|handle| Arc::new($p_ret(handle))))
                    }
                )*
                $(
                    $(#[doc = $s_doc])*
                    #[uniffi::method(default($($($s_arg = $s_default,)?)*))]
                    fn $s_name(&self $(, $s_arg: $s_ty)*) -> Result<$s_ret, Fault> {
                        with_arguments!([$($s_arg: $s_ty),*] self.0.$s_name($($s_arg),*))
                    }
                )*
                $(
                    $(#[doc = $l_doc])*
                    #[uniffi::method(default($($($l_arg = $l_default,)?)*))]
                    fn $l_name(&self $(, $l_arg: $l_ty)*) -> Result<$l_ret, Fault> {
                        with_arguments!([$($l_arg: $l_ty),*] self.0.$l_name($($l_arg),*))
                    }
                )*
            }
        )*
    };
}

/// A plan that is open: its nodes, its settings, and its figures, which every change brings up to date. It may be used from several threads.
#[derive(uniffi::Object)]
pub struct Plan(crate::Plan);

/// The layers of a configuration that fit together. It never changes.
#[derive(uniffi::Object)]
pub struct Configuration(crate::Configuration);

/// An account plan with its history, which commands change. It may be used from several threads.
#[derive(uniffi::Object)]
pub struct AccountPlan(crate::AccountPlan);

/// A request for an approval. It may be used from several threads.
#[derive(uniffi::Object)]
pub struct ApprovalRequest(crate::ApprovalRequest);

/// An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ. It never changes.
#[derive(uniffi::Object)]
pub struct Export(crate::Export);

crate::operations!(mobile);

/// A fault in words, with its details: for a log, or for a person.
#[uniffi::export]
fn fault_text(fault: Fault) -> String {
    fault.to_string()
}

/// The stable code of a fault.
#[uniffi::export]
fn fault_code(fault: Fault) -> String {
    fault.code().to_owned()
}

//! The Node addon: the list of operations of the contract in JavaScript's manners.
//!
//! What is long runs off the event loop and answers with a promise. `kam.js` beside it turns a fault into a `KamError`.

mod portfolio;
mod result;

use kam_contract::node::error;
use kam_contract::*;
use napi::Env;
use napi::bindgen_prelude::ObjectFinalize;
use napi_derive::napi;
use result::{Json, Promise, Result, later, now, open_later};
use std::sync::Arc;

macro_rules! node {
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
            #[napi(catch_unwind)]
            pub fn $o_name($($o_arg: $o_ty),*) -> napi::Result<$o_ret> {
                kam_contract::$o_name($($o_arg),*).map($o_ret::from).map_err(|fault| error(&fault))
            }
        )*
        $(
            $(#[doc = $w_doc])*
            #[napi(catch_unwind)]
            pub fn $w_name($($w_arg: $w_ty),*) -> Promise<$w_ret> {
                open_later(move || kam_contract::$w_name($($w_arg),*).map($w_ret::weighed)).weighing(|handle| handle.1)
            }
        )*
        $(
            $(#[doc = $f_doc])*
            #[napi(catch_unwind)]
            pub fn $f_name($($f_arg: $f_ty),*) -> Result<$f_ret> {
                now(kam_contract::$f_name($($f_arg),*))
            }
        )*
        $(
            #[napi]
            impl $class {
                $(
                    $(#[doc = $p_doc])*
                    #[napi(catch_unwind)]
                    pub fn $p_name(&self $(, $p_arg: $p_ty)*) -> napi::Result<$p_ret> {
                        self.0.$p_name($($p_arg),*).map($p_ret::from).map_err(|fault| error(&fault))
                    }
                )*
                $(
                    $(#[doc = $s_doc])*
                    #[napi(catch_unwind)]
                    pub fn $s_name(&self $(, $s_arg: $s_ty)*) -> Result<$s_ret> {
                        now(self.0.$s_name($($s_arg),*))
                    }
                )*
                $(
                    $(#[doc = $l_doc])*
                    #[napi(catch_unwind)]
                    pub fn $l_name(&self $(, $l_arg: $l_ty)*) -> Promise<Json<$l_ret>> {
                        let handle = Arc::clone(&self.0);
                        later(move || handle.$l_name($($l_arg),*))
                    }
                )*
            }
        )*
    };
}

/// A plan that is open: its nodes, its settings, and its figures, which every change brings up to date.
///
/// Make one with `openPlan` or `buildPlan`.
#[napi]
pub struct Plan(Arc<kam_contract::Plan>);

impl From<kam_contract::Plan> for Plan {
    fn from(plan: kam_contract::Plan) -> Self {
        Self(Arc::new(plan))
    }
}

/// The layers of a configuration that fit together: settings, lists of values, decisions.
///
/// Make one with `openConfiguration`. It never changes.
#[napi]
pub struct Configuration(Arc<kam_contract::Configuration>);

impl From<kam_contract::Configuration> for Configuration {
    fn from(configuration: kam_contract::Configuration) -> Self {
        Self(Arc::new(configuration))
    }
}

/// An account plan with its history, which commands change.
///
/// Make one with `openAccountPlan` or `newAccountPlan` of a configuration. It never changes but by its commands.
#[napi]
pub struct AccountPlan(Arc<kam_contract::AccountPlan>);

impl From<kam_contract::AccountPlan> for AccountPlan {
    fn from(plan: kam_contract::AccountPlan) -> Self {
        Self(Arc::new(plan))
    }
}

/// A request for an approval.
///
/// Make one with `submitForApproval` or `openApprovalRequest` of a configuration. It never changes but by what is done with it.
#[napi]
pub struct ApprovalRequest(Arc<kam_contract::ApprovalRequest>);

impl From<kam_contract::ApprovalRequest> for ApprovalRequest {
    fn from(request: kam_contract::ApprovalRequest) -> Self {
        Self(Arc::new(request))
    }
}

/// An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ.
///
/// Make one with `loadExport` or `loadExportFiles`. It never changes.
#[napi(custom_finalize)]
pub struct Export(Arc<kam_contract::Export>, i64);

/// What a node of an export takes with its row, more or less.
const BYTES_OF_A_NODE: usize = 500;

impl Export {
    /// With the bytes that it keeps, more or less, so that JavaScript lets go of it in time.
    fn weighed(export: kam_contract::Export) -> Self {
        let bytes = export.nodes().saturating_mul(BYTES_OF_A_NODE);
        Self(Arc::new(export), i64::try_from(bytes).unwrap_or(i64::MAX))
    }
}

impl ObjectFinalize for Export {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(self.1.saturating_neg()).map(|_| ())
    }
}

impl From<kam_contract::Export> for Export {
    fn from(export: kam_contract::Export) -> Self {
        Self(Arc::new(export), 0)
    }
}

kam_contract::operations!(node);

/// What is wrong with arguments that an operation could not take, for `kam.js` alone.
#[napi(catch_unwind, skip_typescript)]
#[must_use]
pub fn refused_arguments(operation: String, arguments: String) -> Option<String> {
    node::refused(&operation, &arguments)
}

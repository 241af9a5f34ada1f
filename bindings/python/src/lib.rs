//! The Python module: the list of operations of the contract in Python's manners.
//!
//! What is long releases the GIL; a fault becomes the exception of its code.

mod cells;
mod follow;
mod portfolio;
mod table;

/// How an argument arrives: by its type, but for folders, which are text in all languages and may be paths in this one.
macro_rules! arrives {
    (folder, $ty:ty) => {
        GivenFolder
    };
    ($name:ident, $ty:ty) => {
        <$ty as FromPython>::Arrives
    };
}

macro_rules! python {
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
        /// The compiled part of `kam`.
        #[pyo3::pymodule]
        mod _kam {
            use kam_contract::python::{FromPython, GivenFolder};
            use kam_contract::{Day, Dec, Stamp, with_arguments};
            use pyo3::prelude::*;

            #[pymodule_export]
            use kam_contract::{
                Act, Acting, ApprovalAct, ApprovalAction, ApprovalEvent, ApprovalPeople, ApprovalStep, ApprovalSubject, AutoComplete, Basis, CalendarDraft, CancelledRule, ChangeDone, ChangedRows, Clash, CompetitorLine, CompletedDraft, CompletionRules, ConfigurationFile, CreationState, CycleStatus, CycleStep, DayOff, DayRange, DecisionState, DecisionStatus, Defect, Delegation, Difference, DifferenceKind, DisplayRounding, DisplayRules, DueBucket, DueItem, DueQuery, EmptyRule, Explanation, ExplanationTerm, ExportFile, ExportOptions, FeatureStatus, FieldChange, FieldContent, FieldDraft, Figures, FileSummary, GivenVote, Health, HealthRules, HistoryEntry, Label, LayerSummary, LeftOut, LeftOutReason, LevelDraft, LevelMethod, LevelView, ListQuality, ListValue, LostRule, MadeFrom, MakeFrom, ManagerOf, MappingSummary, MemberCoverage, Mention, MergeResult, Method, MissingWeightRule, NodeCompletion, NodeDraft, NodeProgress, NodeView, ObjectKind, OpenVote, OverrideDraft, PathwayStage, Person, PhaseState, PhaseStatus, PlanCreation, PlanDraft, PlanMentions, PlanObject, PlanProfile, PlanSection, PlanState, PlanSummary, PlanView, PortfolioCreation, PossibleAction, PossibleMove, PrerequisiteRule, Problem, ProfileView, QuantityDraft, RequestState, RequestSummary, RetentionState, Right, RightAnswer, RightQuestion, RoleInTeam, RoleInUnit, SectionContent, SectionCount, SectionState, SettingDetail, SettingDifference, Settings, SettingSaid, Severity, SkippedBy, StakeholderCoverage, StanceGap, StatusCategory, StatusChanged, StatusDraft, StatusProposal, SubjectFact, UncoveredStakeholder, ValueList, ValueUse, WaitingRequest, Weekday, WeightSource, WhiteSpace, WhiteSpaceCell, WhiteSpaceSum, WrittenFile,
            };

            #[pymodule_export]
            use crate::portfolio::Portfolio;

            #[pymodule_export]
            use crate::table::Table;

            /// A plan that is open: its nodes, its settings, and its figures, which every change brings up to date.
            ///
            /// Make one with `open_plan` or `build_plan`. It may be used from several threads.
            #[pyclass(frozen, module = "kam")]
            struct Plan(kam_contract::Plan);

            /// The layers of a configuration that fit together: settings, lists of values, decisions.
            ///
            /// Make one with `open_configuration`. It never changes, and it may be used from several threads.
            #[pyclass(frozen, module = "kam")]
            struct Configuration(kam_contract::Configuration);

            /// An account plan with its history, which commands change.
            ///
            /// Make one with `open_account_plan` or `new_account_plan` of a configuration. It may be used from several threads.
            #[pyclass(frozen, module = "kam")]
            struct AccountPlan(kam_contract::AccountPlan);

            /// A request for an approval.
            ///
            /// Make one with `submit_for_approval` or `open_approval_request` of a configuration. It may be used from several threads.
            #[pyclass(frozen, module = "kam")]
            struct ApprovalRequest(kam_contract::ApprovalRequest);

            $(
                $(#[doc = $o_doc])*
                #[pyfunction(signature = ($($o_arg $(= $o_default)?),*))]
                fn $o_name($($o_arg: arrives!($o_arg, $o_ty)),*) -> PyResult<$o_ret> {
                    with_arguments!([$($o_arg),*] Ok(kam_contract::$o_name($($o_arg),*).map($o_ret)?))
                }
            )*

            /// An export of a CRM system that was read: its plans, what is wrong with it, and how its own figures differ.
            ///
            /// Make one with `load_export` or `load_export_files`. It never changes, and it may be used from several threads.
            #[pyclass(frozen, module = "kam")]
            pub(crate) struct Export(pub(crate) kam_contract::Export);

            $(
                $(#[doc = $w_doc])*
                ///
                /// `progress` is called now and then with the file, the bytes read, and all bytes or None. It, and Ctrl-C, can end the work
                /// by raising.
                #[pyfunction(signature = ($($w_arg $(= $w_default)?,)* progress=None))]
                fn $w_name(py: Python<'_> $(, $w_arg: arrives!($w_arg, $w_ty))*, progress: Option<Py<PyAny>>) -> PyResult<$w_ret> {
                    with_arguments!([$($w_arg),*] crate::follow::follow(py, progress, move || kam_contract::$w_name($($w_arg),*)).map($w_ret))
                }
            )*

            $(
                $(#[doc = $f_doc])*
                #[pyfunction(signature = ($($f_arg $(= $f_default)?),*))]
                fn $f_name($($f_arg: arrives!($f_arg, $f_ty)),*) -> PyResult<$f_ret> {
                    with_arguments!([$($f_arg),*] Ok(kam_contract::$f_name($($f_arg),*)?))
                }
            )*

            $(
                #[pymethods]
                impl $class {
                    $(
                        $(#[doc = $p_doc])*
                        #[pyo3(signature = ($($p_arg $(= $p_default)?),*))]
                        fn $p_name(&self $(, $p_arg: arrives!($p_arg, $p_ty))*) -> PyResult<$p_ret> {
                            with_arguments!([$($p_arg),*] Ok(self.0.$p_name($($p_arg),*).map($p_ret)?))
                        }
                    )*

                    $(
                        $(#[doc = $s_doc])*
                        #[pyo3(signature = ($($s_arg $(= $s_default)?),*))]
                        fn $s_name(&self $(, $s_arg: arrives!($s_arg, $s_ty))*) -> PyResult<$s_ret> {
                            with_arguments!([$($s_arg),*] Ok(self.0.$s_name($($s_arg),*)?))
                        }
                    )*

                    $(
                        $(#[doc = $l_doc])*
                        #[pyo3(signature = ($($l_arg $(= $l_default)?),*))]
                        fn $l_name(&self, py: Python<'_> $(, $l_arg: arrives!($l_arg, $l_ty))*) -> PyResult<$l_ret> {
                            with_arguments!([$($l_arg),*] Ok(py.detach(|| self.0.$l_name($($l_arg),*))?))
                        }
                    )*

                    fn __repr__(&self) -> String {
                        format!("<{}>", self.0)
                    }
                }
            )*
        }
    };
}

kam_contract::operations!(python);

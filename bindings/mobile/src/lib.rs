//! The library that Kotlin and Swift load: the operations of the contract, nothing else.

kam_contract::uniffi_reexport_scaffolding!();

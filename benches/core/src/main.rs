//! Prints the plan document of the benches, for the other languages.

#![allow(clippy::print_stdout, reason = "printing is all it does")]

fn main() {
    println!("{}", kam_benches::plan_of_120_nodes());
}

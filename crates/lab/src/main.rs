//! command line for source authors
fn main() {}

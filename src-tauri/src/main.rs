//! shows
fn main() {}

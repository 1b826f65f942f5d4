//! Proves the whole: the tests in the files beside this one use every crate together.

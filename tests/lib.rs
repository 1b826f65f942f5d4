//! proves the whole

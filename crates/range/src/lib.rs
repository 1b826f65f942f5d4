//! practice range: local fake sources answering under the real host names

//! Keeps the tree as the documents describe it: each rule here is one that a reader may rely on.

mod circles;
mod documents;
mod edges;
mod kept;
mod names;
mod sources;
mod supply;
mod tree;
mod window;

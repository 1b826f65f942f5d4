//! does: the use cases and the contract with the UI

//! What a definition must satisfy beyond its shape; each rule names the place, the fault and the fix.

//! Files that import each other can only be read, moved and tested together: their circles only become fewer.

use xtask::imports;

/// How many circles there are; a change may lower it, never raise it.
const CIRCLES: usize = 6;

/// Where none is allowed: the use cases, and what everything in the core stands on.
const NONE_IN: [&str; 4] =
    ["crates/app/", "crates/core/src/fact", "crates/core/src/reason", "crates/core/src/redact"];

#[test]
fn circles_of_imports_only_become_fewer() {
    let circles = imports::circles(&crate::tree::root()).expect("the tree can be read");
    assert_eq!(
        circles.len(),
        CIRCLES,
        "a new circle is undone, and a circle that is gone lowers the number here: {}",
        imports::as_json(&circles)
    );
    for file in circles.iter().flatten() {
        assert!(
            !NONE_IN.iter().any(|place| file.starts_with(place)),
            "{file} is in a circle; none may be there"
        );
    }
}

//! What the app's window is allowed: read from the configuration that Tauri builds in.

use std::collections::BTreeSet;

use crate::tree::{assert_none, read, texts};

fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The directives of a content security policy, written as one text or as a map.
fn directives(csp: &serde_json::Value) -> Vec<(String, String)> {
    let join = |value: &serde_json::Value| match value {
        serde_json::Value::Array(parts) => {
            parts.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ")
        }
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    match csp {
        serde_json::Value::Object(map) => {
            map.iter().map(|(name, value)| (name.clone(), join(value))).collect()
        }
        other => join(other)
            .split(';')
            .map(|part| part.trim().split_once(' ').unwrap_or((part.trim(), "")))
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    }
}

#[test]
fn the_policy_starts_from_nothing() {
    let csp = directives(&json("src-tauri/tauri.conf.json")["app"]["security"]["csp"]);
    let allows = |name: &str| csp.iter().find(|(own, _)| own == name).map(|(_, value)| value.trim());
    assert_eq!(allows("default-src"), Some("'none'"), "what is not named must be refused");
    assert_eq!(allows("script-src"), Some("'self'"), "only the app's own scripts run");
    assert_eq!(allows("require-trusted-types-for"), Some("'script'"), "text must not become script");
    let loose = ["'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "blob:"];
    let breaches: Vec<String> = csp
        .iter()
        .filter(|(_, value)| value.split_whitespace().any(|word| loose.contains(&word)))
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    assert_none(&breaches, "each of these would let a page run or fetch what we did not ship");
}

#[test]
fn capabilities_give_no_outside_power() {
    let powers =
        ["fs:", "shell:", "http:", "dialog:", "opener:", "process:", "updater:", "clipboard-manager:"];
    let mut breaches = Vec::new();
    let mut read_any = false;
    for file in
        texts(&["json", "toml"]).iter().filter(|file| file.path.starts_with("src-tauri/capabilities/"))
    {
        read_any = true;
        let quoted: BTreeSet<&str> = file.text.split('"').collect();
        for word in quoted.iter().filter(|word| powers.iter().any(|power| word.starts_with(power))) {
            breaches.push(format!("{}: {word}", file.path));
        }
        if file.text.contains("\"remote\"") {
            breaches.push(format!("{}: remote", file.path));
        }
    }
    assert!(read_any, "a window without a capability file would have Tauri's defaults");
    assert_none(&breaches, "dialogs and files are opened by our own commands, never by the page");
}

#[test]
fn the_window_may_call_every_command_and_nothing_else() {
    let contract = read("crates/app/src/contract.rs");
    let commands: BTreeSet<String> = contract
        .lines()
        .filter(|line| line.contains(") -> ") && line.trim_end().ends_with(';'))
        .filter_map(|line| line.trim().split_once('(').map(|(name, _)| name.replace('_', "-")))
        .map(|name| format!("allow-{name}"))
        .collect();
    assert!(commands.len() > 30, "the contract was read: {}", commands.len());
    let granted: BTreeSet<String> = json("src-tauri/capabilities/main.json")["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|word| word.as_str().map(str::to_owned))
        .filter(|word| !word.starts_with("core:event:allow-"))
        .collect();
    assert_eq!(granted, commands, "a command without its permission is refused in the real window only");
}

//! Tells Tauri which commands exist, so that each needs a permission: the names are read from the contract's one list.

fn main() {
    let contract = "../crates/app/src/contract.rs";
    let mut out = std::io::stdout();
    let _ = std::io::Write::write_fmt(
        &mut out,
        format_args!("cargo:rerun-if-changed={contract}\ncargo:rerun-if-changed=../ui/dist\n"),
    );
    let text = std::fs::read_to_string(contract).expect("the contract is part of this workspace");
    let names: Vec<&'static str> = text.lines().filter_map(command_name).map(|name| &*name.leak()).collect();
    let manifest = tauri_build::AppManifest::new().commands(names.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("tauri.conf.json is valid");
}

/// The name in a line like `app_view(()) -> AppView;`.
fn command_name(line: &str) -> Option<String> {
    let line = line.trim();
    let (name, rest) = line.split_once('(')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (is_name && rest.contains(") -> ") && line.ends_with(';')).then(|| name.to_owned())
}

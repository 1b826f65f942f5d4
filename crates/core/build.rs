//! Rebuilds core when a file under assets comes, goes or changes: `include_dir!` alone does not notice new files.

fn main() {
    let mut folders = vec![std::path::PathBuf::from("../../assets")];
    while let Some(folder) = folders.pop() {
        let mut out = std::io::stdout();
        let _ = std::io::Write::write_fmt(
            &mut out,
            format_args!("cargo:rerun-if-changed={}\n", folder.display()),
        );
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        folders.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
    }
}

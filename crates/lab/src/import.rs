//! `import`: turns a community list into definitions, one file each.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::files::{read_at_most, write_line};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use unlisted_core::import::{ListKind, MOST_BYTES, read_list};

/// Prints a line for each entry: taken with what is different about it, or left with the reason.
///
/// Status 1 where a file that says something else was kept, because `--replace` was not given.
pub(crate) fn run(arguments: &Arguments, out: &mut impl Write) -> Result<ExitCode, Failure> {
    let (list, file) = match arguments.plain() {
        [list, file] => (list, file),
        [_, _, stray, ..] => return Err(Failure::StrayWord(stray.clone())),
        _ => return Err(Failure::MissingWord("import wants a list (whatsmyname or sherlock) and its file")),
    };
    let kind = ListKind::parse(list).ok_or_else(|| Failure::StrayWord(list.clone()))?;
    let folder = Path::new(arguments.need("out")?);
    let file = Path::new(file);
    let bytes = read_at_most(file, MOST_BYTES)?;
    let imported =
        read_list(kind, &bytes).map_err(|source| Failure::Import { path: file.to_owned(), source })?;
    fs::create_dir_all(folder).map_err(|source| Failure::Unwritable { path: folder.to_owned(), source })?;
    let mut kept = false;
    for taken in &imported.taken {
        let path = folder.join(format!("{}.toml", taken.id.0));
        if write_definition(&path, &taken.definition, arguments.flag("replace"))? {
            let line = serde_json::json!({ "taken": taken.id, "name": taken.name, "remarks": taken.remarks });
            write_line(out, &line)?;
        } else {
            kept = true;
            let why =
                format!("{} is there and says something else; --replace writes over it", path.display());
            write_line(out, &serde_json::json!({ "left": taken.name, "why": why }))?;
        }
    }
    for left in &imported.left {
        write_line(out, &serde_json::json!({ "left": left.name, "why": left.why }))?;
    }
    Ok(ExitCode::from(u8::from(kept)))
}

/// Writes a definition whole or not at all. `false` where another one is there and may not be replaced.
fn write_definition(path: &Path, text: &str, replace: bool) -> Result<bool, Failure> {
    let unwritable = |source| Failure::Unwritable { path: path.to_owned(), source };
    match fs::read(path) {
        Ok(there) if there == text.as_bytes() => return Ok(true),
        Ok(_) if !replace => return Ok(false),
        Ok(_) => {}
        Err(flaw) if flaw.kind() == ErrorKind::NotFound => {}
        Err(flaw) => return Err(unwritable(flaw)),
    }
    // The ending is not that of a definition, so nobody reads what a broken-off run leaves.
    let unfinished = path.with_extension("toml.unfinished");
    let written = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, path));
    if written.is_err() {
        // What could not be written is told; that the rest could not be removed helps nobody.
        let _ = fs::remove_file(&unfinished);
    }
    written.map_err(unwritable)?;
    Ok(true)
}

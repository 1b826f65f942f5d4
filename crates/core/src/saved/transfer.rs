//! Undoes what MIME did to a body for its journey (RFC 2045, section 6).

use super::SavedFailure;

/// The body's own bytes. `encoding` is the `Content-Transfer-Encoding`, empty where there is none.
pub(super) fn decode(encoding: &str, body: &[u8]) -> Result<Vec<u8>, SavedFailure> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "7bit" | "8bit" | "binary" => Ok(body.to_vec()),
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => Err(SavedFailure::Damaged("its encoding is not known")),
    }
}

fn base64(body: &[u8]) -> Result<Vec<u8>, SavedFailure> {
    let dense: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    data_encoding::BASE64.decode(&dense).map_err(|_| SavedFailure::Damaged("its base64 is broken"))
}

/// `=XX` is a byte, `=` at the end of a line joins it to the next, and white space before the end of a line was added on
/// the way. A `=` that is neither is a fault: guessing what it was could change a page's words.
fn quoted_printable(body: &[u8]) -> Result<Vec<u8>, SavedFailure> {
    const BROKEN: SavedFailure = SavedFailure::Damaged("its quoted-printable is broken");
    let mut decoded = Vec::with_capacity(body.len());
    let mut lines = body.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let line = line.trim_ascii_end();
        let (line, joined) = line.strip_suffix(b"=").map_or((line, false), |line| (line, true));
        let mut bytes = line.iter();
        while let Some(byte) = bytes.next() {
            if *byte != b'=' {
                decoded.push(*byte);
                continue;
            }
            let digit = |byte: Option<&u8>| char::from(*byte.ok_or(BROKEN)?).to_digit(16).ok_or(BROKEN);
            let value = digit(bytes.next())? * 16 + digit(bytes.next())?;
            decoded.push(u8::try_from(value).map_err(|_| BROKEN)?);
        }
        if !joined && lines.peek().is_some() {
            decoded.push(b'\n');
        }
    }
    Ok(decoded)
}

//! Takes out pictures and fonts that a saving program wrote into the page: megabytes that say nothing to the judge.

/// Shorter runs are left: they cost nothing, and they may be words.
const SHORTEST: usize = 256;
/// `;base64,` stands this near behind `data:`, with the kind of file between.
const KIND_WITHIN: usize = 128;

/// The page with the bytes of each long `data:...;base64,` address left out. Linear; text is not changed.
pub(super) fn without_pictures(page: Vec<u8>) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(start) = find(&page, at, b"data:") {
        let kind_end = (start + KIND_WITHIN).min(page.len());
        let kind = page.get(start..kind_end).unwrap_or_default();
        let quiet =
            kind.iter().take_while(|byte| !byte.is_ascii_whitespace() && !b"\"'<>".contains(byte)).count();
        let Some(payload) = find(page.get(..start + quiet).unwrap_or_default(), start, b";base64,") else {
            at = start + 5;
            continue;
        };
        let payload = payload + 8;
        let length =
            page.get(payload..).unwrap_or_default().iter().take_while(|byte| is_base64(**byte)).count();
        if length >= SHORTEST {
            kept.extend_from_slice(page.get(from..payload).unwrap_or_default());
            from = payload + length;
        }
        at = payload + length;
    }
    if from == 0 {
        return page;
    }
    kept.extend_from_slice(page.get(from..).unwrap_or_default());
    kept
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=%".contains(&byte)
}

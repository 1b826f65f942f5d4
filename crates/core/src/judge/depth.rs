//! Whether a page can be parsed in linear time: html5ever is quadratic in nesting depth (servo/html5ever#788), so depth
//! and tag size are checked by a plain scan before parsing.

/// The most bytes of a page that are parsed.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// The deepest nesting that is parsed; browsers stop at 512 as well.
const MOST_DEPTH: usize = 512;
/// The longest tag; repeated attributes are compared with each other.
const MOST_TAG: usize = 32 * 1024;

/// Whether parsing is safe. Counts open tags that need a closing one; comments and raw text are passed over.
pub(super) fn is_readable(body: &str) -> bool {
    if body.len() > MOST_BYTES {
        return false;
    }
    let bytes = body.as_bytes();
    let (mut at, mut depth) = (0_usize, 0_usize);
    while let Some(open) = find(bytes, at, b"<") {
        if bytes.get(open..).is_some_and(|rest| rest.starts_with(b"<!--")) {
            at = find(bytes, open + 4, b"-->").map_or(bytes.len(), |end| end + 3);
            continue;
        }
        let closing = bytes.get(open + 1) == Some(&b'/');
        let name_at = open + 1 + usize::from(closing);
        let name = tag_name(bytes, name_at);
        let end = find(bytes, open, b">").unwrap_or(bytes.len());
        if end - open > MOST_TAG {
            return false;
        }
        at = end.max(open) + 1;
        if name.is_empty() || is_void(&name) || ends_itself(&name) {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        if matches!(name.as_str(), "script" | "style" | "textarea" | "title") {
            let close = format!("</{name}");
            at = find_ignoring_case(bytes, at, close.as_bytes()).unwrap_or(bytes.len());
            depth += 1;
            continue;
        }
        depth += 1;
        if depth > MOST_DEPTH {
            return false;
        }
    }
    true
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

fn find_ignoring_case(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted)).map(|at| from + at)
}

fn tag_name(bytes: &[u8], from: usize) -> String {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter()
        .take(32)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose end tag may be left out and whose repetition does not nest. `li`, `td` and the like do nest through
/// their lists and tables, which are counted.
fn ends_itself(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "td"
            | "th"
            | "tr"
            | "dd"
            | "dt"
            | "option"
            | "optgroup"
            | "thead"
            | "tbody"
            | "tfoot"
            | "html"
            | "body"
            | "head"
            | "path"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass_and_towers_do_not() {
        let check =
            |page: &str, expected: bool| assert_eq!(is_readable(page), expected, "{} bytes", page.len());
        check("<html><body><p>one<p>two<ul><li>a<li>b</ul></body></html>", true);
        check(&"<p>row<br>".repeat(20_000), true);
        check(&"<div><span>x</span></div>".repeat(5_000), true);
        check(&"<div>".repeat(16_000), false);
        check(&"<ul><li>".repeat(16_000), false);
        check(&"<b>".repeat(16_000), false);
        check(&format!("<script>{}</script>", "<div>".repeat(16_000)), true);
        check(&format!("<div {}>", "a=1 ".repeat(20_000)), false);
        check(&"x".repeat(MOST_BYTES + 1), false);
        check("<", true);
    }
}

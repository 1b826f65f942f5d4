//! What a site asks programs to leave alone: its robots.txt, read as RFC 9309 says.

use std::time::Duration;
use url::Url;

/// The name by which a site may speak to us; `*` speaks to us where it is not used. The first word of our user agent.
pub const PRODUCT_TOKEN: &str = "Unlisted";

/// RFC 9309 section 2.5: at least 500 KiB must be read; more is not.
const MOST_BYTES: usize = 500 * 1024;

/// The longest pause a site can ask for; above it, it asks for something else.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The rules of one host that concern us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    pause: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allow: bool,
    pattern: Vec<u8>,
}

/// A group of the file: whom it speaks to, and what it says.
#[derive(Default)]
struct Group {
    ours: bool,
    everybody: bool,
    robots: Robots,
}

impl Robots {
    /// Reads a robots.txt. Never fails: what is no rule is skipped, as the RFC wants; a file without rules allows all.
    /// The bytes are those of a reply with a 2xx status; what other outcomes mean is the caller's to know.
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut groups: Vec<Group> = Vec::new();
        let mut naming = false;
        for (key, value) in lines(bytes).filter_map(read_line) {
            if key.eq_ignore_ascii_case(b"user-agent") {
                if !naming {
                    groups.push(Group::default());
                }
                naming = true;
                if let Some(group) = groups.last_mut() {
                    group.everybody |= value.first() == Some(&b'*');
                    group.ours |= token(value).eq_ignore_ascii_case(PRODUCT_TOKEN.as_bytes());
                }
                continue;
            }
            let Some(Group { robots, .. }) = groups.last_mut() else { continue };
            match key.to_ascii_lowercase().as_slice() {
                b"allow" | b"disallow" => {
                    naming = false;
                    // An empty pattern matches nothing.
                    if !value.is_empty() {
                        let allow = key.eq_ignore_ascii_case(b"allow");
                        robots.rules.push(Rule { allow, pattern: read_pattern(value) });
                    }
                }
                b"crawl-delay" => {
                    naming = false;
                    robots.pause = read_pause(value).or(robots.pause);
                }
                // A sitemap or an unknown word belongs to no group and ends none.
                _ => {}
            }
        }
        let ours = groups.iter().any(|group| group.ours);
        let mut all = Self::default();
        for group in groups.into_iter().filter(|group| if ours { group.ours } else { group.everybody }) {
            all.rules.extend(group.robots.rules);
            all.pause = all.pause.max(group.robots.pause);
        }
        all
    }

    /// Whether a page may be asked for: the longest rule that matches path and query decides, and of two equally long
    /// ones the kinder. The robots.txt itself is always allowed.
    pub fn allows(&self, url: &Url) -> bool {
        if url.path() == "/robots.txt" {
            return true;
        }
        let mut asked = url.path().to_owned();
        if let Some(query) = url.query() {
            asked = format!("{asked}?{query}");
        }
        let asked = normalise(asked.as_bytes(), false);
        let matching = self.rules.iter().filter(|rule| matches(&rule.pattern, &asked));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    /// The pause the site asks for between two requests (`crawl-delay`, which is no part of the RFC), at most 60 s.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// The whole lines within the bound; a line that is cut by it could say something else than it did.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let kept = match bytes.get(..MOST_BYTES) {
        Some(start) if bytes.len() > MOST_BYTES => {
            start.iter().rposition(is_end).map_or(&[][..], |end| start.get(..end).unwrap_or_default())
        }
        _ => bytes,
    };
    kept.split(move |byte| is_end(byte))
}

/// `key: value`, without comment and blanks around.
fn read_line(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.split(|byte| *byte == b'#').next()?;
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (key, value) = line.split_at_checked(colon)?;
    Some((key.trim_ascii(), value.get(1..)?.trim_ascii()))
}

/// The product token at the start of a name: letters, `_` and `-`; a version after it does not count.
fn token(name: &[u8]) -> &[u8] {
    let belongs = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-');
    let end = name.iter().position(|byte| !belongs(byte)).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

fn read_pause(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = str::from_utf8(value).ok()?.parse().ok()?;
    // Of a number and none, `min` takes the number.
    let seconds = if seconds.is_nan() { return None } else { seconds.min(LONGEST_PAUSE.as_secs_f64()) };
    Duration::try_from_secs_f64(seconds).ok()
}

/// A pattern in the one spelling that is compared. One that lacks the slash at its start is taken to mean it.
fn read_pattern(value: &[u8]) -> Vec<u8> {
    let pattern = normalise(value, true);
    if matches!(pattern.first(), Some(b'/' | b'*' | b'$')) {
        pattern
    } else {
        [b"/", pattern.as_slice()].concat()
    }
}

/// One spelling for all that mean the same (RFC 9309 section 2.2.2): escaped letters, digits and `-._~` become plain,
/// everything outside ASCII and everything that no URL holds becomes escaped, escapes are in capitals. A star, and a
/// dollar at the end, is plain in a pattern only, where it means something.
fn normalise(text: &[u8], is_pattern: bool) -> Vec<u8> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let mut normal = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let escaped = if byte == b'%' { read_escape(after) } else { None };
        match escaped {
            Some(meant) => {
                rest = after.get(2..).unwrap_or_default();
                if plain(meant) { normal.push(meant) } else { push_escaped(&mut normal, meant) }
            }
            None if byte == b'*' && !is_pattern => push_escaped(&mut normal, byte),
            None if byte == b'$' && !(is_pattern && after.is_empty()) => push_escaped(&mut normal, byte),
            None if plain(byte) || b"%:/?#[]@!$&'()*+,;=".contains(&byte) => normal.push(byte),
            None => push_escaped(&mut normal, byte),
        }
    }
    normal
}

fn read_escape(after: &[u8]) -> Option<u8> {
    let digits = after.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

fn push_escaped(normal: &mut Vec<u8>, byte: u8) {
    normal.extend_from_slice(format!("%{byte:02X}").as_bytes());
}

/// Whether a pattern matches the start of what is asked: `*` stands for anything, `$` at the end for the end.
fn matches(pattern: &[u8], asked: &[u8]) -> bool {
    let (pattern, to_the_end) = match pattern.strip_suffix(b"$") {
        Some(before) => (before, true),
        None => (pattern, false),
    };
    let mut pieces: Vec<&[u8]> = pattern.split(|byte| *byte == b'*').collect();
    let last = if to_the_end { pieces.pop() } else { None };
    let mut rest = asked;
    for (number, piece) in pieces.iter().enumerate() {
        let found = match number {
            0 => rest.strip_prefix(*piece),
            _ => find_after(rest, piece),
        };
        let Some(after) = found else { return false };
        rest = after;
    }
    match last {
        None => true,
        // The only piece: it is all there may be.
        Some(last) if pieces.is_empty() => rest == last,
        Some(last) => rest.ends_with(last),
    }
}

/// What follows the first place where a piece stands.
fn find_after<'a>(text: &'a [u8], piece: &[u8]) -> Option<&'a [u8]> {
    if piece.is_empty() {
        return Some(text);
    }
    let at = text.windows(piece.len()).position(|window| window == piece)?;
    text.get(at + piece.len()..)
}

#[cfg(test)]
mod tests;

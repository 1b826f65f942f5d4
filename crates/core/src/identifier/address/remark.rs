//! What listings write beside an address: dates, "current", labels, brackets.

/// Words beside an address that are no part of it; months are told with years only.
const REMARKS: &[&str] = &[
    "current",
    "currently",
    "previous",
    "previously",
    "past",
    "prior",
    "former",
    "formerly",
    "since",
    "until",
    "present",
    "now",
    "reported",
    "verified",
    "updated",
    "seen",
    "-",
    "–",
    "—",
];
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Labels in front of an address.
const LABELS: &[&str] = &["address", "home", "lives in", "lived in", "mailing", "location", "residence"];

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|c| c.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| word.starts_with(month))
        && word.len() <= 9
        && word.bytes().all(|c| c.is_ascii_alphabetic())
}

/// A part of an address without brackets, labels and dates; empty where nothing else stood there.
pub(crate) fn without_remarks(part: &str) -> String {
    let mut kept = String::with_capacity(part.len());
    let mut depth = 0_u32;
    for c in part.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => {
                depth = depth.saturating_sub(1);
                kept.push(' ');
            }
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    if let Some((label, rest)) = kept.split_once(':') {
        let label = label.to_lowercase();
        if LABELS.iter().any(|known| label.contains(known)) || REMARKS.contains(&label.trim()) {
            kept = rest.to_owned();
        }
    }
    let words: Vec<&str> = kept.split_whitespace().collect();
    let mut end = words.len();
    let mut told = false;
    for from in (0..words.len()).rev() {
        let word = words[from].to_lowercase();
        let word = word.trim_matches(|c: char| matches!(c, '.' | ','));
        let dated = is_month(word) && words.get(from + 1).is_some_and(|next| is_year(next.trim_matches('.')));
        let remark = REMARKS.contains(&word) || dated || word == "to";
        // Four digits alone may be a house or a postcode.
        if remark {
            (end, told) = (from, true);
        } else if !(is_year(word) && from > 0) {
            break;
        }
    }
    let kept = if told { words.get(..end).unwrap_or_default() } else { &words };
    kept.join(" ").trim_matches(|c: char| matches!(c, '.' | '-' | '·' | '•') || c.is_whitespace()).to_owned()
}

/// Whether a text was cut: `Evansto...`. What is left of such a word can neither agree nor contradict.
pub(crate) fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with("...") || text.ends_with('…') || text.ends_with("..") || text.contains("**")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_address_is_dropped() {
        for (part, expected) in [
            ("FL 33602 (Current)", "FL 33602"),
            ("FL 33602 (Jan 2001 - Aug 2019)", "FL 33602"),
            ("FL 33602 [prior", "FL 33602"),
            ("FL 33602 Jan 2001 - Aug 2019", "FL 33602"),
            ("FL 33602 - current", "FL 33602"),
            ("since 2019", ""),
            ("Current address: 100 Example St", "100 Example St"),
            ("Cape May", "Cape May"),
            ("Wien 2010", "Wien 2010"),
            ("100 Present St", "100 Present St"),
        ] {
            assert_eq!(without_remarks(part), expected, "{part:?}");
        }
        assert!(is_cut("Evansto...") && is_cut("Evansto…") && is_cut("Ev****") && !is_cut("St. Paul"));
    }
}

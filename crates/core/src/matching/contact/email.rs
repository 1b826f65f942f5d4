//! E-mail addresses, masked ones included.

use super::likeness::ContactLikeness;

/// Where so many people have an address that agreeing on it says nothing.
const COMMON_DOMAINS: &[&str] = &[
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "aol.com",
    "icloud.com",
    "live.com",
    "msn.com",
    "me.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "proton.me",
    "protonmail.com",
    "comcast.net",
    "yahoo.co.uk",
    "hotmail.co.uk",
    "btinternet.com",
    "mail.ru",
    "yandex.ru",
];

/// Longest address looked at, in bytes; RFC 5321 allows more, and nobody has it.
const MOST_BYTES: usize = 120;

/// A known e-mail address: the mailbox, and the address as the person wrote it, in lower case.
#[derive(Clone)]
pub(crate) struct KnownEmail {
    mailbox: String,
    written: String,
}

impl KnownEmail {
    pub(crate) fn derive(email: &str) -> Option<Self> {
        let written = email.trim().to_lowercase();
        Some(Self { mailbox: derive_mailbox(&written)?, written })
    }
}

/// One mailbox, however it is written, from an address in lower case: without a `+tag`, and by the rules of providers
/// that ignore more: Gmail dots and `googlemail.com` (Google Account Help, "Dots don't matter in Gmail addresses"),
/// Proton dots, hyphens and underscores (Proton support, "Addresses and aliases"), Apple's three domains.
fn derive_mailbox(text: &str) -> Option<String> {
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.rsplit_once('@')?;
    let domain = match domain.trim_end_matches('.') {
        "googlemail.com" => "gmail.com",
        "protonmail.com" | "protonmail.ch" | "pm.me" => "proton.me",
        "me.com" | "mac.com" => "icloud.com",
        "ya.ru" | "yandex.com" => "yandex.ru",
        other => other,
    };
    let local = local.split('+').next().filter(|part| !part.is_empty()).unwrap_or(local);
    let silent: &[char] = match domain {
        "gmail.com" => &['.'],
        "proton.me" => &['.', '-', '_'],
        _ => &[],
    };
    let mut mailbox: String = local.chars().filter(|c| !silent.contains(c)).collect();
    if mailbox.is_empty() || domain.is_empty() {
        return None;
    }
    mailbox.push('@');
    mailbox.push_str(domain);
    Some(mailbox)
}

/// An e-mail address as shown, perhaps masked.
pub(crate) struct ShownEmail {
    /// Lower case, with `*` for each run of masked characters.
    text: String,
    is_masked: bool,
    mailbox: Option<String>,
}

/// Reads an e-mail address as shown.
pub(crate) fn read_email(shown: &str) -> ShownEmail {
    let text = shown.trim();
    let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
    let is_mask = |c: char| matches!(c, '*' | '•' | '…' | '●' | '?' | '█');
    let is_masked = text.contains(is_mask) || text.contains("..");
    if !is_masked {
        let text = text.to_lowercase();
        return ShownEmail { mailbox: derive_mailbox(&text), is_masked, text };
    }
    let mut pattern = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let masked = is_mask(c) || (c == '.' && before == '.');
        if masked && before == '.' && c == '.' {
            pattern.pop();
        }
        if !masked {
            pattern.extend(c.to_lowercase());
        } else if !pattern.ends_with('*') {
            pattern.push('*');
        }
        before = c;
    }
    ShownEmail { text: pattern, is_masked, mailbox: None }
}

/// Compares an e-mail address as shown with a known one.
pub(crate) fn compare_email(known: &KnownEmail, shown: &ShownEmail) -> ContactLikeness {
    if !shown.is_masked {
        return match &shown.mailbox {
            Some(mailbox) if *mailbox == known.mailbox => ContactLikeness::Same,
            Some(_) => ContactLikeness::Different,
            None => ContactLikeness::Silent,
        };
    }
    let masked = shown.text.as_str();
    let seen = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (local, domain) = masked.rsplit_once('@').unwrap_or((masked, "*"));
    if seen(masked) == 0 {
        return ContactLikeness::Silent;
    }
    if !fits_mask(masked, &known.mailbox) && !fits_mask(masked, &known.written) {
        return ContactLikeness::Different;
    }
    let telling_domain = !domain.contains('*') && !COMMON_DOMAINS.contains(&domain);
    match seen(local) {
        0 if !telling_domain => ContactLikeness::Silent,
        0 => ContactLikeness::FitsLittle,
        1 if !telling_domain => ContactLikeness::FitsLittle,
        _ => ContactLikeness::Fits,
    }
}

/// Whether a text fits a pattern in which `*` stands for any characters.
fn fits_mask(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut at, mut from) = (0, 0);
    let mut run: Option<(usize, usize)> = None;
    while from < text.len() {
        if pattern.get(at) == Some(&b'*') {
            run = Some((at, from));
            at += 1;
        } else if pattern.get(at) == text.get(from) {
            at += 1;
            from += 1;
        } else if let Some((star, begun)) = run {
            at = star + 1;
            from = begun + 1;
            run = Some((star, from));
        } else {
            return false;
        }
    }
    pattern.get(at..).unwrap_or_default().iter().all(|c| *c == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes_and_masks() {
        for (known, shown, expected) in [
            ("june.quill@gmail.com", "JuneQuill+shop@googlemail.com", ContactLikeness::Same),
            ("june@example.com", "June@Example.com", ContactLikeness::Same),
            ("june@example.com", "june.q@example.com", ContactLikeness::Different),
            ("june@example.com", "j***@example.com", ContactLikeness::Fits),
            ("june@example.com", "k***@example.com", ContactLikeness::Different),
            ("june@gmail.com", "j***@gmail.com", ContactLikeness::FitsLittle),
            ("june@gmail.com", "****@gmail.com", ContactLikeness::Silent),
            ("june@example.com", "ju•••e@e•••••e.com", ContactLikeness::Fits),
            ("june@example.com", "j...e@example.com", ContactLikeness::Fits),
            ("ju.ne@proton.me", "j-une@pm.me", ContactLikeness::Same),
            ("june@icloud.com", "JUNE+a@me.com", ContactLikeness::Same),
            ("june@example.com", "not an address", ContactLikeness::Silent),
        ] {
            let own = KnownEmail::derive(known).unwrap();
            assert_eq!(compare_email(&own, &read_email(shown)), expected, "{known} {shown}");
        }
    }
}

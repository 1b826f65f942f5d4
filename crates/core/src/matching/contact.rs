//! E-mail addresses, account names and domains, masked e-mail addresses included.

/// How a masked or whole contact compares to a known one, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ContactLikeness {
    /// What is shown contradicts.
    Different,
    /// Nothing to compare: no text, or everything is masked.
    Silent,
    /// What is shown fits but says little.
    FitsLittle,
    /// What is shown fits, and it is a good part.
    Fits,
    /// The same.
    Same,
}

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

/// One mailbox, however it is written: lower case, without a `+tag`; Gmail also without dots and as `gmail.com`
/// (Google Account Help, "Dots don't matter in Gmail addresses").
pub(super) fn derive_mailbox(email: &str) -> Option<String> {
    let text = email.trim().to_lowercase();
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let (local, domain) = text.rsplit_once('@')?;
    let domain = if domain == "googlemail.com" { "gmail.com" } else { domain.trim_end_matches('.') };
    let mut local = local.split('+').next().filter(|part| !part.is_empty()).unwrap_or(local).to_owned();
    if domain == "gmail.com" {
        local = local.replace('.', "");
    }
    (!local.is_empty() && !domain.is_empty()).then(|| format!("{local}@{domain}"))
}

/// Compares an e-mail address as shown with a known mailbox from [`derive_mailbox`] and as the person wrote it.
pub(super) fn compare_email(known: &str, written: &str, shown: &str) -> ContactLikeness {
    let shown = shown.trim().to_lowercase();
    let masked: String = shown
        .replace("..", "*")
        .chars()
        .map(|c| if matches!(c, '•' | '…' | '●' | '?') { '*' } else { c })
        .collect();
    if !masked.contains('*') {
        return match derive_mailbox(&shown) {
            Some(mailbox) if mailbox == known => ContactLikeness::Same,
            Some(_) => ContactLikeness::Different,
            None => ContactLikeness::Silent,
        };
    }
    let seen = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let (local, domain) = masked.rsplit_once('@').unwrap_or((&masked, "*"));
    if seen(&masked) == 0 {
        return ContactLikeness::Silent;
    }
    if !fits_mask(&masked, known) && !fits_mask(&masked, &written.trim().to_lowercase()) {
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

/// Whether a text fits a pattern in which a run of `*` stands for any characters. Linear but for the last run.
fn fits_mask(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().take(300).collect(), text.chars().take(300).collect());
    let (mut at, mut from) = (0, 0);
    let mut run: Option<(usize, usize)> = None;
    while from < text.len() {
        if pattern.get(at) == Some(&'*') {
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
    pattern.get(at..).unwrap_or_default().iter().all(|c| *c == '*')
}

/// An account name as sites compare it: lower case, without `@` in front.
pub(super) fn derive_account(username: &str) -> String {
    username.trim().trim_start_matches('@').to_lowercase()
}

/// Compares two account names from [`derive_account`]. `lumen_fox` and `lumenfox` are two accounts on most sites, so
/// they only fit.
pub(super) fn compare_account(known: &str, shown: &str) -> ContactLikeness {
    let bare = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if shown.is_empty() || known.is_empty() {
        ContactLikeness::Silent
    } else if known == shown {
        ContactLikeness::Same
    } else if !bare(known).is_empty() && bare(known) == bare(shown) {
        ContactLikeness::Fits
    } else {
        ContactLikeness::Different
    }
}

/// Whether an account name is long enough that two people seldom choose it.
pub(super) fn is_distinctive(account: &str) -> bool {
    account.chars().filter(|c| c.is_alphanumeric()).count() >= 6 && !super::nickname::is_first_name(account)
}

/// The registrable domain of a host or link, in lower case.
pub(super) fn derive_domain(text: &str) -> Option<String> {
    crate::identifier::parse_domain(text).ok()
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
            ("june@example.com", "not an address", ContactLikeness::Silent),
        ] {
            let mailbox = derive_mailbox(known).unwrap();
            assert_eq!(compare_email(&mailbox, known, shown), expected, "{known} {shown}");
        }
    }

    #[test]
    fn accounts_keep_their_separators() {
        assert_eq!(compare_account("lumenfox", &derive_account("@LumenFox")), ContactLikeness::Same);
        assert_eq!(compare_account("lumenfox", "lumen_fox"), ContactLikeness::Fits);
        assert_eq!(compare_account("lumenfox", "lumenfox2"), ContactLikeness::Different);
    }
}

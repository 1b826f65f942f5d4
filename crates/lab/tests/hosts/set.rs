//! A set of invented sites on this machine: what each one does, how it is defined, and what must be said about it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// The account name that is asked for everywhere.
pub(crate) const NAME: &str = "lumenfox";
/// The name nobody has.
const NOBODY: &str = "zqvx7kplm3";
/// Nothing listens here.
const CLOSED_PORT: u16 = 1;

/// What a site does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    /// Tells the truth about an account, in a tenth of a second or in three.
    Honest { has_account: bool, slow: bool },
    /// Shows a wall of this kind instead of an answer.
    Wall(usize),
    /// Shows everybody an account.
    ClaimsEveryName,
    /// Takes the connection and never answers.
    Hangs,
    /// Refuses the connection.
    Refuses,
}

/// The first so many sites of a set; `hard` ones as well where asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Set {
    pub(crate) size: usize,
    pub(crate) hard: bool,
    pub(crate) port: u16,
}

impl Set {
    /// Of each hundred sites five are walls and five are slow; of a hard hundred three more claim every name, two hang
    /// and one refuses.
    pub(crate) fn site(&self, at: usize) -> Site {
        let has_account = at.is_multiple_of(2);
        match at % 100 {
            0..5 => Site::Wall(at % 100 + at / 100),
            5..10 => Site::Honest { has_account, slow: true },
            10..13 if self.hard => Site::ClaimsEveryName,
            13..15 if self.hard => Site::Hangs,
            15 if self.hard => Site::Refuses,
            _ => Site::Honest { has_account, slow: false },
        }
    }

    /// What the lab must say about each source.
    pub(crate) fn truth(&self) -> BTreeMap<String, &'static str> {
        let word = |site| match site {
            Site::Honest { has_account: true, .. } => "listed",
            Site::Honest { has_account: false, .. } => "not_listed",
            _ => "unknown",
        };
        (0..self.size).map(|at| (id(at), word(self.site(at)))).collect()
    }

    /// The address of each site's account page.
    pub(crate) fn urls(&self) -> Vec<String> {
        (0..self.size).map(|at| self.url(at, NAME)).collect()
    }

    fn url(&self, at: usize, name: &str) -> String {
        let port = if self.site(at) == Site::Refuses { CLOSED_PORT } else { self.port };
        format!("http://{}.localhost:{port}/{name}", id(at))
    }

    /// Writes a definition for each site and the person who is asked about.
    pub(crate) fn write(&self, folder: &Path) -> std::io::Result<()> {
        let sources = folder.join("sources");
        std::fs::create_dir_all(&sources)?;
        for at in 0..self.size {
            std::fs::write(sources.join(format!("{}.toml", id(at))), self.definition(at))?;
        }
        std::fs::write(folder.join("person.json"), format!("{{\"usernames\":[\"{NAME}\"]}}"))
    }

    fn definition(&self, at: usize) -> String {
        let (id, url) = (id(at), self.url(at, "{username}"));
        // Absence is told by a status, by a text, or by both, as it is on real sites.
        let absence = match at % 3 {
            0 => "status = [404]\n",
            1 => "status = [404]\ncontains = \"no such member\"\n",
            _ => "status = [404, 200]\ncontains = \"no such member\"\n",
        };
        let mut text = String::new();
        let _ = write!(
            text,
            r#"format = 1
id = "{id}"
name = "Site {at}"
category = "username"
home = "https://{id}.example.com/"
exposes = ["username"]
reach = 3
checked_live = "never"
facts = ["An invented site."]

[probe]
kind = "presence"
url = "{url}"
pace_seconds = 0
pattern = {{ username = "^[A-Za-z0-9_]{{3,30}}$" }}

[[probe.listed]]
contains = "member since"

[[probe.not_listed]]
{absence}
[control]
given = {{ username = "{NOBODY}" }}

[removal]
how = "account"
link = "https://{id}.example.com/settings"
asks_for = ["account"]
days = [1, 2]
steps = ["Close the account."]
"#
        );
        text
    }
}

/// How long a site takes: a tenth of a second give or take a half of it, or three seconds.
pub(crate) fn takes(at: usize, slow: bool) -> Duration {
    let jitter = u64::try_from(at * 37 % 101).unwrap_or(0);
    Duration::from_millis(if slow { 6000 } else { 50 + jitter })
}

fn id(at: usize) -> String {
    format!("s{at:05}")
}

/// The number of a host named `s00042.localhost:1234`.
pub(crate) fn number(host: &str) -> Option<usize> {
    host.strip_prefix('s')?.split('.').next()?.parse().ok()
}

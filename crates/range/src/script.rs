//! What each source plays: its examples, or one of the ways in which sources misbehave.

use serde::Deserialize;
use std::collections::BTreeMap;
use unlisted_core::SourceId;

/// How a source behaves on the range.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Play {
    /// Answers with the definition's own examples.
    #[default]
    Example,
    /// 403 with the waiting page of a bot wall.
    Wall403,
    /// 200 with a puzzle instead of the answer.
    Captcha,
    /// 429 with `retry-after`.
    RateLimited {
        /// The seconds it asks for.
        retry_after_seconds: u32,
    },
    /// 200 and then a byte every 300 ms.
    SlowDrip,
    /// 500 with an apology.
    Broken500,
    /// 200 with a well-made answer that has nothing to do with the definition.
    ChangedMarkup,
    /// 200 with an empty body.
    Empty,
    /// 302 to a host of somebody else.
    RedirectAway,
    /// The example, with one more entry of a make that the definition does not know.
    PartlyChanged,
    /// The first example that lists somebody, whoever is asked about.
    KnowsEverybody,
}

/// Which sources misbehave, and how. A source that is not named plays its examples.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// By source.
    pub plays: BTreeMap<SourceId, Play>,
}

impl Script {
    /// How a source behaves.
    pub fn play(&self, source: &SourceId) -> Play {
        self.plays.get(source).copied().unwrap_or_default()
    }
}

/// The script of the practice audit: most sources answer, some misbehave, each in another way.
pub fn practice_script() -> Script {
    toml::from_str(include_str!("../practice.toml")).expect("a test reads the shipped script")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::mem::discriminant;
    use unlisted_core::source::Catalogue;

    #[test]
    fn the_practice_script_names_only_sources_that_are_asked() {
        let catalogue = Catalogue::built_in();
        for id in practice_script().plays.keys() {
            let definition = catalogue.get(id);
            assert!(definition.is_some_and(|definition| !definition.is_by_hand()), "no program asks {id:?}");
        }
    }

    #[test]
    fn the_practice_script_misbehaves_in_every_way() {
        let script = practice_script();
        let ways: BTreeSet<String> =
            script.plays.values().map(|play| format!("{:?}", discriminant(play))).collect();
        assert_eq!(ways.len(), 9, "each way of misbehaving but a page changed in part is practised");
        assert!(!script.plays.values().any(|play| *play == Play::Example), "examples are played anyway");
        assert_eq!(script.play(&SourceId("nobody".into())), Play::Example);
    }
}

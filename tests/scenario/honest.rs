//! "Could not check" never looks like "nothing there", whatever a source does.

use crate::desk::Desk;
use std::collections::BTreeMap;
use unlisted_app::contract::{ChooseSources, ScanState};
use unlisted_core::source::{Catalogue, SourceId};
use unlisted_range::{Play, Script};

#[test]
fn no_misbehaviour_reads_as_clear_in_app_or_checklist() {
    let ids = ["chess-com", "nppes", "anywho", "voterrecords", "reddit", "keys-openpgp", "wayback-cdx"];
    for play in [
        Play::Wall403,
        Play::Captcha,
        Play::RateLimited { retry_after_seconds: 60 },
        Play::Broken500,
        Play::ChangedMarkup,
        Play::Empty,
        Play::RedirectAway,
    ] {
        let plays: BTreeMap<SourceId, Play> =
            ids.iter().map(|id| (SourceId((*id).to_owned()), play)).collect();
        let desk = Desk::practising(Script { plays });
        desk.app
            .plan_choose(ChooseSources { sources: ids.map(str::to_owned).to_vec(), allow: true })
            .unwrap();
        for source in desk.scan().sources {
            assert!(
                matches!(source.state, ScanState::CouldNotCheck { .. }),
                "{} under {play:?}: {:?}",
                source.id,
                source.state
            );
        }
        let unchecked = desk.app.exposure_view(()).unwrap().could_not_check;
        assert_eq!(unchecked.len(), ids.len(), "the danger screen names every source nobody could check");
        let csv = desk.export("csv", false);
        for id in ids {
            let line = csv
                .lines()
                .find(|line| line.starts_with("source,") && line.contains(&format!(",{id},")))
                .unwrap();
            assert!(line.contains(",could_not_check,"), "{id} under {play:?} in the checklist");
        }
    }
}

#[test]
fn a_source_that_knows_everybody_proves_nothing() {
    // A source whose "nothing" example is gone answers everybody with the person's own page.
    let catalogue = Catalogue::built_in();
    let liar =
        catalogue.iter().find(|it| it.control.is_some() && it.id.0 == "reddit").expect("a presence source");
    let listed = liar.examples.iter().find(|it| it.verdict == "listed").unwrap();
    let reply = unlisted_core::Reply {
        status: listed.status,
        headers: Vec::new(),
        body: listed.body.clone().into_bytes().into(),
        url: liar.template().fill(&liar.control.as_ref().unwrap().given).unwrap().into(),
    };
    let control = unlisted_core::judge::judge(liar, &liar.control.as_ref().unwrap().given, Ok(&reply));
    let doubt = unlisted_core::judge::judge_control(&control);
    assert!(doubt.is_some(), "an invented name that is listed gives the source away");
    let weighed = unlisted_core::judge::weigh_control(liar, control, doubt);
    assert!(matches!(weighed, unlisted_core::Verdict::Unknown { .. }), "and then nothing it says counts");
}

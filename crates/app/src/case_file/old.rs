//! Records of older versions are read, and newer answers stand beside them.

use super::CaseFile;
use super::scans::Question;
use crate::now::moment;
use crate::record::{AttestationRecord, OutcomeRecord, Told};
use crate::scanning::{Answer, keep_answer};
use std::collections::BTreeSet;
use std::sync::Arc;
use unlisted_core::matching::derive_known;
use unlisted_core::plan::preview_plan;
use unlisted_core::source::Catalogue;
use unlisted_core::{Person, Profile, Verdict};
use unlisted_vault::{Batch, CommitFailure, KdfStrength, Kind, NewUnlock, Vault};

/// A finding as version 0.1.0 wrote it, without anything about earlier decisions.
const OLD_FINDING: &str = r#"{"id":"f1","source":"lichess","check":"c1","listing":{"usernames":["lumenfox"]},
    "page":"https://lichess.org/@/lumenfox","matched":{"verdict":"possible","score":0.5,"reasons":[]},
    "decision":"not_me","first_seen":"2026-11-01T10:00:00Z","last_seen":"2026-11-01T10:00:00Z"}"#;

fn case() -> (tempfile::TempDir, Vault, CaseFile) {
    let folder = tempfile::tempdir().unwrap();
    let unlock =
        NewUnlock { passphrase: "an invented passphrase", keyring: false, strength: KdfStrength::Floor };
    let vault = Vault::create(&folder.path().join("vault"), &unlock).unwrap();
    let file = CaseFile::new(vault.case(&vault.make_case().unwrap()).unwrap(), Arc::new(moment));
    (folder, vault, file)
}

#[test]
fn an_old_scan_is_read_and_its_answers_stay_beside_newer_ones() {
    let (_folder, _vault, file) = case();
    let person = Person { usernames: vec!["lumenfox".into()], ..Person::default() };
    let catalogue = Catalogue::built_in();
    let plan = preview_plan(&catalogue, &Profile::from_person(&person));
    let check = plan.checks.into_iter().find(|check| check.source.0 == "lichess" && !check.control).unwrap();
    let definition = catalogue.get(&check.source).unwrap();
    file.begin_scan(&[Question { check: check.clone(), answered: None }], BTreeSet::new(), None).unwrap();
    let scan = file.latest_scan().unwrap().unwrap();
    // As it was written before: named by its scan and question alone, with two fields.
    let old = serde_json::json!({ "at": file.now(), "told": { "unknown": "blocked" } });
    let place = format!("{}/{}", scan.id, check.id.0);
    file.commit(Batch::new().put(Kind::Outcome, &place, &old).unwrap()).unwrap();

    let mut scan = file.latest_scan().unwrap().unwrap();
    let told = |scan: &crate::case_file::LatestScan| scan.outcomes[&check.id].told;
    assert_eq!(told(&scan), Told::Unknown(unlisted_core::Reason::Blocked), "the old answer is read");
    let known = derive_known(&person, file.today());
    for verdict in [Verdict::NotListed, Verdict::unknown(unlisted_core::Reason::NeedsPerson)] {
        let answer = Answer {
            check: &check,
            definition,
            verdict: &verdict,
            sent: 0,
            looked: true,
            decided: None,
            replaces: Vec::new(),
        };
        keep_answer(&file, &mut scan, &known, &answer).unwrap();
        let kept = file.latest_scan().unwrap().unwrap();
        assert_eq!(told(&kept), told(&scan), "what is kept is what is shown");
        assert_eq!(
            kept.earlier[&check.id].len(),
            scan.earlier[&check.id].len(),
            "and so is what came before"
        );
    }
    assert_eq!(told(&scan), Told::Unknown(unlisted_core::Reason::NeedsPerson), "the newest answer counts");
    let earlier: Vec<Told> =
        scan.earlier[&check.id].iter().map(|outcome: &OutcomeRecord| outcome.told).collect();
    assert_eq!(
        earlier,
        [Told::Unknown(unlisted_core::Reason::Blocked), Told::NotListed],
        "in the order of time"
    );
    let again = file.commit(Batch::new().put(Kind::Outcome, &place, &old).unwrap());
    assert!(again.is_err(), "the vault itself lets nobody write over an answer");
}

#[test]
fn an_old_finding_keeps_its_decision_and_newer_ones_are_told() {
    let (_folder, _vault, file) = case();
    let old: serde_json::Value = serde_json::from_str(OLD_FINDING).unwrap();
    file.commit(Batch::new().put(Kind::Finding, "f1", &old).unwrap()).unwrap();
    let record = file.finding("f1").unwrap().unwrap();
    assert!(record.decided.is_empty() && word(&record) == "not_me", "it is read as it was");
    file.decide(record, unlisted_core::Decision::Me).unwrap();
    let record = file.finding("f1").unwrap().unwrap();
    assert_eq!(
        (word(&record).as_str(), record.decided.len()),
        ("me", 2),
        "what counted before is told as well"
    );
    assert_eq!(
        record.decided[0].decision,
        unlisted_core::Decision::NotMe,
        "first what the older version kept"
    );
}

fn word(record: &crate::record::FindingRecord) -> String {
    crate::contract::word_of(&record.finding.decision)
}

#[test]
fn every_attestation_stays_and_a_clock_set_back_hides_none() {
    let (_folder, _vault, file) = case();
    let later = file.now().checked_add(jiff::SignedDuration::from_hours(48)).unwrap();
    for (at, myself) in [(later, true), (file.now(), false)] {
        file.keep_attestation(&AttestationRecord { myself, until: None, at }).unwrap();
    }
    assert!(
        !file.attestation().unwrap().unwrap().myself,
        "what was said last counts, whatever the clock says"
    );
    let twice = Batch::new().put(Kind::Attestation, "a", &1).unwrap().put(Kind::Attestation, "a", &2);
    assert!(matches!(twice, Err(CommitFailure::AlreadyWritten { .. })), "none is written over");
}

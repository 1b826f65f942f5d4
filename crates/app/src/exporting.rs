//! The removal checklist: redacted by default, written where the person says.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{ErrorCode, Export, Exported, UiError};
use crate::scanning::outcome_of;
use unlisted_core::redact::Redaction;
use unlisted_core::report::{Format, Outcome, ReportInput, SourceOutcome, make_report};

/// A checklist ready to be written.
pub struct Checklist {
    /// A name that tells nothing: `checklist-2026-11-22.md`.
    pub file_name: String,
    /// The whole file, UTF-8.
    pub text: String,
}

impl App {
    /// Lets the person choose a place and writes the checklist there.
    pub fn checklist_export(&self, export: Export) -> Result<Exported, UiError> {
        let checklist = self.checklist(&export)?;
        match self.inner.shell.save(&checklist.file_name, &checklist.text) {
            Ok(saved) => Ok(Exported { saved }),
            Err(crate::shell::SaveFailed) => Err(ErrorCode::SaveFailed.into()),
        }
    }

    /// The checklist as it would be written.
    pub fn checklist(&self, export: &Export) -> Result<Checklist, UiError> {
        let file = self.attested_file()?;
        let format: Format = serde_json::from_value(export.format.clone().into())
            .map_err(|_| UiError::at(ErrorCode::Bug, "format"))?;
        let redaction = if export.full { Redaction::Full } else { Redaction::Redacted };
        let findings = file.findings()?;
        let severities = self.severities(&file, &findings)?;
        let consent = file
            .attestation()?
            .and_then(|it| it.until)
            .map(|until| format!("Made with consent until {until}."));
        let report = make_report(
            &ReportInput {
                made_on: self.today(),
                practice: self.practice().is_some(),
                consent: consent.as_deref(),
                sources: &self.source_outcomes(&file)?,
                findings: &severities,
                tasks: &self.tasks(&file)?,
                catalogue: &self.catalogue(),
                profile: &file.guarded_profile()?,
            },
            redaction,
        );
        Ok(Checklist { file_name: format.file_name(self.today()), text: format.write(&report) })
    }

    /// What came of every source: those of the last accepted plan, those skipped, and those that did not apply.
    fn source_outcomes(&self, file: &CaseFile) -> Result<Vec<SourceOutcome>, UiError> {
        let plan = self.whole_plan(file)?;
        let scan = file.latest_scan()?;
        let catalogue = self.catalogue();
        let outcomes = catalogue.iter().map(|definition| {
            let asked =
                scan.as_ref().filter(|scan| scan.checks.iter().any(|check| check.source == definition.id));
            let outcome = match (asked, plan.gaps.get(&definition.id)) {
                (Some(scan), _) => outcome_of(definition, scan),
                (None, Some(gap)) => Outcome::NotAsked(gap.clone()),
                (None, None) => Outcome::Skipped,
            };
            SourceOutcome { source: definition.id.clone(), outcome }
        });
        Ok(outcomes.collect())
    }
}

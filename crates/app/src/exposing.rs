//! The danger: severity of the findings, worst first, and what nobody could check.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{BandCount, ExposureView, FindingSeverity, UiError, word_of};
use crate::scanning::outcome_of;
use std::collections::BTreeSet;
use unlisted_core::exposure::{Band, Severity, derive_exposure, derive_severity};
use unlisted_core::finding::Decision;
use unlisted_core::source::SourceId;
use unlisted_core::{Finding, Reason};

impl App {
    /// The findings with their severity.
    pub fn exposure_view(&self, (): ()) -> Result<ExposureView, UiError> {
        let file = self.attested_file()?;
        let findings = file.findings()?;
        let severities = self.severities(&file, &findings)?;
        let exposure = derive_exposure(&severities, &self.unchecked(&file)?);
        let band = |band: &Band| BandCount {
            band: word_of(band),
            count: u32::try_from(exposure.counts.of(*band) + exposure.unconfirmed.of(*band))
                .unwrap_or(u32::MAX),
        };
        let row = |(id, severity): &(unlisted_core::finding::FindingId, Severity)| {
            let finding = findings.iter().find(|finding| finding.id == *id)?;
            Some(FindingSeverity {
                id: id.0.clone(),
                source: self.name_of(&finding.source),
                band: word_of(&severity.band),
                harm: severity.harm,
                reach: severity.reach,
                reasons: severity.reasons.clone(),
                confirmed: finding.decision == Decision::Me,
            })
        };
        Ok(ExposureView {
            bands: Band::ALL.iter().map(band).collect(),
            findings: exposure.worst_first.iter().filter_map(row).collect(),
            could_not_check: exposure
                .could_not_check
                .iter()
                .map(|(source, _)| self.name_of(source))
                .collect(),
        })
    }

    pub(crate) fn severities<'f>(
        &self,
        file: &CaseFile,
        findings: &'f [Finding],
    ) -> Result<Vec<(&'f Finding, Severity)>, UiError> {
        let person = file.profile()?.person();
        let catalogue = self.catalogue();
        let weigh = |finding: &'f Finding| {
            let definition = catalogue.get(&finding.source)?;
            Some((finding, derive_severity(finding, definition, &person)))
        };
        Ok(findings.iter().filter_map(weigh).collect())
    }

    /// Sources of the last scan that could not be checked, wholly or in part.
    pub(crate) fn unchecked(&self, file: &CaseFile) -> Result<Vec<(SourceId, Reason)>, UiError> {
        let Some(scan) = file.latest_scan()? else { return Ok(Vec::new()) };
        let sources: BTreeSet<&SourceId> = scan.checks.iter().map(|check| &check.source).collect();
        let catalogue = self.catalogue();
        let unknown = sources.into_iter().filter_map(|id| {
            let definition = catalogue.get(id)?;
            Some((id.clone(), outcome_of(definition, &scan).reason()?))
        });
        Ok(unknown.collect())
    }

    pub(crate) fn name_of(&self, source: &SourceId) -> String {
        self.catalogue().get(source).map_or_else(|| source.0.clone(), |definition| definition.name.clone())
    }
}

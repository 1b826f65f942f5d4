//! A page that the person saved in their own browser answers a check as a fetched page would.

use crate::app::App;
use crate::case_file::{CaseFile, LatestScan, answered_before};
use crate::contract::{ErrorCode, ReadSaved, SavedRead, UiError};
use crate::record::OutcomeRecord;
use crate::scanning::{Answer, keep_answer};
use crate::session::Pending;
use crate::shell::{PickFailed, Picked};
use unlisted_core::judge::weigh_control;
use unlisted_core::matching::derive_known;
use unlisted_core::plan::{Check, CheckId};
use unlisted_core::saved::{MOST_BYTES, SavedFailure, judge_saved, judge_saved_from};
use unlisted_core::source::Definition;
use unlisted_core::{OwnFacts, Reason, Verdict};
use url::Url;

/// The endings of saved pages.
const KINDS: [&str; 5] = ["html", "htm", "xhtml", "mhtml", "mht"];

impl App {
    /// Lets the person choose a saved page and reads it as the answer to a check.
    ///
    /// Where the file does not say which page it is, it is kept in memory until the person has said it.
    pub fn saved_read(&self, read: ReadSaved) -> Result<SavedRead, UiError> {
        self.attested_file()?;
        let check = self.hand_check(&read.check)?;
        let catalogue = self.catalogue();
        let definition = catalogue.get(&check.source).ok_or(UiError::of(ErrorCode::Gone))?;
        let from = read.from.as_deref().map(page_address).transpose()?;
        let file = match &from {
            Some(_) => self.pending(&check.id)?,
            None => match self.inner.shell.pick(&KINDS, MOST_BYTES as u64).map_err(unread)? {
                Some(file) => file,
                None => return Ok(SavedRead::Closed),
            },
        };
        let (asked, name, bytes) = (check.values.reveal(), file.name.reveal(), file.bytes.reveal());
        let own = OwnFacts::derive(&self.attested_file()?.profile()?);
        let judged = match &from {
            Some(from) => judge_saved_from(definition, asked, &own, from, name, bytes),
            None => judge_saved(definition, asked, &own, name, bytes),
        };
        match judged {
            Ok(verdict) => self.keep_saved(&check, definition, verdict),
            Err(SavedFailure::WhereFrom) => {
                let pending = Pending { check: check.id, file };
                if let Some(session) = self.session().as_mut() {
                    session.pending = Some(pending);
                }
                Ok(SavedRead::WhereFrom)
            }
            Err(failure) => Err(refused(&failure)),
        }
    }

    fn keep_saved(
        &self,
        check: &Check,
        definition: &Definition,
        verdict: Verdict,
    ) -> Result<SavedRead, UiError> {
        let file = self.attested_file()?;
        let mut scan = file.latest_scan()?.ok_or(UiError::of(ErrorCode::Gone))?;
        let verdict = match (self.doubt_of(&file, &scan, definition)?, verdict) {
            // The reader of a page that got past the wall is not proven by the wall: nobody saw it say no to an invented
            // name. So its "nothing" stays open, and the person, who has the page before them, says what they see.
            (Some(reason), Verdict::NotListed) if reason != Reason::ControlFailed => {
                Verdict::unknown(Reason::NeedsPerson)
            }
            // What it shows is there, whatever the control met; unless the source knows everybody.
            (doubt, verdict) => {
                weigh_control(definition, verdict, doubt.filter(|why| *why == Reason::ControlFailed))
            }
        };
        // A program read listings there: a page that shows none is another page, or a later one, and takes none of them
        // back, nor does it say what the entries were that could not be read.
        let before = scan.outcomes.get(&check.id).and_then(OutcomeRecord::read);
        let verdict = match verdict {
            Verdict::NotListed if before.is_some() => Verdict::unknown(Reason::Changed),
            verdict => verdict,
        };
        let answer = Answer {
            check,
            definition,
            verdict: &verdict,
            sent: 0,
            looked: true,
            decided: None,
            replaces: answered_before(&file, &scan, check)?,
        };
        keep_answer(&file, &mut scan, &derive_known(&file.profile()?.person(), file.today()), &answer)?;
        Ok(SavedRead::Kept { view: self.scan_view(())? })
    }

    /// Why a source with a control did not prove, in this scan or within the week, that it can say no.
    fn doubt_of(
        &self,
        file: &CaseFile,
        scan: &LatestScan,
        definition: &Definition,
    ) -> Result<Option<Reason>, UiError> {
        if definition.control.is_none() {
            return Ok(None);
        }
        if let Some(told) = scan.controls().get(&definition.id) {
            return Ok(*told);
        }
        let is_proven = file.proven(&self.catalogue())?.contains(&definition.id);
        Ok((!is_proven).then_some(Reason::NeedsPerson))
    }

    /// The file that waits for this check's address; taken out of the session.
    fn pending(&self, check: &CheckId) -> Result<Picked, UiError> {
        let pending = self.session().as_mut().and_then(|session| session.pending.take());
        let pending = pending.filter(|pending| pending.check == *check);
        Ok(pending.ok_or(UiError::of(ErrorCode::Gone))?.file)
    }
}

/// A pasted address; `https://` is added where only the rest was copied.
fn page_address(text: &str) -> Result<Url, UiError> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url =
        Url::parse(&whole).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or(UiError::at(ErrorCode::NotALink, "from"))
}

fn unread(failed: PickFailed) -> UiError {
    UiError::of(match failed {
        PickFailed::TooLarge => ErrorCode::SavedTooLarge,
        PickFailed::Unreadable => ErrorCode::FileUnreadable,
    })
}

fn refused(failure: &SavedFailure) -> UiError {
    UiError::of(match failure {
        SavedFailure::TooLarge => ErrorCode::SavedTooLarge,
        SavedFailure::Empty | SavedFailure::NotAPage(_) => ErrorCode::SavedNotAPage,
        SavedFailure::AnotherSite(_) => ErrorCode::SavedElsewhere,
        _ => ErrorCode::SavedDamaged,
    })
}

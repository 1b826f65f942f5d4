//! Community lists: definitions that the person added from a file, kept with the case and marked as what they are.

use crate::app::App;
use crate::case_file::case_catalogue;
use crate::contract::{AddList, ErrorCode, LeftView, ListView, ListsView, UiError};
use crate::record::DefinitionRecord;
use crate::shell::PickFailed;
use std::collections::{BTreeMap, BTreeSet};
use unlisted_core::import::{ListKind, MOST_BYTES, read_list};
use unlisted_core::source::{Definition, SourceId};
use unlisted_vault::{Batch, Kind};

/// The most definitions of all lists together; the known lists have about 700 each.
const MOST_DEFINITIONS: usize = 5_000;

impl App {
    /// The lists that were added.
    pub fn lists_view(&self, (): ()) -> Result<ListsView, UiError> {
        let mut lists: BTreeMap<String, ListView> = BTreeMap::new();
        for definition in self.catalogue().iter() {
            let Some(community) = &definition.community else { continue };
            let list = lists.entry(community.list.clone()).or_insert_with(|| ListView {
                list: community.list.clone(),
                licence: community.licence.clone(),
                authors: community.authors.clone(),
                url: community.url.to_string(),
                sources: 0,
            });
            list.sources += 1;
        }
        Ok(ListsView {
            lists: lists.into_values().collect(),
            practice: self.practice().is_some(),
            left: Vec::new(),
        })
    }

    /// Lets the person choose a list's file and adds what it describes. Nothing is asked, and every source of it is
    /// skipped until it is allowed. An older copy of the same list is replaced.
    pub fn list_add(&self, add: AddList) -> Result<ListsView, UiError> {
        let file = self.attested_file()?;
        self.no_scan_runs()?;
        if self.practice().is_some() {
            return Err(ErrorCode::NotInPractice.into());
        }
        let kind = ListKind::parse(&add.kind).ok_or(UiError::at(ErrorCode::Bug, "kind"))?;
        let picked = match self.inner.shell.pick(&["json"], MOST_BYTES as u64) {
            Ok(Some(picked)) => picked,
            Ok(None) => return self.lists_view(()),
            Err(PickFailed::TooLarge) => return Err(ErrorCode::NotAList.into()),
            Err(PickFailed::Unreadable) => return Err(ErrorCode::FileUnreadable.into()),
        };
        let imported = read_list(kind, picked.bytes.reveal()).map_err(|_| ErrorCode::NotAList)?;
        if imported.taken.is_empty() || imported.taken.len() > MOST_DEFINITIONS {
            return Err(ErrorCode::NotAList.into());
        }
        let mut batch = Batch::new();
        for taken in imported.taken {
            let record = DefinitionRecord { text: taken.definition };
            batch = batch.put(Kind::Definition, &taken.id.0, &record)?;
        }
        file.commit(batch)?;
        self.take_catalogue(case_catalogue(&self.inner.built_in, &file)?);
        let left = imported.left.into_iter().map(|left| LeftView { name: left.name, why: left.why });
        Ok(ListsView { left: left.collect(), ..self.lists_view(())? })
    }

    /// Takes a list out again. Sources that something was found at stay, so that no finding loses its source.
    pub fn list_remove(&self, list: String) -> Result<ListsView, UiError> {
        let file = self.attested_file()?;
        self.no_scan_runs()?;
        let found: BTreeSet<SourceId> = file.findings()?.into_iter().map(|finding| finding.source).collect();
        let of_list = |definition: &&Definition| {
            definition.community.as_ref().is_some_and(|community| community.list == list)
                && !found.contains(&definition.id)
        };
        let catalogue = self.catalogue();
        let mut batch = Batch::new();
        for definition in catalogue.iter().filter(of_list) {
            batch = batch.remove(Kind::Definition, &definition.id.0);
        }
        file.commit(batch)?;
        self.take_catalogue(case_catalogue(&self.inner.built_in, &file)?);
        self.lists_view(())
    }
}

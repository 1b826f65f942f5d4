//! The contract with the UI: every command once, every shape that crosses once.
//!
//! `commands!` is the single list; the desktop shell expands it into Tauri commands, the contract test into
//! `ui/src/ipc/contract.ts`. Shapes here are views: masked text for the screen, never records of the vault.

mod community;
mod error;
mod exposure;
mod plan;
mod profile;
mod review;
mod route;
mod scan;
mod start;
mod tasks;

pub use community::{AddList, LeftView, ListView, ListsView};
pub use error::{ErrorCode, UiError};
pub use exposure::{BandCount, ExportLedger, ExposureView, FindingSeverity, LedgerRow, LedgerView};
pub use plan::{
    ChooseSources, GapView, KeyView, LimitView, PlanCheck, PlanSource, PlanView, RevealedCheck, Scope,
    SendsValue, SetKey,
};
pub use profile::{
    AddressDraft, Change, IdentifierDraft, IdentifierView, NameDraft, ProfileView, Revealed, TextDraft,
};
pub use review::{CompareRow, Decide, FindingView, RevealedFinding, RevealedRow, ReviewView, SaidBeforeView};
pub use route::{RouteChecked, RouteKind, RouteView, SetRoute};
pub use scan::{
    AcceptPlan, EarlierView, HandAnswer, HandShown, Progress, ReadSaved, SavedRead, Saw, ScanSource,
    ScanState, ScanView,
};
pub use start::{About, AppView, Attest, CaseView, KeyringOffer, Start, Unlock, VaultState};
pub use tasks::{Export, Exported, LetterView, MarkTask, TaskLinks, TaskView, TasksView};

/// Every command: `name(Request) -> Response`. One line here and one method on [`crate::App`] make a command.
#[macro_export]
macro_rules! commands {
    ($expand:ident) => {
        $expand! {
            /// How things stand: locked, open, practising.
            app_view(()) -> AppView;
            /// Creates the vault and the case.
            start(Start) -> AppView;
            /// Opens the vault with the passphrase, or with the system keyring where none is given.
            unlock(Unlock) -> AppView;
            /// Lets a vault open that an older copy replaced; it is unlocked as ever afterwards.
            accept_older(bool) -> AppView;
            /// Forgets the keys.
            lock(()) -> AppView;
            /// Deletes the practice case and everything it wrote.
            practice_end(()) -> AppView;
            /// Deletes the vault and everything the app ever wrote.
            wipe(()) -> AppView;
            /// Stores whose audit this is.
            attest(Attest) -> AppView;
            /// The identifiers, masked.
            profile_view(()) -> ProfileView;
            /// Adds an identifier.
            identifier_add(IdentifierDraft) -> ProfileView;
            /// Changes the wishes about an identifier.
            identifier_change(Change) -> ProfileView;
            /// Removes an identifier.
            identifier_remove(String) -> ProfileView;
            /// Shows one identifier in clear.
            identifier_reveal(String) -> Revealed;
            /// What would be asked of whom. Sends nothing.
            plan_view(Scope) -> PlanView;
            /// Allows or skips sources.
            plan_choose(ChooseSources) -> PlanView;
            /// Shows one check in clear: the whole address and every value.
            check_reveal(String) -> RevealedCheck;
            /// Keeps a source's free key in the vault.
            key_set(SetKey) -> PlanView;
            /// The community lists that were added.
            lists_view(()) -> ListsView;
            /// Adds a community list from a file, chosen in a native dialog.
            list_add(AddList) -> ListsView;
            /// Takes a community list out again.
            list_remove(String) -> ListsView;
            /// How questions leave this machine.
            route_view(()) -> RouteView;
            /// Chooses how questions leave.
            route_set(SetRoute) -> RouteView;
            /// Whether the chosen proxy works; asks nobody but the proxy.
            route_check(()) -> RouteChecked;
            /// Asks what was accepted; returns at once, progress comes as events.
            scan_start(AcceptPlan) -> ScanView;
            /// Asks what the last check left unanswered; it was accepted then.
            scan_resume(()) -> ScanView;
            /// Stops asking.
            scan_cancel(()) -> ScanView;
            /// How the last scan stands.
            scan_view(()) -> ScanView;
            /// Opens a hand source in the person's own browser.
            hand_open(String) -> HandShown;
            /// Keeps what the person saw.
            hand_answer(HandAnswer) -> ScanView;
            /// Reads a page that the person saved, chosen in a native dialog.
            saved_read(ReadSaved) -> SavedRead;
            /// The findings beside the person's own facts, masked.
            review_view(()) -> ReviewView;
            /// Shows one finding in clear.
            finding_reveal(String) -> RevealedFinding;
            /// Keeps the person's decision about a finding.
            finding_decide(Decide) -> ReviewView;
            /// The findings with their severity.
            exposure_view(()) -> ExposureView;
            /// What to do, in order.
            tasks_view(()) -> TasksView;
            /// The links of a task's records, in clear.
            task_links(String) -> TaskLinks;
            /// The letter of a task, in clear.
            task_letter(String) -> LetterView;
            /// Opens a task's link in the person's own browser.
            task_open(String) -> HandShown;
            /// Keeps what the person did about a task.
            task_mark(MarkTask) -> TasksView;
            /// Everything that was disclosed: what, to whom, when.
            ledger_view(()) -> LedgerView;
            /// Writes the ledger where a native dialog says.
            ledger_export(ExportLedger) -> Exported;
            /// Writes the removal checklist where a native dialog says.
            checklist_export(Export) -> Exported;
        }
    };
}

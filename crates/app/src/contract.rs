//! The contract with the UI: every command once, every shape that crosses once.
//!
//! `commands!` is the single list; the desktop shell expands it into Tauri commands, the contract test into
//! `ui/src/ipc/contract.ts`. Shapes here are views: masked text for the screen, never records of the vault.

mod community;
mod error;
mod exposure;
mod idle;
mod keys;
mod plan;
mod profile;
mod review;
mod route;
mod scan;
mod start;
mod tasks;
mod words;

pub use community::{AddList, LeftView, ListView, ListsView};
pub use error::{ErrorCode, UiError};
pub use exposure::{BandCount, ExportLedger, ExposureView, FindingSeverity, LedgerRow, LedgerView};
pub use idle::{IdleView, Idling, SetIdle, StillHere, UnfinishedField, UnfinishedView, Unsaved, WhyLocked};
pub use keys::{CopiesView, CopyView, RecoveryMade, Restore, RestoreFrom, SetPassphrase, WaysView};
pub use plan::{
    ChooseFacts, ChooseSources, Covers, GapView, KeyView, LimitView, PlanCheck, PlanFact, PlanPair,
    PlanSource, PlanView, RevealedCheck, Scope, SendsValue, SetKey, TickPair,
};
pub use profile::{
    AddressDraft, Change, IdentifierDraft, IdentifierView, NameDraft, ProfileView, Revealed, TextDraft,
};
pub use review::{CompareRow, Decide, FindingView, RevealedFinding, RevealedRow, ReviewView, SaidBeforeView};
pub use route::{RouteChecked, RouteKind, RouteView, SetRoute};
pub use scan::{
    AcceptPlan, CopiedLink, EarlierView, HandAnswer, HandShown, Progress, ReadSaved, SavedRead, Saw,
    ScanSource, ScanState, ScanView,
};
pub use start::{
    About, AppView, Attest, CaseView, KeyringOffer, LeftOver, LeftWhat, OlderView, OpenedView, Proof,
    RepairedView, Start, Started, Unlock, VaultState, Wiped,
};
pub use tasks::{Export, Exported, LetterView, MarkTask, TaskLinks, TaskView, TasksView};
pub(crate) use words::{count, word_of};

/// Every command: `name(Request) -> Response`. One line here and one method on [`crate::App`] make a command.
#[macro_export]
macro_rules! commands {
    ($expand:ident) => {
        $expand! {
            /// How things stand: locked, open, practising.
            app_view(()) -> AppView;
            /// Creates the vault and the case.
            start(Start) -> Started;
            /// Opens the vault with what the person has for it.
            unlock(Unlock) -> AppView;
            /// Opens a damaged vault, and saves what is authentic in it; a copy of the damaged store is kept.
            repair(Unlock) -> AppView;
            /// Asks the system keyring anew.
            keyring_again(()) -> AppView;
            /// Lets a vault open that an older copy replaced; it is unlocked as ever afterwards.
            accept_older(bool) -> AppView;
            /// Forgets the keys.
            lock(()) -> AppView;
            /// Tells that somebody uses the window.
            still_here(StillHere) -> ();
            /// Why the app is locked; nothing is known of an earlier run.
            lock_why(()) -> Option<WhyLocked>;
            /// After how long without use the app locks.
            idle_view(()) -> IdleView;
            /// Chooses after how long.
            idle_set(SetIdle) -> IdleView;
            /// What was typed and not saved when the app locked.
            unfinished_view(()) -> UnfinishedView;
            /// Shows one of these fields in clear.
            unfinished_reveal(String) -> Revealed;
            /// Forgets what was typed.
            unfinished_drop(()) -> UnfinishedView;
            /// Deletes the practice case and everything it wrote.
            practice_end(()) -> AppView;
            /// Deletes the vault and everything the app ever wrote.
            wipe(()) -> Wiped;
            /// Closes the app.
            quit(()) -> ();
            /// The ways that open the vault, and its copies.
            ways_view(()) -> WaysView;
            /// Sets another passphrase.
            passphrase_set(SetPassphrase) -> WaysView;
            /// Lets the system keyring open the vault.
            keyring_add(Proof) -> WaysView;
            /// Lets the system keyring open it no more.
            keyring_remove(()) -> WaysView;
            /// Makes a new recovery key; the one before stops working.
            recovery_make(Proof) -> RecoveryMade;
            /// Takes the recovery key's way away.
            recovery_remove(()) -> WaysView;
            /// Writes a copy of the vault where a native dialog says.
            copy_save(()) -> Exported;
            /// The copies from which the own or the practice vault can be restored.
            copies_view(bool) -> CopiesView;
            /// Lets the person choose a copy in a native dialog.
            copy_choose(bool) -> CopiesView;
            /// Puts a copy in the place of the vault and opens it.
            restore(Restore) -> AppView;
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
            /// Leaves facts out of the plan, or takes them in again.
            plan_facts(ChooseFacts) -> PlanView;
            /// Lets facts of different lives be told together, or not any more.
            plan_pair(TickPair) -> PlanView;
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
            /// Opens it there though another way out was chosen, which that browser does not take.
            hand_open_straight(String) -> HandShown;
            /// Gives a hand check's link to be opened in a browser that takes the chosen way.
            hand_copy(String) -> CopiedLink;
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
            /// Opens it there though another way out was chosen, which that browser does not take.
            task_open_straight(String) -> HandShown;
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

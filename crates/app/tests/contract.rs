//! Writes the TypeScript side of the contract and fails when the checked-in file was not current.

use std::fmt::Write as _;
use ts_rs::{Config, TS};
use unlisted_app::contract::*;

/// The types that cross, in the order of the contract's files.
macro_rules! shapes {
    ($($shape:ty),+ $(,)?) => {
        fn write_shapes(out: &mut String, config: &Config) {
            $(writeln!(out, "export {}", <$shape as TS>::decl(config)).unwrap();)+
        }
    };
}

shapes!(
    ErrorCode,
    UiError,
    AppView,
    StillHere,
    Unsaved,
    Idling,
    WhyLocked,
    IdleView,
    SetIdle,
    UnfinishedView,
    UnfinishedField,
    VaultState,
    KeyringOffer,
    CaseView,
    OpenedView,
    OlderView,
    RepairedView,
    Start,
    Started,
    Unlock,
    Proof,
    Wiped,
    LeftOver,
    LeftWhat,
    WaysView,
    SetPassphrase,
    RecoveryMade,
    CopyView,
    CopiesView,
    RestoreFrom,
    Restore,
    About,
    Attest,
    ProfileView,
    IdentifierView,
    IdentifierDraft,
    NameDraft,
    AddressDraft,
    TextDraft,
    Change,
    Revealed,
    Scope,
    PlanView,
    LimitView,
    PlanFact,
    PlanPair,
    Covers,
    ChooseFacts,
    TickPair,
    PlanSource,
    PlanCheck,
    SendsValue,
    KeyView,
    GapView,
    ChooseSources,
    SetKey,
    RevealedCheck,
    ListsView,
    ListView,
    LeftView,
    AddList,
    RouteView,
    RouteKind,
    SetRoute,
    RouteChecked,
    ScanView,
    ScanSource,
    EarlierView,
    ScanState,
    Progress,
    AcceptPlan,
    HandShown,
    CopiedLink,
    Saw,
    HandAnswer,
    ReadSaved,
    SavedRead,
    ReviewView,
    FindingView,
    SaidBeforeView,
    CompareRow,
    RevealedFinding,
    RevealedRow,
    Decide,
    ExposureView,
    BandCount,
    FindingSeverity,
    LedgerView,
    LedgerRow,
    ExportLedger,
    TasksView,
    TaskView,
    LetterView,
    TaskLinks,
    MarkTask,
    Export,
    Exported,
);

macro_rules! write_commands {
    ($($(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty;)+) => {
        fn write_commands(out: &mut String, config: &Config) {
            $(
                $(writeln!(out, "  /**{} */", $doc).unwrap();)*
                let request = <$request as TS>::name(config);
                writeln!(out, "  {}: {{ request: {request}; response: {} }};", stringify!($name), <$response as TS>::name(config))
                    .unwrap();
            )+
        }
    };
}
unlisted_app::commands!(write_commands);

#[test]
fn the_typescript_contract_is_current() {
    let config = Config::default();
    let mut text = String::from(
        "// Written by `cargo test -p unlisted-app --test contract`; change crates/app/src/contract instead.\n\n",
    );
    write_shapes(&mut text, &config);
    text.push_str("\n/** Every command with its request and response. */\nexport interface Commands {\n");
    write_commands(&mut text, &config);
    text.push_str("}\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/ipc/contract.ts");
    let before = std::fs::read_to_string(path).unwrap_or_default();
    if before != text {
        std::fs::create_dir_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        std::fs::write(path, &text).unwrap();
    }
    assert!(before == text, "ui/src/ipc/contract.ts was not current; it has been rewritten: commit it");
}

//! Locking by itself: what the window tells, and what it is told.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Somebody uses the window.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
pub struct StillHere {
    /// What stands typed in fields and is not saved yet; it replaces what was told before.
    pub unsaved: Vec<Unsaved>,
}

/// A field with text that is not saved yet.
#[derive(Clone, Serialize, Deserialize, TS)]
pub struct Unsaved {
    /// The field's label, as the page has it.
    pub label: String,
    /// What stands in it.
    pub text: String,
}

/// How the app stands towards somebody who may be away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Idling {
    /// Somebody is here.
    Here,
    /// It locks soon, unless somebody comes.
    Locking {
        /// In so many seconds.
        seconds: u32,
        /// Whether something that was typed is not saved; it is kept all the same.
        unsaved: bool,
    },
    /// It would be locked if no check were running; what is shown is covered.
    Covered,
}

/// Why the app is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum WhyLocked {
    /// The person locked it.
    ByHand,
    /// Nobody used it.
    Idle {
        /// For so many minutes.
        minutes: u32,
    },
    /// The computer went to sleep.
    Slept,
    /// The screen was locked.
    ScreenLocked,
}

/// After how long without use the app locks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdleView {
    /// After so many minutes; none while the window is open.
    pub minutes: Option<u32>,
    /// What can be chosen beside none.
    pub choices: Vec<u32>,
}

/// Chooses after how long.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct SetIdle {
    /// One of the choices, or none for never while the window is open.
    pub minutes: Option<u32>,
}

/// What was typed and not saved when the app locked, covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnfinishedView {
    /// The fields, in the order in which they stood on the page.
    pub fields: Vec<UnfinishedField>,
}

/// A field that was typed into, covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnfinishedField {
    /// Names it for [`crate::App::unfinished_reveal`].
    pub id: String,
    /// The field's label.
    pub label: String,
}

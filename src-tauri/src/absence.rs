//! Hears on Linux when the computer goes to sleep or its screen is locked, and tells the app. Sends nothing about anybody.

mod bus;
mod words;

use std::thread;
use unlisted_app::App;

/// Listens on both buses as long as the process lives.
pub(crate) fn listen(app: &App) {
    for which in [bus::Which::Session, bus::Which::System] {
        let app = app.clone();
        // Without the thread nothing is heard, and the app still locks when nobody uses it.
        let _ = thread::Builder::new()
            .name("absence".to_owned())
            .spawn(move || bus::attend(which, &|why| app.lock_because(why)));
    }
}

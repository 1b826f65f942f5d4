//! Locking: by hand, because nobody is there, because the machine sleeps, and at the end of the app.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{ErrorCode, IdleView, Idling, SetIdle, StillHere, UiError, WhyLocked};
use crate::idle::Step;
use crate::record::IdleRecord;
use crate::session::{IDLE_MINUTES, Session, Watch, idle_after};
use std::sync::{Arc, MutexGuard, PoisonError, mpsc};
use std::time::Duration;
use unlisted_vault::Counter;

/// What can be chosen.
const CHOICES: [u32; 5] = [1, 5, 15, 30, 60];
/// How often it is looked whether anybody is there.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The end of the app waits for the vault and the keyring so long. A vault that is cut off loses nothing.
const LONGEST_END: Duration = Duration::from_secs(5);

impl App {
    /// Looks every second whether anybody is there, as long as the app lives. Returns at once.
    pub fn watch_over(&self) {
        let inner = Arc::downgrade(&self.inner);
        self.inner.runtime.spawn(async move {
            let mut tick = tokio::time::interval(LOOK_EVERY);
            // After a sleep there is one look, not a thousand.
            tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                tick.tick().await;
                let Some(inner) = inner.upgrade() else { return };
                // Locking writes to the disk. A look that broke off is made up for by the next one.
                let _ = tokio::task::spawn_blocking(move || App { inner }.look()).await;
            }
        });
    }

    /// Looks once whether anybody is there: warns, covers or locks where nobody was for too long, and keeps the keyring's
    /// counter when it is due.
    pub fn look(&self) {
        let open = self.session().as_ref().map(|session| session.running.clone());
        let Some(running) = open else {
            self.watch().unsaved.clear();
            return;
        };
        let now = (self.inner.clock)();
        let scanning = running.is_some_and(|running| running.is_running());
        let (step, told, minutes, counts) = {
            let mut watch = self.watch();
            let step = watch.look(now, scanning);
            let told = watch.told;
            if let Step::Show(idling) = step {
                watch.told = idling;
            }
            (step, told, watch.minutes, watch.counts(now))
        };
        match step {
            Step::Lock => {
                return self.lock_because(WhyLocked::Idle { minutes: minutes.unwrap_or(IDLE_MINUTES) });
            }
            Step::Show(idling) if idling != told => self.inner.shell.tell_idling(idling),
            Step::Show(_) => {}
        }
        if counts && let Some(counter) = self.session().as_ref().and_then(|session| session.vault.counter()) {
            self.keep_soon(counter);
        }
    }

    /// Forgets the keys, then what the window holds; the start screen says why. Does nothing where nothing is open. What
    /// was typed and not saved is kept, sealed; a running scan stops and can be gone on with.
    pub fn lock_because(&self, why: WhyLocked) {
        let Some(session) = self.put_down() else { return };
        self.watch().why = Some(why);
        let file = session.file.clone();
        let counter = self.forget_keys(session);
        self.inner.shell.throw_away();
        wait_until_gone(&file);
        match counter {
            // The person waits for it anyway, and may close the window next.
            Some(counter) if why == WhyLocked::ByHand => keep(&counter),
            Some(counter) => self.keep_soon(counter),
            None => {}
        }
    }

    /// Locks without a word, before something else is opened.
    pub(crate) fn close(&self) {
        let Some(session) = self.put_down() else { return };
        let file = session.file.clone();
        let counter = self.forget_keys(session);
        wait_until_gone(&file);
        if let Some(counter) = counter {
            keep(&counter);
        }
    }

    /// The end of the app: locks, and waits at most five seconds for it.
    pub fn end(&self) {
        let (tell, ended) = mpsc::channel();
        let app = self.clone();
        std::thread::spawn(move || {
            app.close();
            // Nobody listens any more after five seconds.
            let _ = tell.send(());
        });
        let _ = ended.recv_timeout(LONGEST_END);
    }

    /// Seals what was typed and forgets the keys; gives the keyring's counter, which holds none.
    fn forget_keys(&self, session: Session) -> Option<Counter> {
        let unsaved = std::mem::take(&mut self.watch().unsaved);
        // A full disk must not keep anybody from locking.
        let _ = session.file.keep_unfinished(unsaved);
        session.vault.counter()
    }

    /// Somebody uses the window.
    pub fn still_here(&self, here: StillHere) -> Result<(), UiError> {
        if self.session().is_none() {
            return Ok(());
        }
        let mut watch = self.watch();
        watch.touched = (self.inner.clock)();
        watch.told = Idling::Here;
        watch.unsaved = here.unsaved;
        Ok(())
    }

    /// Why the app is locked; `None` while something is open, and before anything was.
    pub fn lock_why(&self, (): ()) -> Result<Option<WhyLocked>, UiError> {
        Ok(self.watch().why)
    }

    /// After how long without use the app locks.
    pub fn idle_view(&self, (): ()) -> Result<IdleView, UiError> {
        Ok(IdleView { minutes: idle_after(&self.file()?)?, choices: CHOICES.to_vec() })
    }

    /// Chooses after how long; `Gone` for what is not offered.
    pub fn idle_set(&self, set: SetIdle) -> Result<IdleView, UiError> {
        if set.minutes.is_some_and(|minutes| !CHOICES.contains(&minutes)) {
            return Err(UiError::at(ErrorCode::Gone, "minutes"));
        }
        self.file()?.keep_idle(&IdleRecord { minutes: set.minutes })?;
        self.watch().minutes = set.minutes;
        self.idle_view(())
    }

    pub(crate) fn watch(&self) -> MutexGuard<'_, Watch> {
        self.inner.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the counter without waiting for it: a keyring may take its time.
    fn keep_soon(&self, counter: Counter) {
        self.inner.runtime.spawn_blocking(move || keep(&counter));
    }
}

/// A check that was just cancelled may hold the keys for the moment of its last write: whoever lets the machine sleep, or
/// opens the vault again, waits for that. At most two seconds.
fn wait_until_gone(file: &CaseFile) {
    for _ in 0..200 {
        if !file.is_open() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn keep(counter: &Counter) {
    // An older counter in the keyring is weaker and not wrong.
    let _ = counter.keep();
}

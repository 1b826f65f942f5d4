//! Scenarios: whole use cases on a real vault, a real client and the practice range, without a window.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod again;
mod apart;
mod audit;
mod before_words;
mod clock;
mod desk;
#[cfg(target_os = "linux")]
mod forgotten;
mod history;
mod honest;
mod host_label;
mod kept;
mod limit;
mod lists;
mod locking;
mod private;
mod saved;
mod wiped;

use zeroizing_alloc::ZeroAlloc;

/// As in the app itself; `forgotten` needs it.
#[global_allocator]
static WIPING: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

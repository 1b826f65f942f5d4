//! `WebKitWebDriver` and the app it drives, in a home folder of their own.

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Held by one test at a time: native dialogs take the keyboard, and the screen has one.
pub(crate) static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Everything the app may write to, under one temporary folder.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A fresh home.
    pub(crate) fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["data", "cache", "config", "state", "run", "tmp"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        // The runtime folder must be the user's alone, or the libraries that use it refuse it.
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(folder.path().join("run"), mode).unwrap();
        Self { folder }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    fn set(&self, command: &mut Command) {
        let under = |name: &str| self.path().join(name);
        command
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", under("data"))
            .env("XDG_CACHE_HOME", under("cache"))
            .env("XDG_CONFIG_HOME", under("config"))
            .env("XDG_STATE_HOME", under("state"))
            .env("XDG_RUNTIME_DIR", under("run"))
            .env("TMPDIR", under("tmp"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("NO_AT_BRIDGE", "1");
    }
}

/// A running driver; ended when dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts `WebKitWebDriver` on a free port for apps that live in `home`.
    pub(crate) fn start(home: &Home) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null());
        home.set(&mut command);
        let child = command.spawn().expect("WebKitWebDriver is installed by `cargo xtask setup`");
        Self { child, port }
    }

    /// Opens the app's window and connects to it.
    pub(crate) async fn open_app(&self) -> Client {
        let mut wanted = Capabilities::new();
        wanted.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": app_binary(), "args": [] }));
        let address = format!("http://127.0.0.1:{}", self.port);
        for attempt in 0.. {
            let made =
                ClientBuilder::new(HttpConnector::new()).capabilities(wanted.clone()).connect(&address).await;
            match made {
                Ok(client) => return client,
                Err(error) => assert!(attempt < 20, "the app's window can be driven: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        unreachable!("the loop returns or fails");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The app as `cargo build` left it, beside the folder this test runs from.
fn app_binary() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let binary = here.parent().and_then(Path::parent).unwrap().join("unlisted");
    assert!(binary.is_file(), "build the app first: cargo build -p unlisted --features embedded");
    binary
}

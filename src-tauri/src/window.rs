//! The one window: our own page, nothing else, and nothing of it kept.

use crate::commands;
use crate::desktop::Desktop;
use crate::terminal;
use crate::traces;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::webview::NewWindowResponse;
use tauri::{App as TauriApp, Manager, RunEvent, Url, WebviewUrl, WebviewWindowBuilder};
use unlisted_app::App;

/// Opens the app's window and stays until it is closed.
pub(crate) fn open(runtime: &tokio::runtime::Runtime) -> ExitCode {
    let handle = runtime.handle().clone();
    tauri::async_runtime::set(handle.clone());
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(commands::handler())
        .setup(move |tauri| {
            let data_dir = tauri.path().app_data_dir()?;
            let desktop = Desktop::new(tauri.handle().clone(), handle.clone());
            let app = App::new(&data_dir, Arc::new(desktop), handle.clone());
            app.watch_over();
            #[cfg(target_os = "linux")]
            crate::absence::listen(&app);
            #[cfg(unix)]
            crate::ending::hear(tauri.handle(), &handle);
            tauri.manage(app);
            make_window(tauri, &traces::clear_web_data(tauri)?)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    let Ok(app) = built else {
        terminal::complain("the window could not be opened");
        return ExitCode::FAILURE;
    };
    app.run(|tauri, event| {
        if matches!(event, RunEvent::Exit) {
            tauri.state::<App>().end();
            traces::leave(tauri);
        }
    });
    ExitCode::SUCCESS
}

fn make_window(tauri: &TauriApp, web_data: &Path) -> tauri::Result<()> {
    // WebKit drives only windows that are not private, so end-to-end tests give that up; the leak test searches what
    // such a window writes.
    let automated = std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true");
    WebviewWindowBuilder::new(tauri, "main", WebviewUrl::default())
        .title("Unlisted")
        .inner_size(1180.0, 820.0)
        .min_inner_size(900.0, 640.0)
        .data_directory(web_data.to_owned())
        .incognito(!automated)
        .general_autofill_enabled(false)
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .disable_drag_drop_handler()
        .build()?;
    Ok(())
}

/// Only the pages inside the binary; in a development build also the local development server.
fn is_own_page(url: &Url) -> bool {
    let embedded = matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    );
    embedded || (cfg!(not(feature = "embedded")) && url.host_str() == Some("127.0.0.1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        for (address, own) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.com/", false),
            ("tauri://example.com/", false),
            ("file:///etc/hostname", false),
            ("about:blank", false),
        ] {
            assert_eq!(is_own_page(&Url::parse(address).unwrap()), own, "address {address}");
        }
    }
}

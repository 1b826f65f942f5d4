//! The contract's list, expanded into Tauri commands.

use tauri::State;
use unlisted_app::App;
// Clippy itself allows wildcards where tests are built.
#[cfg_attr(
    not(test),
    expect(clippy::wildcard_imports, reason = "the list below names every shape of the contract")
)]
use unlisted_app::contract::*;

macro_rules! expand {
    ($($(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty;)+) => {
        $(
            $(#[doc = $doc])*
            #[tauri::command]
            pub(crate) async fn $name(app: State<'_, App>, request: $request) -> Result<$response, UiError> {
                let app = app.inner().clone();
                // Use cases read and write the disk, so they never run on the window's threads.
                match tokio::task::spawn_blocking(move || app.$name(request)).await {
                    Ok(answer) => answer,
                    Err(_) => Err(UiError::of(ErrorCode::Bug)),
                }
            }
        )+

        /// Answers the calls of the window, and no others.
        pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),+]
        }
    };
}
unlisted_app::commands!(expand);

#[cfg(test)]
mod tests {
    macro_rules! names {
        ($($(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty;)+) => {
            const NAMES: &[&str] = &[$(stringify!($name)),+];
        };
    }
    unlisted_app::commands!(names);

    #[test]
    fn the_window_may_call_exactly_the_contract() {
        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let listed =
            capability["permissions"].as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned());
        let mut expected = vec!["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()];
        expected.extend(NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-"))));
        assert_eq!(
            listed.collect::<Vec<_>>(),
            expected,
            "a permission more is a door nobody uses; one less is a dead button"
        );
    }
}

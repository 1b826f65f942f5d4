//! The window as a person meets it: things are found by their `data-test` names (ui/TESTING.md).

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long a person would wait before thinking that it hangs. Bounds the waiting; nothing asserts on it.
const PATIENCE: Duration = Duration::from_mins(1);

/// A window under test.
pub(crate) struct Page {
    pub(crate) client: Client,
}

impl Page {
    /// Waits for the thing of that `data-test` name.
    pub(crate) async fn find(&self, test: &str) -> Element {
        self.find_css(&format!("[data-test='{test}']")).await
    }

    /// Waits for whatever the selector finds first.
    pub(crate) async fn find_css(&self, css: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await;
        match found {
            Ok(element) => element,
            Err(error) => {
                self.shoot("failure").await;
                panic!("`{css}` never came: {error}; the screen is in target/screenshots/failure.png");
            }
        }
    }

    /// Whether the selector finds something now.
    pub(crate) async fn has(&self, css: &str) -> bool {
        self.client.find(Locator::Css(css)).await.is_ok()
    }

    /// Everything the selector finds now.
    pub(crate) async fn all(&self, css: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(css)).await.unwrap()
    }

    /// Waits for the thing to be usable and clicks it.
    pub(crate) async fn click(&self, test: &str) {
        self.press(&format!("[data-test='{test}']")).await;
    }

    /// Waits until what the selector finds can be clicked, and clicks it in the middle of the window: at the edges the
    /// bars would lie over it.
    pub(crate) async fn press(&self, css: &str) {
        let started = Instant::now();
        loop {
            let element = self.find_css(css).await;
            let here = serde_json::to_value(&element).unwrap();
            let centred =
                self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![here]).await;
            if centred.is_ok() && element.is_enabled().await.unwrap_or(false) && element.click().await.is_ok()
            {
                return;
            }
            if started.elapsed() > PATIENCE {
                self.shoot("failure").await;
                panic!("`{css}` can be clicked; the screen is in target/screenshots/failure.png");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Types into a field.
    pub(crate) async fn write(&self, test: &str, keys: &str) {
        self.find(test).await.send_keys(keys).await.unwrap();
    }

    /// The text of the thing.
    pub(crate) async fn text(&self, test: &str) -> String {
        self.find(test).await.text().await.unwrap()
    }

    /// Waits until an attribute of what the selector finds has a value.
    pub(crate) async fn wait_for(&self, css: &str, attribute: &str, value: &str) {
        self.find_css(&format!("{css}[{attribute}='{value}']")).await;
    }

    /// Keeps a picture of the window in target/screenshots.
    pub(crate) async fn shoot(&self, name: &str) {
        let Ok(png) = self.client.screenshot().await else { return };
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/screenshots"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }
}

//! What keeps an audit, in the real window: a recovery key on paper, a saved copy, and deleting everything.

use crate::dialog;
use crate::driver::{Driver, Home};
use crate::leak;
use crate::page::Page;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const LABEL: &str = "Autumn with Quillon";
const FIRST: &str = "nine grey lanterns";
const SECOND: &str = "four brass kettles";
const FACT: &str = "quillon.zebrastow@example.org";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forgotten_passphrase_a_lost_folder_and_a_last_goodbye() {
    let _screen = crate::SCREEN.lock().await;
    let home = Home::make();
    let stick = tempfile::tempdir().unwrap();
    let copy = stick.path().join("copy.unlisted");
    let driver = Driver::start(&home);

    let page = Page { client: driver.open_app().await };
    let key = create_with_recovery_key(&page).await;
    page.click("kind-email").await;
    page.write("add-text", FACT).await;
    page.click("add-go").await;
    page.find_css("[data-identifier][data-kind='email']").await;
    save_a_copy(&page, &copy).await;
    open_with_the_key_and_set_another_passphrase(&page, &key).await;
    nothing_is_in_clear(&home, stick.path(), &key);

    delete_everything(&page).await;
    page.shoot("deleted").await;
    // The window goes while the driver still waits for the click, and the session with it.
    let _ = page.find("quit").await.click().await;
    let _ = page.client.close().await;
    nothing_of_ours_is_left(&home).await;

    let page = Page { client: driver.open_app().await };
    put_the_copy_back(&page, &copy).await;
    page.click("rail-profile").await;
    page.find_css("[data-identifier][data-kind='email']").await;
    page.click("lock").await;
    page.find("unlock-passphrase").await;
    page.client.close().await.unwrap();
    drop(driver);
    nothing_is_in_clear(&home, stick.path(), &key);
}

/// Returns the key as it stands on the screen.
async fn create_with_recovery_key(page: &Page) -> String {
    page.click("start-audit").await;
    page.find("create-label").await.clear().await.unwrap();
    page.write("create-label", LABEL).await;
    page.write("create-passphrase", FIRST).await;
    page.write("create-repeat", FIRST).await;
    page.click("create-go").await;
    page.find("recovery-key").await;
    page.shoot("recovery-key").await;
    let mut groups = Vec::new();
    for group in page.all("[data-test='recovery-key'] li").await {
        groups.push(group.text().await.unwrap());
    }
    page.click("recovery-written").await;
    page.write("recovery-last", groups.last().expect("the key has groups")).await;
    page.click("recovery-confirm").await;
    page.click("attest-myself").await;
    page.click("attest-go").await;
    groups.join("-")
}

async fn save_a_copy(page: &Page, place: &Path) {
    page.click("rail-keys").await;
    page.find("copy-save").await;
    page.shoot("locks-and-copies").await;
    page.click("copy-save").await;
    let place = place.to_owned();
    tokio::task::spawn_blocking(move || dialog::save_as(&place)).await.unwrap();
    page.wait_for("[data-test='copy-saved']", "data-saved", "yes").await;
}

async fn open_with_the_key_and_set_another_passphrase(page: &Page, key: &str) {
    page.click("lock").await;
    page.click("unlock-by-key").await;
    page.write("unlock-key", &key.to_lowercase().replace('-', " ")).await;
    page.shoot("unlock-with-key").await;
    page.click("unlock-go").await;
    page.write("renew-passphrase", SECOND).await;
    page.write("renew-repeat", SECOND).await;
    page.click("renew-go").await;
    page.find("rail-keys").await;
    page.click("lock").await;
    page.write("unlock-passphrase", FIRST).await;
    page.click("unlock-go").await;
    page.find("field-problem").await;
    page.find("unlock-passphrase").await.clear().await.unwrap();
    page.write("unlock-passphrase", SECOND).await;
    page.click("unlock-go").await;
    page.find("opened").await;
    page.shoot("opened-again").await;
}

async fn delete_everything(page: &Page) {
    page.click("rail-end").await;
    page.write("wipe-word", "delete").await;
    page.click("wipe-go").await;
    page.find("wiped-all").await;
}

async fn put_the_copy_back(page: &Page, place: &Path) {
    page.click("start-copy").await;
    page.click("restore-choose").await;
    let place = place.to_owned();
    tokio::task::spawn_blocking(move || dialog::choose(&place)).await.unwrap();
    page.find("restore-chosen").await;
    // The copy was saved before the passphrase was changed.
    page.write("proof-text", FIRST).await;
    page.click("restore-go").await;
    page.find("opened").await;
}

fn nothing_is_in_clear(home: &Home, stick: &Path, key: &str) {
    let values: BTreeSet<String> = [LABEL, FIRST, SECOND, FACT, key].map(str::to_owned).into();
    for folder in [home.path(), stick] {
        let leaks = leak::find_leaks(folder, &values);
        assert!(leaks.is_empty(), "nothing the person typed is on the disk in clear: {leaks:?}");
    }
}

/// Whatever is still under the home folder is the system's own, written by every program that opens a window.
async fn nothing_of_ours_is_left(home: &Home) {
    let ours = |path: &PathBuf| {
        let text = path.to_string_lossy().to_lowercase();
        text.contains("unlisted") || text.contains("webview") || text.contains("vault")
    };
    let mut left: Vec<PathBuf> = Vec::new();
    for _ in 0..100 {
        left = leak::files_under(home.path()).into_iter().filter(ours).collect();
        if left.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(left.is_empty(), "after everything was deleted and the window closed: {left:?}");
    assert!(!home.path().join("data/app.unlisted").exists(), "its folder is gone too");
}

//! The vault's ways in, in a real window: a recovery key on paper, a new passphrase, a saved copy put back in the place
//! of a damaged vault, and all of it deleted.

use crate::driver::{ALONE, Driver, Home};
use crate::page::Page;
use crate::{PASSPHRASE, dialog, leak};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const CHANGED: &str = "another four plain words";
const RENEWED: &str = "four words after the paper";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forgotten_passphrase_a_damaged_vault_and_the_end_of_it_all() {
    let _alone = ALONE.lock().await;
    let home = Home::make();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.unlisted");
    let driver = Driver::start(&home);

    let page = Page { client: driver.open_app().await };
    let key = create_with_a_recovery_key(&page).await;
    save_a_copy(&page, &copy).await;
    change_the_passphrase(&page).await;
    open_with_the_key(&page, &key).await;
    page.click("lock").await;
    page.find("unlock-practice").await;
    page.client.close().await.unwrap();

    nothing_is_in_clear(&[home.path(), elsewhere.path()], &key);

    damage(&home);
    let page = Page { client: driver.open_app().await };
    put_the_copy_back(&page, &copy).await;
    delete_everything(&page).await;
    let left = left_of_the_vault(&home);
    assert!(left.is_empty(), "a wipe leaves nothing of the vault: {left:?}");
    assert!(copy.is_file(), "what the person saved stays where it is");
    // The app ends by itself now, so the session may be over already.
    let _ = page.client.close().await;
    nothing_of_ours_is_left(&home).await;
}

/// Creates the practice vault with a recovery key, and returns the key as it stands on the screen.
async fn create_with_a_recovery_key(page: &Page) -> Vec<String> {
    page.click("start-practice").await;
    page.click("create-recovery").await;
    page.click("create-go").await;
    page.find("recovery-key").await;
    page.shoot("recovery-key").await;
    let mut groups = Vec::new();
    for group in page.all("[data-test='recovery-key'] li").await {
        groups.push(group.text().await.unwrap());
    }
    assert_eq!(groups.len(), 9, "nine groups: {}", groups.len());
    page.click("recovery-written").await;
    assert!(!page.has("[data-test='recovery-key']").await, "the last group is read from the paper");
    page.write("recovery-last", groups.last().unwrap()).await;
    page.click("recovery-confirm").await;
    page.click("attest-myself").await;
    page.click("attest-go").await;
    page.find("profile-next").await;
    groups
}

async fn save_a_copy(page: &Page, path: &Path) {
    page.click("rail-keys").await;
    page.click("copy-save").await;
    let chosen = path.to_owned();
    tokio::task::spawn_blocking(move || dialog::save_as(&chosen)).await.unwrap();
    page.wait_for("[data-test='copy-saved']", "data-saved", "yes").await;
    page.shoot("keys").await;
}

async fn change_the_passphrase(page: &Page) {
    page.click("passphrase-open").await;
    page.write("proof-text", "the wrong passphrase").await;
    page.write("passphrase-new", CHANGED).await;
    page.write("passphrase-repeat", CHANGED).await;
    page.click("passphrase-go").await;
    page.wait_for("[data-test='field-problem']", "data-code", "wrong_passphrase").await;
    page.find("proof-text").await.clear().await.unwrap();
    page.write("proof-text", PASSPHRASE).await;
    page.click("passphrase-go").await;
    page.find("passphrase-done").await;
    page.click("lock").await;
}

/// The old passphrase opens nothing, the paper does, and sets a new one.
async fn open_with_the_key(page: &Page, key: &[String]) {
    page.click("unlock-practice").await;
    page.write("unlock-passphrase", PASSPHRASE).await;
    page.click("unlock-go").await;
    page.wait_for("[data-test='field-problem']", "data-code", "wrong_passphrase").await;
    page.click("unlock-by-key").await;
    // As typed from paper, first with a slip.
    page.write("unlock-key", &key[1..].join(" ").to_lowercase()).await;
    page.click("unlock-go").await;
    page.wait_for("[data-test='field-problem']", "data-code", "not_a_recovery_key").await;
    page.find("unlock-key").await.clear().await.unwrap();
    page.write("unlock-key", &key.join(" ").to_lowercase()).await;
    page.click("unlock-go").await;
    page.write("renew-passphrase", RENEWED).await;
    page.write("renew-repeat", RENEWED).await;
    page.click("renew-go").await;
    page.find("opened").await;
    page.find("profile-next").await;
}

/// No passphrase, no key and no name of the case is in any file, the saved copy among them.
fn nothing_is_in_clear(folders: &[&Path], key: &[String]) {
    let values: BTreeSet<String> =
        [PASSPHRASE, CHANGED, RENEWED, crate::CASE_NAME, &key.join("-"), &key.concat(), &key.join(" ")]
            .map(str::to_owned)
            .into();
    for folder in folders {
        let leaks = leak::find_leaks(folder, &values);
        assert!(leaks.is_empty(), "nothing that opens the vault is on the disk in clear: {leaks:?}");
    }
}

/// Writes noise over the store's files, as a broken disk would.
fn damage(home: &Home) {
    let store: Vec<PathBuf> = leak::files_under(home.path())
        .into_iter()
        .filter(|file| file.parent().is_some_and(|folder| folder.ends_with("vault/db")))
        .collect();
    assert!(!store.is_empty(), "the vault has a store");
    for file in store {
        let length = std::fs::metadata(&file).unwrap().len();
        std::fs::write(&file, vec![0xA5; usize::try_from(length).unwrap()]).unwrap();
    }
}

async fn put_the_copy_back(page: &Page, copy: &Path) {
    page.click("unlock-practice").await;
    page.write("unlock-passphrase", RENEWED).await;
    page.click("unlock-go").await;
    page.find("ways-on").await;
    page.shoot("ways-on").await;
    let way = "[data-test='way-chosen']";
    page.press(&format!("{way} summary")).await;
    page.press(&format!("{way} [data-test='restore-choose']")).await;
    let chosen = copy.to_owned();
    tokio::task::spawn_blocking(move || dialog::choose(&chosen)).await.unwrap();
    page.find_css(&format!("{way} [data-test='restore-chosen']")).await;
    let field = page.find_css(&format!("{way} [data-test='proof-text']")).await;
    field.clear().await.unwrap();
    // The copy was saved before the passphrase was changed.
    field.send_keys(PASSPHRASE).await.unwrap();
    page.press(&format!("{way} [data-test='restore-go']")).await;
    page.find("profile-next").await;
}

async fn delete_everything(page: &Page) {
    page.click("rail-end").await;
    page.write("wipe-word", "delete").await;
    page.click("wipe-go").await;
    page.find("wiped-all").await;
    page.shoot("wiped").await;
    // The app may have ended before the driver can answer; whether it ended is asked below.
    let _ = page.find("quit").await.click().await;
    for _ in 0..100 {
        if page.client.title().await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the window closed within ten seconds");
}

/// What is there of a vault, its backups and what restoring put aside.
fn left_of_the_vault(home: &Home) -> Vec<PathBuf> {
    let of_a_vault = |path: &PathBuf| {
        path.components().any(|part| {
            let part = part.as_os_str().to_string_lossy();
            part.starts_with("vault") || part == "backups"
        })
    };
    leak::files_under(home.path()).into_iter().filter(of_a_vault).collect()
}

/// What is left under the home folder is what the system writes for every program that opens a window.
async fn nothing_of_ours_is_left(home: &Home) {
    let ours = |path: &PathBuf| {
        let name = path.to_string_lossy().to_lowercase();
        name.contains("unlisted") || name.contains("webview")
    };
    let mut left = Vec::new();
    for _ in 0..100 {
        left = leak::files_under(home.path()).into_iter().filter(ours).collect();
        if left.is_empty() {
            break;
        }
        // The window has closed, and the process is on its way.
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(left.is_empty(), "after everything was deleted and the window closed: {left:?}");
    assert!(!home.path().join("data/app.unlisted").exists(), "its folder is gone too");
    let noted = leak::find_leaks(home.path(), &BTreeSet::from(["copy.unlisted".to_owned()]));
    assert!(noted.is_empty(), "no list of recent files names what was saved or chosen: {noted:?}");
}

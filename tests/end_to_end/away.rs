//! The screen is locked: the real window locks with it, and nothing of the case stays in the page.

use crate::PASSPHRASE;
use crate::leak;
use crate::page::Page;
use std::process::Command;
use unlisted_range::practice_person;

/// Opens the practice audit, shows a value and types one, and says on the session bus that the screen was locked.
pub(crate) async fn locks_with_the_screen(page: &Page) {
    open(page).await;
    page.click("rail-profile").await;
    page.press("[data-kind='username'] [data-test='reveal']").await;
    page.click("kind-email").await;
    page.write("add-text", "wren-unsaved@example.org").await;
    let mark = "window.beforeLock = true";
    page.client.execute(mark, Vec::new()).await.unwrap();
    // The page tells what is typed within ten seconds; a slow machine gets as long again.
    tokio::time::sleep(std::time::Duration::from_secs(20)).await;

    let said = Command::new("dbus-send")
        .args(["--session", "--type=signal", "/org/freedesktop/ScreenSaver"])
        .args(["org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"])
        .status()
        .unwrap();
    assert!(said.success(), "the test runs in a session bus of its own");
    page.wait_for("[data-test='why-locked']", "data-why", "screen_locked").await;

    let script = "return [document.documentElement.outerHTML, String(window.beforeLock === true), \
                  JSON.stringify(sessionStorage) + JSON.stringify(localStorage)]";
    let found = page.client.execute(script, Vec::new()).await.unwrap().to_string();
    assert!(found.contains("why-locked"), "the page was read");
    assert!(found.contains("\"false\""), "the page began anew: its scripts hold nothing of before");
    let mut values = leak::values_of(&practice_person());
    values.insert("wren-unsaved".to_owned());
    for value in values {
        assert!(!found.contains(&value), "nothing of the case stays in the page");
    }
    page.shoot("locked").await;

    open(page).await;
    page.press("[data-test='unfinished'] summary").await;
    // It is covered again after ten seconds, which a slow machine may take to read it.
    let mut kept = String::new();
    for _ in 0..6 {
        page.press("[data-test='unfinished'] [data-test='reveal']").await;
        kept = page.find_css("[data-test='unfinished'] [data-test='value']").await.text().await.unwrap();
        if kept == "wren-unsaved@example.org" {
            break;
        }
    }
    assert_eq!(kept, "wren-unsaved@example.org", "what was typed was kept");
    page.click("unfinished-drop").await;
    page.click("lock").await;
    page.find("unlock-practice").await;
}

async fn open(page: &Page) {
    page.click("unlock-practice").await;
    page.write("unlock-passphrase", PASSPHRASE).await;
    page.click("unlock-go").await;
    page.find("practice-badge").await;
}

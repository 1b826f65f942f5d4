//! The main job in a real window, from the first start to the exported checklist and back after a restart.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and says where")]

mod away;
mod confined;
mod dialog;
mod driver;
mod expected;
mod keys;
mod leak;
mod page;

use driver::{ALONE, Driver, Home};
use page::Page;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use unlisted_range::practice_person;

const PASSPHRASE: &str = "practice passphrase";
/// As the page suggests it.
const CASE_NAME: &str = "Practice audit";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_practice_audit_from_first_start_to_checklist() {
    let _alone = ALONE.lock().await;
    let home = Home::make();
    let exports = tempfile::tempdir().unwrap();
    let driver = Driver::start(&home);

    let page = Page { client: driver.open_app().await };
    confined::check(&page).await;
    create_and_attest(&page).await;
    enter_identifiers(&page).await;
    accept_plan(&page).await;
    check_and_look_by_hand(&page).await;
    choose_a_file_that_is_no_page(&page, exports.path()).await;
    keep_the_ledger(&page, exports.path()).await;
    let decided = review(&page).await;
    work_on_tasks(&page).await;
    export(&page, exports.path()).await;
    // Searched while the window is open: what the web view wrote is removed when it closes.
    search(&home, "webview");
    page.client.close().await.unwrap();

    compare(exports.path(), decided);

    let page = Page { client: driver.open_app().await };
    everything_is_there(&page, decided).await;
    away::locks_with_the_screen(&page).await;
    page.client.close().await.unwrap();
    drop(driver);

    search(&home, "vault.hdr");
}

/// Nothing the app wrote holds anything about the person; `among` must be part of what is searched.
fn search(home: &Home, among: &str) {
    let mut values = leak::values_of(&practice_person());
    values.extend(["not-an-address@", CASE_NAME, PASSPHRASE].map(str::to_owned));
    assert!(values.len() > 12, "the search looks for the whole person");
    let wrote = leak::files_under(home.path());
    let is_there = |file: &PathBuf| file.components().any(|part| part.as_os_str() == among);
    assert!(wrote.iter().any(is_there), "{among} is among what is searched");
    let leaks = leak::find_leaks(home.path(), &values);
    assert!(leaks.is_empty(), "nothing about the person is on the disk in clear: {leaks:?}");
}

async fn create_and_attest(page: &Page) {
    page.click("start-practice").await;
    page.find("create-go").await;
    page.click("create-go").await;
    page.find("practice-badge").await;
    page.click("attest-myself").await;
    page.click("attest-go").await;
}

async fn enter_identifiers(page: &Page) {
    page.find("profile-next").await;
    let masked = page.text("value").await;
    assert!(!masked.contains("Juniper"), "values are covered until they are asked for");
    page.click("kind-email").await;
    page.write("add-text", "not-an-address@").await;
    page.click("add-go").await;
    page.find("field-problem").await;
    let kept = page.find("add-text").await.prop("value").await.unwrap();
    assert_eq!(kept.as_deref(), Some("not-an-address@"), "nothing typed is lost by a mistake");
    page.shoot("profile").await;
    page.click("profile-next").await;
}

async fn accept_plan(page: &Page) {
    page.click("plan-allow-all").await;
    page.wait_for("[data-source='chess-com']", "data-allowed", "true").await;
    page.shoot("plan").await;
    page.click("plan-go").await;
}

async fn check_and_look_by_hand(page: &Page) {
    page.find("scan-progress-text").await;
    page.wait_for("[data-source='scratch']", "data-state", "could_not_check").await;
    page.wait_for("[data-source='chess-com']", "data-state", "found").await;
    page.wait_for("[data-source='peekyou']", "data-state", "could_not_check").await;
    wait_for_the_end(page).await;
    page.shoot("check").await;
    // One hand source is answered; all others stay "could not check".
    let form = "[data-source='google-street-view'] form";
    page.press(&format!("{form} [data-test='hand-open']")).await;
    page.find_css(&format!("{form} [data-test='hand-instead']")).await;
    page.press(&format!("{form} [data-test='hand-nothing']")).await;
    page.press(&format!("{form} [data-test='hand-save']")).await;
    page.wait_for("li[data-source='google-street-view']", "data-state", "not_found").await;
}

/// Where a site refused the program, a file that is no saved page is refused calmly, and chosen in the native dialog.
async fn choose_a_file_that_is_no_page(page: &Page, folder: &Path) {
    let source = "li[data-source='peekyou']";
    page.press(&format!("{source} [data-test='hand-again']")).await;
    let path = folder.join("a-picture.html");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    page.press(&format!("{source} [data-test='saved-pick']")).await;
    tokio::task::spawn_blocking(move || dialog::choose(&path)).await.unwrap();
    page.wait_for(&format!("{source} [data-test='problem']"), "data-code", "saved_not_a_page").await;
    page.shoot("look-yourself").await;
}

/// The ledger is kept as a table, covered, with a line for every request.
async fn keep_the_ledger(page: &Page, folder: &Path) {
    page.click("rail-ledger").await;
    page.find_css("[data-test='ledger'] [data-host]").await;
    let rows = page.all("[data-test='ledger'] [data-host]").await.len();
    page.click("ledger-export").await;
    let path = folder.join("ledger.csv");
    let chosen = path.clone();
    tokio::task::spawn_blocking(move || dialog::save_as(&chosen)).await.unwrap();
    page.wait_for("[data-test='ledger-saved']", "data-saved", "yes").await;
    page.shoot("ledger").await;
    let table = std::fs::read_to_string(path).unwrap();
    let kept = expected::read_table(&table);
    assert_eq!(kept.len(), rows, "a row for each request on the screen");
    // What is invented may name a real town.
    for row in kept.iter().filter(|row| row["about"] != "invented") {
        for value in leak::values_of(&practice_person()) {
            assert!(row.values().all(|cell| !cell.contains(&value)), "values are covered: {row:?}");
        }
    }
    page.click("rail-plan").await;
    page.press("[data-test='route'] summary").await;
    page.press("[data-test='route-check']").await;
    page.wait_for("[data-test='route-checked']", "data-works", "true").await;
    page.shoot("route").await;
    page.click("rail-review").await;
}

async fn wait_for_the_end(page: &Page) {
    for _ in 0..600 {
        if !page.has("[data-test='scan-cancel']").await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    panic!("the check ended within two minutes");
}

/// Decides every finding by its likeness and returns how many were called one's own.
async fn review(page: &Page) -> usize {
    page.find("review-left").await;
    page.shoot("review").await;
    let findings = page.all("[data-finding]").await;
    assert!(findings.len() > 10, "the practice sources show findings");
    let mut mine = 0;
    for finding in findings {
        let id = finding.attr("data-finding").await.unwrap().unwrap();
        let sure = finding.attr("data-likeness").await.unwrap().as_deref() == Some("same");
        let (button, decision) = if sure { ("decide-me", "me") } else { ("decide-not-sure", "not_sure") };
        mine += usize::from(sure);
        let css = format!("[data-finding='{id}'] [data-test='{button}']");
        page.press(&css).await;
        page.wait_for(&format!("[data-finding='{id}']"), "data-decision", decision).await;
    }
    assert!(mine > 3, "several practice findings are surely the person");
    page.click("review-next").await;
    page.find("danger-unknown").await;
    page.shoot("danger").await;
    page.click("danger-next").await;
    mine
}

async fn work_on_tasks(page: &Page) {
    page.find("tasks-left").await;
    page.shoot("checklist").await;
    let first = page.find_css("[data-task]").await.attr("data-task").await.unwrap().unwrap();
    page.press(&format!("[data-task='{first}'] [data-test='task-asked']")).await;
    page.wait_for(&format!("[data-task='{first}']"), "data-state", "asked").await;
    page.click("tasks-next").await;
}

async fn export(page: &Page, folder: &Path) {
    for (button, name) in [("export-markdown", "c.md"), ("export-csv", "c.csv"), ("export-html", "c.html")] {
        page.click(button).await;
        let path = folder.join(name);
        tokio::task::spawn_blocking(move || dialog::save_as(&path)).await.unwrap();
        page.wait_for("[data-test='export-saved']", "data-saved", "yes").await;
    }
    page.shoot("export").await;
}

/// The exported files against what the range served: every source once, with the outcome it must have.
fn compare(folder: &Path, mine: usize) {
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let mut expected = expected::outcomes();
    expected.insert("google-street-view".to_owned(), "not_found");
    let rows = expected::rows_of_csv(&read("c.csv"));
    let told: BTreeMap<String, String> = rows.iter().cloned().collect();
    assert_eq!(told.len(), rows.len(), "every source stands once");
    let expected: BTreeMap<String, String> =
        expected.into_iter().map(|(id, outcome)| (id, outcome.to_owned())).collect();
    assert_eq!(told, expected, "the checklist says what the sources said, and nothing else");
    assert_eq!(expected::rows_of_html(&read("c.html")), expected, "the page says the same");
    assert_eq!(expected::rows_of_markdown(&read("c.md")), expected, "the list says the same");
    let table = expected::read_table(&read("c.csv"));
    let findings: Vec<_> = table.iter().filter(|row| row["section"] == "finding").collect();
    let found = findings.len();
    assert!(found > mine, "every finding called one's own, and those not sure about, stand in it: {found}");
    assert_eq!(findings.iter().filter(|row| row["outcome"] == "me").count(), mine);
    for name in ["c.md", "c.csv", "c.html"] {
        let text = read(name);
        for value in leak::values_of(&practice_person()) {
            assert!(!text.contains(&value), "{name} is redacted");
        }
    }
    assert!(read("c.md").contains("- [ ]"), "the Markdown is a list to tick off");
}

/// After a restart the case opens with the passphrase and holds every decision and mark.
async fn everything_is_there(page: &Page, mine: usize) {
    page.click("unlock-practice").await;
    page.write("unlock-passphrase", "the wrong passphrase").await;
    page.click("unlock-go").await;
    page.find("field-problem").await;
    page.find("unlock-passphrase").await.clear().await.unwrap();
    page.write("unlock-passphrase", PASSPHRASE).await;
    page.click("unlock-go").await;
    page.click("rail-review").await;
    page.find("review-left").await;
    let kept = page.all("[data-finding][data-decision='me']").await.len();
    assert_eq!(kept, mine, "every decision survived the restart");
    page.click("rail-tasks").await;
    page.find_css("[data-task][data-state='asked']").await;
    page.click("lock").await;
    page.find("unlock-practice").await;
}

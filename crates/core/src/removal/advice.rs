//! When a task is due in its state, why then, and what to do next.

use super::{Task, TaskInput, TaskState};
use crate::exposure::Band;
use crate::law::{deadline, laws};
use jiff::ToSpan;
use jiff::civil::Date;

/// Days to look again after a request where nothing better is known: sites usually take 1 to 7 days, and looking again
/// 7 to 14 days after filing is the rule (opt-out guides read for the task cards, [S]).
const LOOK_AGAIN: u16 = 14;

/// Days to look again after something is done: listings come back (docs/threat-model.md, section 5).
const COMES_BACK: u16 = 30;

/// Sets state, date and advice from the latest mark.
pub(super) fn settle(task: &mut Task, days: Option<u16>, begun: Date, input: &TaskInput<'_>) {
    let mark = input.marks.iter().rev().find(|mark| mark.task == task.id);
    task.state = mark.map_or(TaskState::Open, |mark| mark.state);
    task.since = mark.map(|mark| mark.on);
    task.note = mark.and_then(|mark| mark.note.clone());
    let since = task.since.unwrap_or(input.today);
    match task.state {
        TaskState::Open => open(task, begun, input.today),
        TaskState::Asked => asked(task, since, days),
        TaskState::Done => done(task, since),
        TaskState::CouldNot => could_not(task, input.today),
    }
}

fn plus(day: Date, days: u16) -> Date {
    day.saturating_add(i64::from(days).days())
}

fn open(task: &mut Task, begun: Date, today: Date) {
    let (days, why) = match task.band {
        Band::Critical => (0, "Critical: today."),
        Band::High => (3, "High: within three days of being found."),
        Band::Medium => (7, "Medium: within a week of being found."),
        Band::Low => (30, "Low: within a month of being found."),
    };
    // An open task is never overdue on paper: what was late yesterday is due today.
    task.due = plus(begun, days).max(today);
    task.due_why = String::from(why);
    task.next_advice = String::from("Begin when you are ready.");
}

fn asked(task: &mut Task, since: Date, days: Option<u16>) {
    let law = task.law.as_ref().and_then(|law| laws().get(&law.id));
    if let Some(law) = law {
        task.due = deadline(law, since);
        task.due_why = format!("{} gives them {} from the day you asked.", law.short, law.time());
        let complain =
            law.complain.as_deref().unwrap_or("Send the letter again and name the day you first asked.");
        task.next_advice = format!("Check the source again on that day. If it is still there: {complain}");
        return;
    }
    let wait = days.unwrap_or(LOOK_AGAIN);
    task.due = plus(since, wait);
    task.due_why = match days {
        Some(days) => format!("It usually takes up to {days} days."),
        None => "Two weeks after asking is a good time to look again.".to_owned(),
    };
    task.next_advice =
        String::from("Check the source again on that day; if it is still there, ask once more.");
}

fn done(task: &mut Task, since: Date) {
    task.due = plus(since, COMES_BACK);
    if task.findings.is_empty() {
        task.due_why = String::from("A look after a month shows whether it still holds.");
        task.next_advice = String::from("Nothing for now.");
    } else {
        task.due_why = String::from("Listings come back, so look again after a month.");
        task.next_advice = String::from(
            "Check the source again on that day; done means gone only when you no longer see it.",
        );
    }
}

fn could_not(task: &mut Task, today: Date) {
    task.due = plus(today, 7);
    task.due_why = String::from("A week from now is soon enough for another way.");
    task.next_advice = if task.letter.is_some() && task.contact.is_some() {
        "Send the letter to the privacy mailbox instead of using the form.".to_owned()
    } else if task.letter.is_some() {
        "Send the letter to the contact address on the site's privacy page.".to_owned()
    } else if task.findings.is_empty() {
        "Leave it for now and go on with the next task; an advocate may know another way.".to_owned()
    } else {
        "Ask the search engines to hide the page; that takes away most of its readers.".to_owned()
    };
}

//! Tasks: what to do about each finding and beyond, in order, with the person's marks.

use crate::app::App;
use crate::case_file::CaseFile;
use crate::contract::{
    ErrorCode, HandShown, LetterView, MarkTask, TaskLinks, TaskView, TasksView, UiError, word_of,
};
use unlisted_core::Personal;
use unlisted_core::removal::{Task, TaskId, TaskInput, TaskMark, derive_tasks, explain_ask};

impl App {
    /// What to do, in order.
    pub fn tasks_view(&self, (): ()) -> Result<TasksView, UiError> {
        let tasks = self.tasks(&self.attested_file()?)?;
        Ok(TasksView { tasks: tasks.iter().map(task_view).collect() })
    }

    /// The links of a task's records, in clear: most forms ask for them.
    pub fn task_links(&self, task: String) -> Result<TaskLinks, UiError> {
        let links = self.task(&task)?.listings.into_iter().map(Personal::into_revealed).collect();
        Ok(TaskLinks { links })
    }

    /// The letter of a task, in clear: it is what the person copies.
    pub fn task_letter(&self, task: String) -> Result<LetterView, UiError> {
        let task = self.task(&task)?;
        let letter = task.letter.ok_or(UiError::of(ErrorCode::Gone))?;
        Ok(LetterView { to: letter.to.clone().or(task.contact), text: letter.body.reveal().clone() })
    }

    /// Opens a task's link in the person's own browser, which goes its own way: where another way out was chosen the
    /// person is asked first. In practice nothing is opened: the link leads to a live site.
    pub fn task_open(&self, task: String) -> Result<HandShown, UiError> {
        self.ask_before_browser()?.map_or_else(|| self.task_open_straight(task), Ok)
    }

    /// Opens it though another way out was chosen.
    pub fn task_open_straight(&self, task: String) -> Result<HandShown, UiError> {
        let practice = self.practice().is_some();
        let task = self.task(&task)?;
        let link = task.link.ok_or(UiError::of(ErrorCode::Gone))?;
        if practice {
            let instead =
                "In practice no browser is opened. With a real case the form of this site would open now.";
            return Ok(HandShown { opened: false, instead: Some(instead.to_owned()), ask_first: None });
        }
        if self.inner.shell.open_link(link.reveal()) {
            Ok(HandShown { opened: true, instead: None, ask_first: None })
        } else {
            Err(ErrorCode::OpenFailed.into())
        }
    }

    /// Keeps what the person did. Earlier marks stay.
    pub fn task_mark(&self, mark: MarkTask) -> Result<TasksView, UiError> {
        let file = self.attested_file()?;
        let task = self.task(&mark.task)?;
        let state =
            serde_json::from_value(mark.state.into()).map_err(|_| UiError::at(ErrorCode::Bug, "state"))?;
        file.keep_mark(&TaskMark { task: task.id, state, on: file.today(), note: None })?;
        self.tasks_view(())
    }

    pub(crate) fn tasks(&self, file: &CaseFile) -> Result<Vec<Task>, UiError> {
        let findings = file.findings()?;
        let severities = self.severities(file, &findings)?;
        let (profile, marks) = (file.guarded_profile()?, file.marks()?);
        Ok(derive_tasks(&TaskInput {
            findings: &severities,
            catalogue: &self.catalogue(),
            profile: &profile,
            marks: &marks,
            today: file.today(),
        }))
    }

    fn task(&self, id: &str) -> Result<Task, UiError> {
        let id = TaskId(id.to_owned());
        let tasks = self.tasks(&self.attested_file()?)?;
        tasks.into_iter().find(|task| task.id == id).ok_or(UiError::of(ErrorCode::Gone))
    }
}

fn task_view(task: &Task) -> TaskView {
    let host = |link: &str| link.split('/').nth(2).map(str::to_owned);
    let mut flags: Vec<String> = task.flags.iter().map(|ask| explain_ask(*ask).to_owned()).collect();
    flags.extend(task.warning.clone());
    TaskView {
        id: task.id.0.clone(),
        title: task.title.clone(),
        why: task.why.clone(),
        band: word_of(&task.band),
        steps: task.steps.clone(),
        link_host: task.link.as_ref().and_then(|link| host(link.reveal())),
        has_letter: task.letter.is_some(),
        law: task.law.as_ref().map(|law| format!("{} ({})", law.name, law.time)),
        due: task.due.to_string(),
        due_why: task.due_why.clone(),
        flags,
        already_has: task.already_has.iter().map(|fact| word_of(fact).replace('-', " ")).collect(),
        would_teach: task.would_teach.iter().map(|fact| word_of(fact).replace('-', " ")).collect(),
        clears: if task.clears.len() > 1 { task.clears.clone() } else { Vec::new() },
        listings: u32::try_from(task.listings.len()).unwrap_or(u32::MAX),
        state: word_of(&task.state),
        next_advice: task.next_advice.clone(),
    }
}

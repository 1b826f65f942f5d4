# What to do, in order.

task-title = Tasks
task-lead = In order: what takes away the most danger comes first. One task is enough for one day.
task-none = There are no tasks yet. Tasks come from records that you called “{ state-decision-me }”.
task-go-review = Go to the review
task-left = { $open } of { $count } still to do.
task-foot = You can take the whole list with you as a file.
task-next = Save the checklist

# One task.
task-numbered = { $number }. { $title }
task-by-day = By { $day }.
task-law = The law that helps: { $law }
task-steps = Steps and what the site learns
task-steps-what = Steps and what the site learns: { $task }
task-already-has = The site already has:
task-would-teach = The form would newly teach it:
task-would-teach-least = Give only what it insists on.
task-clears = This one clears:
task-open = Open { $host }
task-opened = Opened in your browser.
task-letter-read = Read the letter
task-letter-read-what = Read the letter: { $task }
task-stands-what = How it stands: { $task }
task-links-cover = Cover the links ({ $seconds })
task-links-cover-what = Cover the links: { $task }
task-links-show =
    { $count ->
        [one] Show { $count } record link for a minute
       *[other] Show { $count } record links for a minute
    }
task-links-show-what =
    { $count ->
        [one] Show { $count } record link for a minute: { $task }
       *[other] Show { $count } record links for a minute: { $task }
    }
task-links-why = Most forms ask for them. A link may hold your name.

# A letter.
task-letter = Letter
task-letter-clear = It holds your facts in clear. Read it where nobody looks over your shoulder.
task-letter-to = To:
task-letter-text = Text of the letter
task-letter-copy = Copy
task-letter-close = Close
task-letter-copied = Copied. It stays on the clipboard until you copy something else.
task-letter-selected = The text is selected: press Ctrl+C.

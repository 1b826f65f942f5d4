# What was sent.

ledger-title = What was sent
ledger-lead = Every question that left the app: when, to whom, and with which of your facts.
ledger-none = Nothing has been sent.
ledger-practice = In practice these went to the practice sites on this computer, and nowhere else.
ledger-sent =
    { $count ->
        [one] { $count } request sent.
       *[other] { $count } requests sent.
    }
ledger-when = When
ledger-to-whom = To whom
ledger-what = What
ledger-outcome = Outcome
ledger-nothing-about-you = Nothing about you
ledger-keep = Keep a copy
ledger-keep-what = A table (CSV) of all of this. Facts you marked hidden stay covered in it.
ledger-full = Write the other values in clear; whoever opens the file can read them
ledger-save = Save as a table
ledger-saved = Saved.
ledger-not-saved = Nothing was saved.

# How it ended.
ledger-outcome-listed = It showed something
ledger-outcome-not-listed = It showed nothing
ledger-outcome-sent = No answer yet
ledger-outcome-opened = Opened by you
ledger-outcome-not-sent = Stopped before it was sent
ledger-could-not-check = Could not check: { $why }

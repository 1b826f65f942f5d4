# The check: how it goes on, and looking by hand.

scan-title = Check
scan-lead = One question at a time per site. You can stop at any moment; what was answered is kept.
scan-not-started = Nothing has been asked yet. Go to the plan and press “{ plan-check-now }”.
scan-progress = Progress
scan-running = Checking
scan-ended = The check has ended
scan-answered = { $done } of { $total } questions answered
scan-stop = Stop
scan-to-look = For you to look at ({ $count })
scan-to-look-why = These sites do not let a program look, or should not be asked by one. You open them in your own browser and say what you saw.
scan-site-by-site = Site by site
scan-nothing = No site showed anything so far. That is good news about these questions only, and no proof that nothing is out there.
scan-nothing-checked = No site could be checked so far. So this says nothing yet, neither good nor bad, about what is out there.
scan-foot-running = You can review when the check has ended.
scan-foot-open =
    { $count ->
        [one] { $count } site waits for your look. Until then nobody can say what is there.
       *[other] { $count } sites wait for your look. Until then nobody can say what is there.
    }
scan-next = Review what was found

# The sum, each below its number.
scan-sum-found = show something
scan-sum-nothing = showed nothing for what was asked
scan-sum-unknown = could not be checked
scan-sum-to-come = still to come
scan-sum-open = still open
scan-sum-means = “{ state-source-not-found }” means: this site showed nothing for what was asked. It does not mean that you are safe there.
scan-sum-never-clear =
    { $count ->
        [one] { $count } site is not checked, or only in part: nobody can say yet all that is there.
       *[other] { $count } sites are not checked, or only in part: nobody can say yet all that is there.
    }

# One source.
scan-records =
    { $count ->
        [one] { $count } record to review.
       *[other] { $count } records to review.
    }
scan-partly = Part of it could not be checked:
scan-not-found = This site showed nothing for what was asked.

# Asking again.
scan-again = Ask again
scan-unanswered = The check was ended in the middle.
scan-unanswered-count =
    { $count ->
        [one] { $count } question has no answer yet. Going on asks only that one.
       *[other] { $count } questions have no answer yet. Going on asks only those.
    }
scan-again-unknown = Ask again only what could not be checked ({ $count })
scan-again-changed = Ask only what is new or changed ({ $count })
scan-again-plan-first = You see the plan first. What was answered before is kept.

# Looking by hand.
scan-look-for = Look for:
scan-page-of = Page { $number } of { $count }
scan-answer-again = Answer again
scan-answer-again-what = Answer again: { $source }
scan-look-yourself = Look yourself
scan-look-yourself-what = Look yourself: { $source }
scan-leave = Leave it as it is
scan-open = Open in my browser
scan-open-what = Open in my browser: { $source }
scan-opened = Opened. Come back here when you have looked.
scan-saw = What did you see?
scan-saw-listed = I found myself
scan-saw-nothing = Nothing there
scan-saw-could-not = I could not look
scan-link = Link of the record
scan-link-hint = Copy it from your browser’s address bar. It stays in the encrypted audit.
scan-shows = What does it show?
scan-keep = Keep this answer
scan-saved = You can also save the page in your browser, as “HTML only” or as one file (MHTML), and let the app read it.
scan-saved-pick = Read a saved page
scan-saved-pick-what = Read a saved page: { $source }
scan-saved-from = Which page is it?
scan-saved-from-hint = The file does not say. Copy the address of the page from your browser.
scan-saved-from-go = Read it

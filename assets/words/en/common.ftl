# What is said on many screens, and around them.

common-continue = Continue
common-try-again = Try again
common-wait = One moment…
common-back = Back
common-go-on = Go on
common-leave-it = Leave it
common-optional = (if you like)
common-lock-unsure = The screen is blank, but the app could not confirm that it is locked.
common-lock-close = Close this window to be sure.

# The top of the window. The keys stay the same in every language.
common-practice-badge = Practice - invented person
common-hide = Hide
common-hide-keys = Ctrl+Shift+H
common-lock = Lock
common-lock-keys = Ctrl+Shift+L
common-steps = Steps
common-undecided = { $count } undecided

# Values that are covered until the person asks. "what" names the value for those who hear the screen.
common-show = Show
common-show-what = Show: { $what }
common-show-seconds = Shows it for { $seconds } seconds
common-cover = Cover
common-cover-what = Cover: { $what }
common-cover-left = Cover ({ $seconds })
common-earlier = Earlier answers ({ $count })

# Nobody seems to be at the computer.
common-locking =
    { $seconds ->
        [one] Locking in { $seconds } second; move the mouse or press a key to stay.
       *[other] Locking in { $seconds } seconds; move the mouse or press a key to stay.
    }
common-locking-unsaved = Something you typed is not saved yet. It will be kept.
common-unfinished = You had typed something that was not saved when it locked. It was kept.
common-unfinished-drop = I do not need it any more
common-minutes =
    { $minutes ->
        [60] 1 hour
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

# Passphrase, recovery key and keyring.
common-passphrase = Passphrase
common-passphrase-new = New passphrase
common-passphrase-hint = At least 10 characters. Four or five ordinary words are easy to remember.
common-passphrase-again = The same passphrase again
common-passphrases-differ = The two passphrases are not the same.
common-passphrases-compare = Press “{ common-show }” to compare them.
common-recovery-key = Recovery key
common-recovery-key-hint = As it stands on your paper. Small or capital letters, spaces and hyphens make no difference.
common-recovery-key-empty = Nine groups of four letters and digits.
common-recovery-key-all = All { $length } letters and digits are there.
common-recovery-key-some = { $typed } of { $length } letters and digits so far.
common-recovery-key-more = { $more } more than the { $length } letters and digits of a recovery key.
common-recovery-key-covered = The key is covered now. Read it from your paper.
common-recovery-key-last = The last group of the key
common-recovery-key-last-hint = Four letters and digits.
common-recovery-key-differs = This is not the last group of the key.
common-recovery-key-compare = Show the key again and compare it with your paper.
common-recovery-key-show-again = Show the key again
common-recovery-key-only-now = It is shown only now, and kept nowhere.
common-recovery-key-on-paper = Write it on paper, line by line. A photo or a screenshot of it can end up elsewhere.
common-recovery-key-paper-opens = Whoever has this paper and your computer can open the audit. Keep the paper away from the computer, such as with your other papers or with somebody you trust. You can make another key later, in “{ screen-keys }”.
common-recovery-key-written = I have written it down
common-recovery-key-not-written = Go on without writing it down
common-keyring = Keyring of this computer
common-keyring-locked = This computer’s keyring is locked. To use it too, unlock it in your system settings.
common-keyring-silent = No keyring answers on this computer. The passphrase is enough.
common-proof-with = Show that it is you, with

# Right after opening an audit.
common-last-opened = Last opened { $when }.
common-last-change = Last change { $when }.
common-last-not-you = If that was not you, change your passphrase in “{ screen-keys }”.
common-not-compared = This time an older copy could not be told from the latest one.
common-not-compared-why = The keyring had nothing to compare with or did not answer. If something that you wrote lately is missing, somebody may have put back an older copy.
common-was-damaged = The stored audit was damaged, and opened all the same.
common-was-damaged-kept = The damaged one was kept beside it. Look whether your latest work is there, and save a copy in “{ screen-keys }”.
common-written = Written { $when }
common-written-unknown = Written at an unknown time

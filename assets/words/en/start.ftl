# The start screen: beginning, unlocking, and what to do when it does not open.

start-title = See what a stranger could find about you
start-welcome-back = Welcome back
start-not-deleted = Not everything was deleted.
start-not-deleted-where = Something may still be on this computer.
start-how-enter = You enter a few facts about yourself. They stay on this computer, encrypted.
start-how-plan = You see which sites would be asked, and with which facts. You allow or skip each one.
start-how-list = You get a list of what to have removed, the most dangerous things first.
start-nothing-leaves = Nothing leaves this computer until you have seen and allowed it.
start-have-copy = I have a copy of my audit
start-in-public = In public or on stream? “{ common-hide }” ({ common-hide-keys }) covers the window. “{ common-lock }” ({ common-lock-keys }) closes the audit at once.
start-key-title = Your recovery key
start-key-lead = With it you open the audit on the day you have forgotten your passphrase.

start-own = Start my audit
start-own-what = About yourself, with your own facts. You can stop and come back at any time.
start-practice-again = Go on practising
start-practice-again-what = Open the audit of the invented person again.
start-practice = Practise with an invented person
start-practice-what = The same steps with made-up facts. No real site is asked, nothing goes to the internet.

# Why it is locked.
start-locked-idle =
    { $minutes ->
        [60] Locked after 1 hour without use. Everything is kept.
        [one] Locked after { $minutes } minute without use. Everything is kept.
       *[other] Locked after { $minutes } minutes without use. Everything is kept.
    }
start-locked-slept = Locked because the computer went to sleep. Everything is kept.
start-locked-screen-locked = Locked because the screen was locked. Everything is kept.

# Making an audit.
start-create-practice-lead = The facts are made up and only practice sites on this computer answer. Everything else works as in a real audit.
start-create-lead = First a lock for what you are going to write.
start-create-label = A label for this audit
start-create-label-hint = It need not be your name. It is never sent anywhere.
start-create-label-practice = Practice audit
start-create-label-own = My audit
start-create-suggestion = A suggestion is filled in. Keep it or write your own.
start-create-recovery = Make a recovery key, to write on paper
start-create-recovery-hint = It opens the audit when the passphrase is forgotten. It is shown once, on the next page: make sure then that nobody else sees your screen.
start-create-keyring = Let this computer’s keyring open it too
start-create-keyring-hint = Handy, but whoever can use your account on this computer can then open the audit.
start-create-warning-key = Without the passphrase or the recovery key nobody can open it, and we cannot either.
start-create-warning-key-paper = Keep the paper where only you look, and not with this computer.
start-create-warning = Without a recovery key a forgotten passphrase cannot be recovered, not by us either.
start-create-warning-paper = Write the passphrase on paper and keep the paper where only you look.
start-create-practice-go = Start practising
start-create-go = Create and go on

# Unlocking.
start-unlock = Unlock
start-unlock-practice-title = Unlock the practice audit
start-unlock-title = Unlock your audit
start-unlock-suggestion = If you kept the suggestion, it is: { $passphrase }
start-use-passphrase = Use the passphrase
start-use-key = Use the recovery key
start-use-keyring = Use the keyring
start-keyring-again = Ask the keyring again
start-forgotten-practice = I have forgotten it
start-forgotten = I have forgotten my passphrase
start-forgotten-key = Do you have the paper with the recovery key? It opens the audit, and you can set a new passphrase right after.
start-forgotten-practice-what = Everything in it is invented, so nothing of yours is lost. Delete it and begin anew.
start-forgotten-practice-go = Delete the practice audit
start-forgotten-nobody-key = Nobody can open the audit without the passphrase or the recovery key. Try what you may have written on paper, with and without capital letters. If that does not help, you can delete the audit and start again.
start-forgotten-nobody = Nobody can open the audit without it. Try what you may have written on paper, with and without capital letters. If that does not help, you can delete the audit and start again.

# After opening with the recovery key.
start-renew-title = Set a new passphrase
start-renew-lead = Your audit is open, and everything is there. Do you want a passphrase that you know?
start-renew-old = The old passphrase stops working. The recovery key on your paper goes on working.
start-renew-go = Set it
start-renew-later = Later

# What can be done when it does not open.
start-ways-unreadable = The file that says how this audit opens is damaged, or of a later version of Unlisted.
start-ways-unreadable-then = If you used a later version, open it with that one. If not, put back a backup. Nothing was deleted.
start-ways-older = If you did not put back a backup, somebody else may have.
start-ways-older-then = Then leave it closed: stop here and get advice, best from another device.
start-ways-title = What you can do, the best way first
start-ways-lead = Nothing happens before you choose, and each way asks who you are. There is no hurry.
start-ways-delete = Delete everything and begin anew
start-ways-back = Back to unlocking
start-repair = Repair it
start-repair-what = Everything in it that is still sound and yours is saved, and you are told what was lost. A copy of the damaged one is kept. Nothing is deleted. It can take a minute.
start-repair-go = Repair
start-accept-older = I put back a backup: open it as it is
start-accept-older-what = For when you put back a backup yourself. What was written after it is not in it. Nothing is deleted.
start-accept-older-go = Open it as it is
start-copy-title = Go on from a copy
start-copy-lead = Such as after moving to another computer, or when the app’s folder was lost.
start-restore-kept = Put back a backup that the app kept
start-restore-chosen = Put back a copy that you saved
start-restore-kept-what = What you wrote after the backup was made is not in it. It is read through first: if it does not open, everything stays as it is.
start-restore-chosen-what = What you wrote after the copy was made is not in it. It is read through first: if it does not open, everything stays as it is.
start-restore-replaces = If it opens, it takes the place of what is stored now.
start-restore-which = Which one
start-restore-choose = Choose the file…
start-restore-file = The file is chosen. Written { $when }.
start-restore-file-unknown = The file is chosen. Written at an unknown time.
start-restore-passphrase = Passphrase of the copy
start-restore-passphrase-hint = The one that the audit had when you saved the copy.
start-restore-go = Put it back

# After a repair.
start-repaired-whole = Your audit is repaired
start-repaired-part = Your audit is open again
start-repaired-saved =
    { $count ->
        [one] { $count } entry was saved.
       *[other] { $count } entries were saved.
    }
start-repaired-lost =
    { $count ->
        [one] { $count } entry is lost:
       *[other] { $count } entries are lost:
    }
start-repaired-some = Some of: { $what }
start-repaired-look = Look through these steps first, and enter again what is missing.
start-repaired-nothing-missing = Nothing is missing: it is as you left it.
start-repaired-unsure = Nothing is known to be missing. It is not certain, though: look whether your latest work is there.
start-repaired-older = Some entries may be older than what you wrote last, and some that you removed may be back.
start-repaired-older-then = Nothing was left that could tell. Check above all what may be sent and what is hidden.
start-repaired-kept = The damaged one was kept beside it, encrypted as before. Save a copy soon, in “{ screen-keys }”.

# What is kept in an audit, as it stands in "Some of: ...".
start-kept-fact = your facts
start-kept-plan = plans, and what you allowed
start-kept-scan = checks
start-kept-answer = answers of sites
start-kept-finding = records that were found, and your decisions about them
start-kept-task = what you did about tasks
start-kept-ledger = what was sent
start-kept-setting = settings

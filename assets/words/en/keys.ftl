# What opens an audit, when it locks, and where copies of it are.

key-title = Locks and copies
key-lead = What opens this audit, and where copies of it are.
key-opened = Before this time it was last opened { $when }.
key-opened-changed = Before this time it was last opened { $when }, and last changed { $changed }.

key-passphrase-before = Passphrase until now
key-passphrase-go = Change it
key-passphrase-done = The passphrase is changed.
key-passphrase-done-then = The old one no longer opens this audit, nor the backups that the app keeps. A copy that you saved elsewhere still opens with the old one: save a new copy, and delete the old file.
key-passphrase-what = Change it when somebody may know it. Nothing else changes.
key-passphrase-open = Change the passphrase

key-recovery-new-title = Your new recovery key
key-recovery-new-lead = A key that was made before no longer opens this audit.
key-recovery-on = A recovery key on paper opens this audit.
key-recovery-off = There is none. If you forget the passphrase, nobody can open this audit.
key-recovery-once = It is shown once, right after this. Have paper and a pen ready, and make sure that nobody else sees your screen.
key-recovery-old = The key that you have stops working, also for the backups that the app keeps. Copies that you saved elsewhere still open with it.
key-recovery-go = Make the key
key-recovery-make-new = Make a new recovery key
key-recovery-make = Make a recovery key
key-recovery-remove = Remove it
key-recovery-remove-sure = Yes, the paper shall open nothing
key-recovery-keep = Keep it
key-recovery-copies = Copies that you saved elsewhere still open with it. Save a new copy, and delete them.

key-keyring = This computer’s keyring
key-keyring-on = The keyring opens this audit without the passphrase. So can whoever uses your account on this computer. It also notices when somebody puts an older copy in the place of the audit.
key-keyring-remove = Let it open no more
key-keyring-off = The keyring does not open this audit. With it you would not need to type the passphrase, and an older copy in the place of the audit would be noticed. But whoever uses your account on this computer could open it too.
key-keyring-go = Let it open
key-keyring-open = Let the keyring open it too

key-idle = When it locks by itself
key-idle-what = It locks when nobody uses it for a while. On Linux it also locks when the screen is locked or the computer goes to sleep. What you typed and did not save is kept.
key-idle-after = Lock without use after
key-idle-never = Never while this window is open
key-idle-never-what = Whoever comes to this computer while you are away could read everything in the audit.
key-idle-keep = Keep this
key-idle-kept = Kept.

key-copy = Save a copy
key-copy-what = The whole audit in one encrypted file, for a stick or another disk. It opens with what opens the audit today, also on another computer. Whoever finds it can read nothing without that.
key-copy-go = Save a copy…
key-copy-saved = Saved, and read back once: it is whole.
key-copy-not-saved = Nothing was saved.
key-backups = Backups that the app keeps
key-backups-none = None yet. One is made when you open the audit again after working on it.
key-backups-what = Should the audit ever be damaged, one of these can be put back on the start screen. They are on the same disk, so a lost or broken computer takes them along: save a copy elsewhere too.

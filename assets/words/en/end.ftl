# Ending and deleting.

end-title = End or delete
end-practice = End practice
end-practice-what = Deletes the invented person and all that practising wrote. Your own audit, if there is one, is not touched.
end-stop = Stop for now
end-stop-what = Press “{ common-lock }” at the top or close the window. Everything is saved, and your passphrase opens it again. Come back in some weeks: records return, and a second look is worth it.
end-delete = Delete everything
end-delete-from = This deletes from this computer:
end-delete-audits = your audit and the practice audit,
end-delete-backups = the backups that the app kept of them, and copies of damaged ones,
end-delete-keys = their keys, also in the keyring,
end-delete-window = what the window stored: its settings, its temporary files.
end-delete-for-good = It cannot be undone, not with the passphrase and not with the recovery key.
end-delete-yours = Files that you saved yourself, such as a checklist or a copy of the audit, stay where you put them.
# What has to be typed, in small letters, so that a slip of the hand deletes nothing.
end-delete-word = delete
end-delete-confirm = To confirm, type the word “{ end-delete-word }”

# After deleting.
end-deleted = Everything is deleted
end-deleted-part = Not everything was deleted
end-deleted-all = The audits, their keys, their backups and what the window stored are gone from this computer.
end-deleted-close = Close Unlisted now: the window’s last temporary files go then.
end-left = What could not be deleted
end-left-again = Try to delete it again
end-left-file-what = A file or folder is still there.
end-left-file-then = Delete it in your file manager. If that is refused, it may belong to another user of this computer.
end-left-in-use-what = An audit is open in another window of Unlisted, so nothing of it was deleted.
end-left-in-use-then = Close the other window, then delete again.
end-left-keyring-secret-what = A key is still in the system keyring, under the name “unlisted”.
end-left-keyring-secret-then = It opens nothing any more. You can remove it in your system’s password settings.
end-left-perhaps-keyring-secret-what = A key may still be in the system keyring, under the name “unlisted”.
end-left-perhaps-keyring-secret-then = The file that would have told was damaged. Look in your system’s password settings, and remove it there.
end-never = What no program can delete
end-never-files = Files that you saved: checklists, letters, tables, copies of the audit. Delete them where you put them.
end-never-paper = Your paper with the recovery key. It opens copies that you saved: tear it up when they are gone.
end-never-disk = Old bytes on the disk. A disk can keep what was deleted for a while, and backups of your system keep it longer. It was encrypted all the time: reading it would take your passphrase or your recovery key.
end-never-sites = What sites were asked, and what you sent to them yourself.
end-close = Close Unlisted
end-begin = Begin anew instead

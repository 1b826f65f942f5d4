# What happened, and what to do: a pair for every code of the contract (ErrorCode).

error-wrong-passphrase-what = This passphrase does not open the audit.
error-wrong-passphrase-then = Check capital letters and the keyboard layout, then try again. Nothing was changed.

error-not-a-recovery-key-what = This recovery key is mistyped: a letter is missing, too many, or another one.
error-not-a-recovery-key-then = Compare it with your paper, group by group. Capital letters, spaces and hyphens make no difference.

error-wrong-recovery-key-what = This recovery key does not open the audit.
error-wrong-recovery-key-then = It is typed without a mistake, but belongs to another audit, or a newer key was made since. Look for another paper.

error-passphrase-too-short-what = This passphrase is too short.
error-passphrase-too-short-then = Use at least 10 characters. Four or five ordinary words are easier to remember.

error-vault-in-use-what = Unlisted is already open in another window.
error-vault-in-use-then = Close the other window, then try again.

error-vault-damaged-what = The stored audit is damaged and does not open as it is.
error-vault-damaged-then = Nothing was deleted. Often all or most of it can be saved: repair it, or put back a backup.

error-vault-changed-what = The stored audit is not as this app wrote it last.
error-vault-changed-then = A failing disk does this, or a folder that was put back from elsewhere. If neither is likely, somebody may have changed it: stop here and get advice, best from another device.

error-vault-rolled-back-what = The audit on this disk is an older copy than the one last used here.
error-vault-rolled-back-then = This is so after a backup was put back. What was written after that copy is not in it.

error-vault-unfit-folder-what = The app’s folder is on a network drive, or on a disk formatted like a stick (FAT).
error-vault-unfit-folder-then = There an audit could be lost in a power cut, or read by others. Move the folder to this computer’s own disk.

error-vault-copied-what = This folder was copied while the app had it open, so its parts do not fit together.
error-vault-copied-then = Best close the app where it was copied from, copy the whole folder again, and open that copy.

error-vault-newer-what = A later version of Unlisted wrote this audit.
error-vault-newer-then = Open it with that version, or update this one.

error-vault-exists-what = There is an audit on this computer already.
error-vault-exists-then = Go back and unlock it. To start over, delete it first.

error-disk-full-what = The disk is full.
error-disk-full-then = Free some space, then try again. What was saved before is safe.

error-disk-read-only-what = The app may not write to its folder.
error-disk-read-only-then = Check that the disk is not write-protected and that the folder belongs to you.

error-disk-failed-what = The disk did not answer as it should.
error-disk-failed-then = Try again. If it happens again, copy your files to another disk soon.

error-keyring-locked-what = The system keyring is locked.
error-keyring-locked-then = Unlock it in your system settings and ask it again, or use the passphrase.

error-keyring-missing-what = The system keyring does not hold the key, or holds another one.
error-keyring-missing-then = Use the passphrase or the recovery key. If you did not change the keyring yourself, somebody else may have.

error-keyring-unavailable-what = The system keyring did not answer.
error-keyring-unavailable-then = Use the passphrase. It is enough. If you start the keyring, ask it again.

error-keyring-elsewhere-what = The key is in the keyring of another kind of computer.
error-keyring-elsewhere-then = Use the passphrase or the recovery key. Both open the audit on every computer.

error-not-a-copy-what = The chosen file is no copy of an audit.
error-not-a-copy-then = Choose a file that Unlisted saved; its name ends in .unlisted. Nothing was changed.

error-copy-damaged-what = This copy is damaged or incomplete.
error-copy-damaged-then = Try another copy. The audit in place was not touched.

error-copy-newer-what = A later version of Unlisted wrote this copy.
error-copy-newer-then = Update the app, then put the copy back. Nothing was changed.

error-copy-needs-passphrase-what = The system keyring does not open this copy any more, because something in it was deleted for good since.
error-copy-needs-passphrase-then = Use the passphrase or the recovery key that it had when it was made.

error-copy-not-as-written-what = The disk gave back something else than was written, so the copy was not kept.
error-copy-not-as-written-then = Save it to another stick or disk. The audit itself is safe.

error-case-locked-what = The audit is locked.
error-case-locked-then = Unlock it with your passphrase. Everything saved is still there.

error-not-attested-what = It has not been said whose audit this is.
error-not-attested-then = Go to “Whose audit” first. It takes one click.

error-nothing-allowed-what = No site is allowed yet, so there is nothing to check.
error-nothing-allowed-then = Allow at least one site in the plan.

error-plan-changed-what = The plan is no longer the one you saw, so nothing was sent.
error-plan-changed-then = The new plan is shown here. Look through it, then press “Check now” again.

error-day-limit-what = One audit may look up 40 different facts in a day, and this would be more. Nothing was sent.
error-day-limit-then = The plan says when it fits again. Facts that were looked up today can be asked again at any time.

error-never-send-what = A fact in this question may not be sent any more.
error-never-send-then = Nothing was sent. If you want it sent after all, allow it in “Your facts” and check again.

error-scan-running-what = A check is still running.
error-scan-running-then = Wait until it ends, or stop it, then try again.

error-gone-what = This is no longer there.
error-gone-then = Open this step again from the list on the left.

error-value-empty-what = Nothing is written here.
error-value-empty-then = Fill in this field, or go back if you do not want to say it.

error-value-too-long-what = This is too long.
error-value-too-long-then = Shorten it, and enter one fact at a time.

error-value-strange-what = There is a character here that does not belong.
error-value-strange-then = Remove symbols that are not part of it. Letters of every language are fine.

error-not-a-link-what = This is not a web link.
error-not-a-link-then = Copy it whole from your browser’s address bar. It begins with https:// or http://.

error-not-an-email-what = This is not a whole e-mail address.
error-not-an-email-then = It needs a part before the @ and a part after it, such as name@example.com.

error-not-a-phone-what = This is not a possible phone number.
error-not-a-phone-then = Check the number of digits, and start with + and the country code.

error-country-code-missing-what = The country code is missing.
error-country-code-missing-then = Start with + and the code: +1 for the US and Canada, +44 for the UK.

error-not-a-date-what = This is not a date.
error-not-a-date-then = Write it as year-month-day, such as 2026-03-31.

error-not-a-birth-date-what = This cannot be a date of birth.
error-not-a-birth-date-then = Write the whole date as year-month-day, or only the year.

error-minor-what = This app is made for people of 18 and over.
error-minor-then = A younger person should do this with an advocate. Local child safety groups can help.

error-not-a-domain-what = This is not a domain.
error-not-a-domain-then = Write only the name of the site, such as example.com.

error-address-too-vague-what = This address needs a city or a postcode.
error-address-too-vague-then = Add one of them. You can leave out the street.

error-file-unreadable-what = The chosen file could not be read.
error-file-unreadable-then = Check that it is still there and that you may open it, then choose it again. Nothing was changed.

error-not-a-list-what = The chosen file is not such a list.
error-not-a-list-then = Choose the list’s own file: wmn-data.json of WhatsMyName, or data.json of Sherlock. Nothing was changed.

error-not-in-practice-what = Practice has the sources that came with the app only.
error-not-in-practice-then = Add a list in an audit of your own.

error-saved-too-large-what = The chosen file is too large to be a saved page.
error-saved-too-large-then = Save the page again as “HTML only”, without its pictures.

error-saved-not-a-page-what = The chosen file is empty or is no saved page.
error-saved-not-a-page-then = In your browser choose “Save page as…”, then “HTML only” or “single file (MHTML)”, once the page has loaded.

error-saved-damaged-what = The chosen file is damaged or was cut short, so a record could be missing from it.
error-saved-damaged-then = Save the page again and choose the new file.

error-saved-elsewhere-what = This page was saved from another site.
error-saved-elsewhere-then = Open the page with the button above, save that one, and choose it here.

error-not-a-proxy-what = This is not the address of a proxy that can be used.
error-not-a-proxy-then = Write it like socks5h://127.0.0.1:1080 or http://127.0.0.1:8080, with nothing after the port.

error-proxy-tells-names-what = With this kind of proxy your own network would see the name of every site that is asked.
error-proxy-tells-names-then = Write socks5h:// instead: then the proxy looks the names up.

error-no-certificates-what = This computer has no list of trusted certificates, so no site can be trusted.
error-no-certificates-then = Install your system’s certificate package (on Debian and Ubuntu: ca-certificates), then try again. Nothing was sent.

error-save-failed-what = The file could not be written.
error-save-failed-then = Choose another folder, or check that there is space, then try again.

error-open-failed-what = The link could not be opened in your browser.
error-open-failed-then = Open your browser yourself and go to the site named here.

error-practice-unavailable-what = The practice sites did not start on this computer.
error-practice-unavailable-then = Close the app and open it again. Nothing was sent anywhere.

error-bug-what = Something went wrong inside the app. It is not your fault.
error-bug-then = What you saved is safe. Try again; if it happens again, restart the app.

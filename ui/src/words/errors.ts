import type { ErrorCode } from '../ipc/contract';

/** What happened, and what to do. */
export interface Advice {
  what: string;
  then: string;
}

/** Advice for every code; a new code without advice does not compile. */
export const ERRORS: Record<ErrorCode, Advice> = {
  wrong_passphrase: {
    what: 'This passphrase does not open the audit.',
    then: 'Check capital letters and the keyboard layout, then try again. Nothing was changed.',
  },
  not_a_recovery_key: {
    what: 'This recovery key is mistyped: a letter is missing, too many, or another one.',
    then: 'Compare it with your paper, group by group. Capital letters, spaces and hyphens make no difference.',
  },
  wrong_recovery_key: {
    what: 'This recovery key does not open the audit.',
    then: 'It is typed without a mistake, but belongs to another audit, or a newer key was made since. Look for another paper.',
  },
  passphrase_too_short: {
    what: 'This passphrase is too short.',
    then: 'Use at least 10 characters. Four or five ordinary words are easier to remember.',
  },
  vault_in_use: {
    what: 'Unlisted is already open in another window.',
    then: 'Close the other window, then try again.',
  },
  vault_damaged: {
    what: 'The stored audit is damaged and does not open as it is.',
    then: 'Nothing was deleted. Often all or most of it can be saved: repair it, or put back a backup.',
  },
  vault_changed: {
    what: 'The stored audit is not as this app wrote it last.',
    then: 'A failing disk does this, or a folder that was put back from elsewhere. If neither is likely, somebody may have changed it: stop here and get advice, best from another device.',
  },
  vault_rolled_back: {
    what: 'The audit on this disk is an older copy than the one last used here.',
    then: 'This is so after a backup was put back. What was written after that copy is not in it.',
  },
  vault_unfit_folder: {
    what: 'The app’s folder is on a network drive, or on a disk formatted like a stick (FAT).',
    then: 'There an audit could be lost in a power cut, or read by others. Move the folder to this computer’s own disk.',
  },
  vault_copied: {
    what: 'This folder was copied while the app had it open, so its parts do not fit together.',
    then: 'Best close the app where it was copied from, copy the whole folder again, and open that copy.',
  },
  vault_newer: {
    what: 'A later version of Unlisted wrote this audit.',
    then: 'Open it with that version, or update this one.',
  },
  vault_exists: {
    what: 'There is an audit on this computer already.',
    then: 'Go back and unlock it. To start over, delete it first.',
  },
  disk_full: {
    what: 'The disk is full.',
    then: 'Free some space, then try again. What was saved before is safe.',
  },
  disk_read_only: {
    what: 'The app may not write to its folder.',
    then: 'Check that the disk is not write-protected and that the folder belongs to you.',
  },
  disk_failed: {
    what: 'The disk did not answer as it should.',
    then: 'Try again. If it happens again, copy your files to another disk soon.',
  },
  keyring_locked: {
    what: 'The system keyring is locked.',
    then: 'Unlock it in your system settings and ask it again, or use the passphrase.',
  },
  keyring_missing: {
    what: 'The system keyring does not hold the key, or holds another one.',
    then: 'Use the passphrase or the recovery key. If you did not change the keyring yourself, somebody else may have.',
  },
  keyring_unavailable: {
    what: 'The system keyring did not answer.',
    then: 'Use the passphrase. It is enough. If you start the keyring, ask it again.',
  },
  keyring_elsewhere: {
    what: 'The key is in the keyring of another kind of computer.',
    then: 'Use the passphrase or the recovery key. Both open the audit on every computer.',
  },
  not_a_copy: {
    what: 'The chosen file is no copy of an audit.',
    then: 'Choose a file that Unlisted saved; its name ends in .unlisted. Nothing was changed.',
  },
  copy_damaged: {
    what: 'This copy is damaged or incomplete.',
    then: 'Try another copy. The audit in place was not touched.',
  },
  copy_newer: {
    what: 'A later version of Unlisted wrote this copy.',
    then: 'Update the app, then put the copy back. Nothing was changed.',
  },
  copy_needs_passphrase: {
    what: 'The system keyring does not open this copy any more, because something in it was deleted for good since.',
    then: 'Use the passphrase or the recovery key that it had when it was made.',
  },
  copy_not_as_written: {
    what: 'The disk gave back something else than was written, so the copy was not kept.',
    then: 'Save it to another stick or disk. The audit itself is safe.',
  },
  case_locked: {
    what: 'The audit is locked.',
    then: 'Unlock it with your passphrase. Everything saved is still there.',
  },
  not_attested: {
    what: 'It has not been said whose audit this is.',
    then: 'Go to “Whose audit” first. It takes one click.',
  },
  nothing_allowed: {
    what: 'No site is allowed yet, so there is nothing to check.',
    then: 'Allow at least one site in the plan.',
  },
  plan_changed: {
    what: 'The plan is no longer the one you saw, so nothing was sent.',
    then: 'The new plan is shown here. Look through it, then press “Check now” again.',
  },
  day_limit: {
    what: 'One audit may look up 40 different facts in a day, and this would be more. Nothing was sent.',
    then: 'The plan says when it fits again. Facts that were looked up today can be asked again at any time.',
  },
  never_send: {
    what: 'A fact in this question may not be sent any more.',
    then: 'Nothing was sent. If you want it sent after all, allow it in “Your facts” and check again.',
  },
  scan_running: {
    what: 'A check is still running.',
    then: 'Wait until it ends, or stop it, then try again.',
  },
  gone: {
    what: 'This is no longer there.',
    then: 'Open this step again from the list on the left.',
  },
  value_empty: {
    what: 'Nothing is written here.',
    then: 'Fill in this field, or go back if you do not want to say it.',
  },
  value_too_long: {
    what: 'This is too long.',
    then: 'Shorten it, and enter one fact at a time.',
  },
  value_strange: {
    what: 'There is a character here that does not belong.',
    then: 'Remove symbols that are not part of it. Letters of every language are fine.',
  },
  not_a_link: {
    what: 'This is not a web link.',
    then: 'Copy it whole from your browser’s address bar. It begins with https:// or http://.',
  },
  not_an_email: {
    what: 'This is not a whole e-mail address.',
    then: 'It needs a part before the @ and a part after it, such as name@example.com.',
  },
  not_a_phone: {
    what: 'This is not a possible phone number.',
    then: 'Check the number of digits, and start with + and the country code.',
  },
  country_code_missing: {
    what: 'The country code is missing.',
    then: 'Start with + and the code: +1 for the US and Canada, +44 for the UK.',
  },
  not_a_date: {
    what: 'This is not a date.',
    then: 'Write it as year-month-day, such as 2026-03-31.',
  },
  not_a_birth_date: {
    what: 'This cannot be a date of birth.',
    then: 'Write the whole date as year-month-day, or only the year.',
  },
  minor: {
    what: 'This app is made for people of 18 and over.',
    then: 'A younger person should do this with an advocate. Local child safety groups can help.',
  },
  not_a_domain: {
    what: 'This is not a domain.',
    then: 'Write only the name of the site, such as example.com.',
  },
  address_too_vague: {
    what: 'This address needs a city or a postcode.',
    then: 'Add one of them. You can leave out the street.',
  },
  file_unreadable: {
    what: 'The chosen file could not be read.',
    then: 'Check that it is still there and that you may open it, then choose it again. Nothing was changed.',
  },
  not_a_list: {
    what: 'The chosen file is not such a list.',
    then: 'Choose the list’s own file: wmn-data.json of WhatsMyName, or data.json of Sherlock. Nothing was changed.',
  },
  not_in_practice: {
    what: 'Practice has the sources that came with the app only.',
    then: 'Add a list in an audit of your own.',
  },
  saved_too_large: {
    what: 'The chosen file is too large to be a saved page.',
    then: 'Save the page again as “HTML only”, without its pictures.',
  },
  saved_not_a_page: {
    what: 'The chosen file is empty or is no saved page.',
    then: 'In your browser choose “Save page as…”, then “HTML only” or “single file (MHTML)”, once the page has loaded.',
  },
  saved_damaged: {
    what: 'The chosen file is damaged or was cut short, so a record could be missing from it.',
    then: 'Save the page again and choose the new file.',
  },
  saved_elsewhere: {
    what: 'This page was saved from another site.',
    then: 'Open the page with the button above, save that one, and choose it here.',
  },
  not_a_proxy: {
    what: 'This is not the address of a proxy that can be used.',
    then: 'Write it like socks5h://127.0.0.1:1080 or http://127.0.0.1:8080, with nothing after the port.',
  },
  proxy_tells_names: {
    what: 'With this kind of proxy your own network would see the name of every site that is asked.',
    then: 'Write socks5h:// instead: then the proxy looks the names up.',
  },
  no_certificates: {
    what: 'This computer has no list of trusted certificates, so no site can be trusted.',
    then: 'Install your system’s certificate package (on Debian and Ubuntu: ca-certificates), then try again. Nothing was sent.',
  },
  save_failed: {
    what: 'The file could not be written.',
    then: 'Choose another folder, or check that there is space, then try again.',
  },
  open_failed: {
    what: 'The link could not be opened in your browser.',
    then: 'Open your browser yourself and go to the site named here.',
  },
  practice_unavailable: {
    what: 'The practice sites did not start on this computer.',
    then: 'Close the app and open it again. Nothing was sent anywhere.',
  },
  bug: {
    what: 'Something went wrong inside the app. It is not your fault.',
    then: 'What you saved is safe. Try again; if it happens again, restart the app.',
  },
};

/** The advice for a code, also for one that this version does not know. */
export function adviceFor(code: ErrorCode): Advice {
  return ERRORS[code] ?? ERRORS.bug;
}

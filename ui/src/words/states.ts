/** Words for the closed lists of the contract. */
export const BANDS: Record<string, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

/** What each band means, in one line. */
export const BAND_MEANS: Record<string, string> = {
  critical: 'Shows where you, or somebody close to you, can be met.',
  high: 'Somebody could reach you, or join your names together.',
  medium: 'Helps somebody who already knows a part.',
  low: 'Little harm alone. Do these last.',
};

/** How a source stands in a check. */
export const SCAN_STATES: Record<string, string> = {
  waiting: 'Waiting',
  asking: 'Asking now',
  found: 'Shows something',
  not_found: 'Showed nothing',
  could_not_check: 'Could not check',
};

/** What the person may say about a finding, in the order of the buttons. */
export const DECISIONS: { id: string; test: string; name: string }[] = [
  { id: 'me', test: 'decide-me', name: 'Me' },
  { id: 'not_me', test: 'decide-not-me', name: 'Not me' },
  { id: 'not_sure', test: 'decide-not-sure', name: 'Not sure' },
  { id: 'relative', test: 'decide-relative', name: 'A relative of mine' },
];

/** What the person said before, as it stands in a sentence. */
export const SAID: Record<string, string> = {
  me: 'me',
  not_me: 'not me',
  relative: 'a relative of mine',
};

/** In what a record is like the one that was decided before. */
export const RESEMBLANCE: Record<string, string> = {
  same_site: 'It is on the same site.',
  copy: 'Both sites have one owner.',
  alike: 'Both show nearly the same facts.',
};

/** How like the person's own facts a record is. */
export const LIKENESS: Record<string, string> = {
  same: 'Very likely you',
  possible: 'May be you',
  other: 'Probably somebody else',
};

/** How a task stands. */
export const TASK_STATES: Record<string, string> = {
  open: 'To do',
  asked: 'Asked, waiting',
  done: 'Done',
  could_not: 'Could not be done',
};

/** How a disclosure ended, in the ledger. */
export const OUTCOMES: Record<string, string> = {
  listed: 'It showed something',
  not_listed: 'It showed nothing',
  sent: 'No answer yet',
  opened: 'Opened by you',
  not_sent: 'Stopped before it was sent',
};

/** What a code without a word of its own reads like. */
export function plain(code: string): string {
  return code.replaceAll('_', ' ').replaceAll('-', ' ');
}

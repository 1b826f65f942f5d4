/** What the person may say about a record, in the order of the buttons, each with its handle. */
export const DECISIONS = [
  { id: 'me', test: 'decide-me' },
  { id: 'not_me', test: 'decide-not-me' },
  { id: 'not_sure', test: 'decide-not-sure' },
  { id: 'relative', test: 'decide-relative' },
] as const;

/** The steps of an audit, in order. */
export const STEPS = ['attest', 'profile', 'plan', 'scan', 'review', 'danger', 'tasks', 'export'] as const;

/** Pages that are no steps. */
export const PAGES = ['ledger', 'keys', 'end'] as const;

/** Every screen of the app. */
export type Screen = 'start' | (typeof STEPS)[number] | (typeof PAGES)[number];

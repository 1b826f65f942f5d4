/** Every screen of the app. */
export type Screen =
  | 'start'
  | 'attest'
  | 'profile'
  | 'plan'
  | 'scan'
  | 'review'
  | 'danger'
  | 'tasks'
  | 'export'
  | 'ledger'
  | 'keys'
  | 'end';

/** The steps of an audit, in order. */
export const STEPS: { screen: Screen; name: string }[] = [
  { screen: 'attest', name: 'Whose audit' },
  { screen: 'profile', name: 'Your facts' },
  { screen: 'plan', name: 'Plan' },
  { screen: 'scan', name: 'Check' },
  { screen: 'review', name: 'Review' },
  { screen: 'danger', name: 'Danger' },
  { screen: 'tasks', name: 'Tasks' },
  { screen: 'export', name: 'Checklist' },
];

/** Pages that are no steps. */
export const PAGES: { screen: Screen; name: string }[] = [
  { screen: 'ledger', name: 'What was sent' },
  { screen: 'keys', name: 'Locks and copies' },
  { screen: 'end', name: 'End or delete' },
];

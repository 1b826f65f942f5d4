/** What is kept in an audit, as it stands in "some of: ...". */
const KEPT: Record<string, string> = {
  fact: 'your facts',
  plan: 'plans, and what you allowed',
  scan: 'checks',
  answer: 'answers of sites',
  finding: 'records that were found, and your decisions about them',
  task: 'what you did about tasks',
  ledger: 'what was sent',
  setting: 'settings',
};

/** The words for a kind of entry; one that this version does not know is still said. */
export function keptName(kind: string): string {
  return KEPT[kind] ?? kind.replaceAll('_', ' ');
}

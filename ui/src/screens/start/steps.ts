import type { AppView, Proof, RepairedView } from '../../ipc/contract';

/** What is to be said or done between opening and the first screen. What it holds goes with the start screen. */
export type Step =
  | { say: 'key'; key: string }
  | { say: 'repaired'; repaired: RepairedView }
  /** Opened with a recovery key: the passphrase is forgotten, most likely. */
  | { say: 'passphrase'; key: string };

/** The passphrase that practice begins with, in every language. Shown in clear: it protects invented facts only. */
export const SUGGESTED = 'practice passphrase';

/** Takes what was opened, and what comes before the first screen. */
export type Opened = (view: AppView, steps?: Step[]) => void;

/** What comes before the first screen, after a vault was opened with this proof. */
export function stepsAfter(view: AppView, proof: Proof): Step[] {
  const steps: Step[] = [];
  if (view.opened?.repaired) steps.push({ say: 'repaired', repaired: view.opened.repaired });
  if (proof.way === 'recovery') steps.push({ say: 'passphrase', key: proof.text });
  return steps;
}

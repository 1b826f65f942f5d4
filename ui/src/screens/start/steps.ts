import type { AppView, RepairedView } from '../../ipc/contract';

/** What is to be said or done between opening and the first screen. What it holds goes with the start screen. */
export type Step =
  | { say: 'key'; key: string }
  | { say: 'repaired'; repaired: RepairedView }
  /** Opened with a recovery key: the passphrase is forgotten, most likely. */
  | { say: 'passphrase'; key: string };

/** Takes what was opened, and what comes before the first screen. */
export type Opened = (view: AppView, steps?: Step[]) => void;

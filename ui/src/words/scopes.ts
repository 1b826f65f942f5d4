import type { Scope } from '../ipc/contract';

/** What a plan that is not the whole one asks, and what becomes of the rest. */
export const SCOPES: Record<Exclude<Scope, 'everything'>, string> = {
  unknown: 'Only the questions that a program could not find out the last time. The other answers stay as they are.',
  changed: 'Only the questions that are new or have changed since the last check. The other answers stay as they are.',
};

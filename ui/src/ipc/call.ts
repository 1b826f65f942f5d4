import { invoke } from '@tauri-apps/api/core';

import type { Commands, UiError } from './contract';

/** A command was refused; `problem` says why and at which field. */
export class Refusal extends Error {
  constructor(readonly problem: UiError) {
    super(problem.code);
  }
}

/**
 * Asks the app to run one command of the contract.
 * Rejects with a `Refusal` and nothing else, whatever the shell answers.
 */
export async function call<K extends keyof Commands>(
  name: K,
  request: Commands[K]['request'],
): Promise<Commands[K]['response']> {
  try {
    return await invoke<Commands[K]['response']>(name, { request });
  } catch (reason) {
    throw new Refusal(problemOf(reason));
  }
}

/** The shell's own refusals are bare texts; only the app's have a code. */
export function problemOf(reason: unknown): UiError {
  if (reason instanceof Refusal) return reason.problem;
  if (typeof reason === 'object' && reason !== null && 'code' in reason && typeof reason.code === 'string') {
    const at = 'at' in reason && typeof reason.at === 'string' ? reason.at : null;
    return { code: reason.code as UiError['code'], at };
  }
  return { code: 'bug', at: null };
}

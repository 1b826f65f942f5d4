import type { ErrorCode } from '../ipc/contract';
import { kebab } from './kebab';
import { isMessage, word } from './word';

/** What happened, and what to do. */
export interface Advice {
  what: string;
  then: string;
}

/** The advice for a code, also for one that this version does not know. A new code without words does not compile. */
export function adviceFor(code: ErrorCode): Advice {
  const known = isMessage(`error-${kebab(code)}-what`) ? kebab(code) : 'bug';
  return { what: word(`error-${known}-what`), then: word(`error-${known}-then`) };
}

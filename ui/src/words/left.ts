import type { LeftWhat } from '../ipc/contract';
import type { Advice } from './errors';
import { kebab } from './kebab';
import { word } from './word';

/** What a deletion could leave behind, and what to do about it. */
export function leftAdvice(left: LeftWhat): Advice {
  return { what: word(`end-left-${kebab(left)}-what`), then: word(`end-left-${kebab(left)}-then`) };
}

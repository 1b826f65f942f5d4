import { isMessage, word, wordIfKnown } from './word';

/** The kinds of fact, in the order in which they help most. */
export const KINDS = [
  'username',
  'name',
  'address',
  'phone',
  'email',
  'birth',
  'domain',
  'relative',
  'affiliation',
] as const;
export type Kind = (typeof KINDS)[number];

/** The kinds of name, in the order of the choice. */
export const NAME_KINDS = ['legal', 'stage', 'nickname', 'maiden', 'former'] as const;

/** How to write a fact, where that needs words. */
export function howToWrite(kind: Kind): string | undefined {
  const id = `fact-${kind}-write`;
  return isMessage(id) ? word(id) : undefined;
}

/** The word for a kind. */
export function kindName(id: string): string {
  return wordIfKnown(`fact-${id}-name`, id);
}

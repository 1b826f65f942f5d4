import { kebab } from './kebab';
import { wordIfKnown } from './word';

/** The words for a kind of entry, as it stands in "some of: ..."; one that this version does not know is still said. */
export function keptName(kind: string): string {
  return wordIfKnown(`start-kept-${kebab(kind)}`, kind);
}

import { wordIfKnown } from './word';

/** Groups of sources, in their order on the screen. */
export const CATEGORIES = [
  'people-search',
  'username',
  'profile',
  'public-record',
  'breach',
  'domain',
  'search-engine',
  'map',
];

/** Puts things into the groups, in order; a group we have no words for comes last. */
export function byCategory<T extends { category: string }>(things: T[]) {
  const others = [...new Set(things.map((thing) => thing.category))].filter((id) => !CATEGORIES.includes(id));
  return [...CATEGORIES, ...others]
    .map((id) => ({
      id,
      name: wordIfKnown(`state-group-${id}`, id),
      what: wordIfKnown(`state-group-${id}-what`, ''),
      members: things.filter((thing) => thing.category === id),
    }))
    .filter((category) => category.members.length > 0);
}

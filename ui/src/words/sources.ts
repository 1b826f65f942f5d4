/** Groups of sources: the order on the screen and what each is. */
export const CATEGORIES: { id: string; name: string; what: string }[] = [
  { id: 'people-search', name: 'People-search sites', what: 'They sell addresses, phone numbers and relatives by name.' },
  { id: 'username', name: 'User names', what: 'Whether a profile with your user name exists.' },
  { id: 'profile', name: 'Profiles and accounts', what: 'What public profiles and key servers say about you.' },
  { id: 'public-record', name: 'Public records', what: 'Registers that states and courts publish.' },
  { id: 'breach', name: 'Leaks', what: 'Whether an address of yours was in a known leak.' },
  { id: 'domain', name: 'Domains', what: 'What the register says about a domain of yours.' },
  { id: 'search-engine', name: 'Search engines', what: 'What a stranger sees first.' },
  { id: 'map', name: 'Maps and street pictures', what: 'Whether your house can be looked at.' },
];

/** Puts things into the groups, in order; a group we have no words for comes last. */
export function byCategory<T extends { category: string }>(things: T[]) {
  const known = CATEGORIES.map((category) => category.id);
  const others = [...new Set(things.map((thing) => thing.category))].filter((id) => !known.includes(id));
  return [...CATEGORIES, ...others.map((id) => ({ id, name: id, what: '' }))]
    .map((category) => ({ ...category, members: things.filter((thing) => thing.category === category.id) }))
    .filter((category) => category.members.length > 0);
}

/** What the app asks about a person: why, and where it would be used. */
export interface KindWords {
  id: string;
  /** On the button that picks it. */
  name: string;
  /** Over the field. */
  field: string;
  /** Why it is asked. */
  why: string;
  /** Where it would be used. */
  where: string;
  /** How to write it. */
  write?: string;
}

/** In the order in which they help most. */
export const KINDS: KindWords[] = [
  {
    id: 'username',
    name: 'User name',
    field: 'User name or handle',
    why: 'Most strangers start from it.',
    where: 'Sites where people have profiles are asked whether this name exists.',
    write: 'Without the @.',
  },
  {
    id: 'name',
    name: 'Name',
    field: 'Name',
    why: 'People-search sites sort by name.',
    where: 'People-search sites, public records and search engines, if you allow them.',
  },
  {
    id: 'address',
    name: 'Address',
    field: 'Address',
    why: 'Where you live is what you most want to keep. Old addresses lead to the new one.',
    where: 'City and state help sites to find your record. The street is only compared on this computer.',
  },
  {
    id: 'phone',
    name: 'Phone',
    field: 'Phone number',
    why: 'A number leads to names and addresses.',
    where: 'Compared on this computer. Sent only to sites that search by number, if you allow them.',
    write: 'With + and the country code.',
  },
  {
    id: 'email',
    name: 'E-mail',
    field: 'E-mail address',
    why: 'It ties accounts together and shows up in leaks.',
    where: 'Leak checks and profile sites, if you allow them.',
  },
  {
    id: 'birth',
    name: 'Birth date or year',
    field: 'Date or year of birth',
    why: 'It tells you apart from people with your name.',
    where: 'Only compared on this computer, as an age.',
    write: 'Year-month-day, or only the year.',
  },
  {
    id: 'domain',
    name: 'Own domain',
    field: 'Domain you own',
    why: 'Its registration can show your name and address.',
    where: 'The public register of domains.',
    write: 'Such as example.com.',
  },
  {
    id: 'relative',
    name: 'Relative',
    field: 'Name of a relative',
    why: 'Records list relatives, so their name shows which record is yours. They may also need a warning.',
    where: 'Never sent and never searched. Only compared on this computer.',
  },
  {
    id: 'affiliation',
    name: 'Employer or school',
    field: 'Employer or school',
    why: 'Staff pages and club lists are often the first step to a name.',
    where: 'Only compared on this computer.',
  },
];

/** The kinds of name, in the order of the choice. */
export const NAME_KINDS: { id: string; name: string }[] = [
  { id: 'legal', name: 'Legal name' },
  { id: 'stage', name: 'Stage or pen name' },
  { id: 'nickname', name: 'Nickname' },
  { id: 'maiden', name: 'Name before marriage' },
  { id: 'former', name: 'Former name' },
];

/** Words for a finer kind. */
export const DETAILS: Record<string, string> = {
  ...Object.fromEntries(NAME_KINDS.map((kind) => [kind.id, kind.name])),
  current: 'I live there now',
  past: 'I lived there before',
};

/** The word for a kind. */
export function kindName(id: string): string {
  return KINDS.find((kind) => kind.id === id)?.name ?? id;
}

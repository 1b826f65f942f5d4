/** What a record seen by hand may show. */
export const SHOWS = ['name', 'street-address', 'city', 'phone', 'email', 'age', 'relatives', 'photos', 'employer'] as const;

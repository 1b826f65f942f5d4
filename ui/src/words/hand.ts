/** What a record seen by hand may show. */
export const SHOWS: { id: string; name: string }[] = [
  { id: 'name', name: 'Name' },
  { id: 'street-address', name: 'Street address' },
  { id: 'city', name: 'City' },
  { id: 'phone', name: 'Phone' },
  { id: 'email', name: 'E-mail' },
  { id: 'age', name: 'Age' },
  { id: 'relatives', name: 'Relatives' },
  { id: 'photos', name: 'Photos' },
  { id: 'employer', name: 'Employer' },
];

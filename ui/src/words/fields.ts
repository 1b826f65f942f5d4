/** Words for the kinds of fact that are compared. */
export const FIELDS: Record<string, string> = {
  name: 'Name',
  age: 'Age',
  birth: 'Birth',
  address: 'Address',
  phone: 'Phone',
  email: 'E-mail',
  username: 'User name',
  relative: 'Relatives',
  domain: 'Domain',
  other: 'Other',
};

/** The ways out that can be chosen, by the word that chooses them; `own` takes an address. */
export const ROUTES = ['direct', 'tor', 'tor-browser', 'own'] as const;

/** The ways out that can be chosen, by the word that chooses them; `own` takes an address. */
export const ROUTES: Record<string, { name: string; what: string }> = {
  direct: {
    name: 'Straight to each site',
    what: 'Each site sees the address of your connection, as when you open it in a browser.',
  },
  tor: {
    name: 'Through Tor',
    what: 'Needs the Tor service on this computer. Sites see a Tor address instead of yours; many of them then refuse to answer.',
  },
  'tor-browser': {
    name: 'Through an open Tor Browser',
    what: 'Uses the Tor of a Tor Browser that stays open meanwhile.',
  },
  own: {
    name: 'Through a proxy of mine',
    what: 'Sites see the proxy’s address, and the proxy sees which sites are asked, but not what is asked.',
  },
};

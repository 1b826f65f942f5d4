/** Answers about an invented person, for looking at the pages and for testing them without the app. */
import type {
  AppView,
  ExposureView,
  FindingView,
  LedgerView,
  PlanSource,
  PlanView,
  ProfileView,
  ReviewView,
  ScanSource,
  ScanView,
  TasksView,
  TaskView,
} from '../src/ipc/contract';
import { closed, opened } from './vault';

export * from './vault';

export const open: AppView = {
  ...closed,
  practice_vault: { state: 'open' },
  case: {
    label: 'Practice audit',
    practice: true,
    attested: true,
    identifiers: 6,
    scanned: true,
    undecided: 2,
    mine: 1,
  },
  opened,
};

export const fresh: AppView = {
  ...open,
  case: {
    label: 'My audit',
    practice: false,
    attested: false,
    identifiers: 0,
    scanned: false,
    undecided: 0,
    mine: 0,
  },
  opened: { ...opened, last_opened: null, last_change: null },
};

const fact = (id: string, kind: string, detail: string | null, masked: string, rest = {}) => ({
  id,
  kind,
  detail,
  masked,
  may_send: true,
  hidden: false,
  sources: 6,
  ...rest,
});

export const profile: ProfileView = {
  identifiers: [
    fact('i1', 'username', null, 'm••••••••'),
    fact('i2', 'name', 'legal', 'M•••• E•••••••'),
    fact('i3', 'name', 'former', 'O•• N•••', { may_send: false, hidden: true }),
    fact('i4', 'address', 'current', '1•• E•••••• St, S•••••••••, I•'),
    fact('i5', 'relative', null, 'P••• E•••••••', { may_send: false, sources: 0 }),
    fact('i6', 'affiliation', null, 'A•••• C••••••', { sources: 0 }),
  ],
};

const source = (id: string, name: string, category: string, rest: Partial<PlanSource> = {}): PlanSource => ({
  id,
  name,
  category,
  host: `${id}.example.com`,
  by_hand: false,
  why_by_hand: null,
  allowed: true,
  covers: 'everywhere',
  countries: [],
  name_in_host: false,
  checked_live: 'never',
  note: null,
  community: null,
  checks: [
    {
      id: `${id}-1`,
      sends: [
        { label: 'first name', masked: 'M••••' },
        { label: 'last name', masked: 'E•••••••' },
        { label: 'city', masked: 'S•••••••••' },
      ],
      control: false,
      joins: false, other_spelling: false, sends_hidden: false, why: 'Asks whether it shows somebody of that name; it learns the name.', further: 1,
    },
  ],
  key: null,
  left_out: 0,
  ...rest,
});

export const plan: PlanView = {
  sources: [
    source('people-a', 'People Directory A', 'people-search', { allowed: false }),
    source('people-b', 'People Directory B', 'people-search', {
      by_hand: true,
      why_by_hand: 'The site stops programs with a wall.',
    }),
    source('games', 'Games Profile', 'username', {
      left_out: 3,
      checks: [
        { id: 'g1', sends: [{ label: 'user name', masked: 'm••••••••' }], control: false, joins: false, other_spelling: false, sends_hidden: false, why: 'Asks whether it shows somebody of that name; it learns the name.', further: 1 },
        { id: 'g2', sends: [], control: true, joins: false, other_spelling: false, sends_hidden: false, why: 'Asks whether it shows somebody of that name; it learns the name.', further: 1 },
      ],
    }),
    source('filings', 'Company Filings', 'public-record', {
      note: 'Lists officers of companies.',
      key: { ask: 'A free key from the register’s developer pages.', given: false, optional: false },
    }),
    source('leaks', 'Leak List', 'breach', {
      checks: [
        { id: 'l1', sends: [{ label: 'e-mail', masked: 'm•••@e••••••.org' }], control: false, joins: false, other_spelling: false, sends_hidden: true, why: 'Asks whether it shows somebody of that name; it learns the name.', further: 1 },
      ],
    }),
    source('streets', 'Street Pictures', 'map', { by_hand: true, why_by_hand: 'Only eyes can tell.' }),
  ],
  gaps: [
    { name: 'Phone Book C', why: 'It searches by phone number, and none is entered.' },
    { name: 'Court Portal D', why: 'It covers a state where you have not lived.' },
  ],
  will_send: 4,
  limit: null,
  by_hand: 2,
  joining: 0,
  hidden: 1,
  place_known: true,
  facts: [
    { id: 'i1', kind: 'username', detail: null, masked: 'm••••••••', included: true, questions: 1 },
    { id: 'i2', kind: 'name', detail: 'legal', masked: 'M•••• E•••••••', included: true, questions: 3 },
  ],
  pairs: [
    {
      id: 'i3+i4',
      facts: [
        { id: 'i3', kind: 'name', detail: 'former', masked: '•••', included: true, questions: 0 },
        { id: 'i4', kind: 'address', detail: 'current', masked: 'S•••••••••, I•', included: true, questions: 3 },
      ],
      sources: ['People Directory A', 'People Directory B'],
      together: false,
    },
  ],
};

const at = (id: string, name: string, category: string, rest: Partial<ScanSource> = {}): ScanSource => ({
  id,
  name,
  category,
  host: `${id}.example.com`,
  by_hand: false,
  look_for: null,
  state: { state: 'waiting' },
  open_checks: [],
  answered_checks: [],
  look_checks: [],
  reads_saved: false,
  earlier: [],
  ...rest,
});

export const scan: ScanView = {
  running: false,
  started: true,
  done: 4,
  unanswered: 0,
  unknown: 1,
  changed: 0,
  notices: [],
  total: 4,
  sources: [
    at('people-a', 'People Directory A', 'people-search', {
      state: { state: 'found', listings: 2, partly: 'The site did not answer in time.' },
    }),
    at('games', 'Games Profile', 'username', { state: { state: 'not_found' } }),
    at('filings', 'Company Filings', 'public-record', {
      state: {
        state: 'could_not_check',
        reason: 'blocked',
        explain: 'The site refused to answer a program.',
        advice: 'Open it in your own browser and look there.',
      },
      look_checks: ['f1'],
      reads_saved: true,
      earlier: [],
    }),
    at('streets', 'Street Pictures', 'map', {
      by_hand: true,
      look_for: 'A clear picture of your front door, windows or car.',
      open_checks: ['s1', 's2'],
    }),
    at('engine', 'Search Engine', 'search-engine', {
      by_hand: true,
      look_for: 'A result with your name and where you live.',
      state: { state: 'not_found' },
      answered_checks: ['e1', 'e2'],
    }),
  ],
};

export const running: ScanView = {
  ...scan,
  running: true,
  done: 1,
  unknown: 0,
  sources: scan.sources.map((one, index) =>
    index === 0 ? one : { ...one, state: index === 1 ? { state: 'asking' } : { state: 'waiting' } },
  ),
};

const finding = (id: string, name: string, rest: Partial<FindingView> = {}): FindingView => ({
  id,
  source: name,
  category: 'people-search',
  host: `${id}.example.com`,
  likeness: 'same',
  rows: [
    { field: 'name', theirs: ['M•••• E•••••••'], yours: ['M•••• E•••••••'], agrees: true, new_to_us: false },
    { field: 'age', theirs: ['3•'], yours: ['3•'], agrees: true, new_to_us: false },
    {
      field: 'address',
      theirs: ['1•• E•••••• St, S•••••••••', '2•• S••••• Ave, P•••••'],
      yours: ['1•• E•••••• St, S•••••••••'],
      agrees: true,
      new_to_us: false,
    },
    { field: 'phone', theirs: ['+1 ••• ••• ••42'], yours: [], agrees: null, new_to_us: true },
  ],
  agrees: ['First and last name are the same.', 'The current city is the same.'],
  disagrees: ['The middle initial differs.'],
  decision: 'undecided',
  band: 'critical',
  sites: 1,
  came_back: false,
  said_before: null,
  earlier: [],
  ...rest,
});

export const review: ReviewView = {
  findings: [
    finding('f1', 'People Directory A'),
    finding('f2', 'Phone Book C', { likeness: 'possible', band: 'high' }),
    finding('f3', 'Games Profile', {
      category: 'username',
      band: 'medium',
      decision: 'me',
      rows: [{ field: 'username', theirs: ['m••••••••'], yours: ['m••••••••'], agrees: true, new_to_us: false }],
      disagrees: [],
    }),
  ],
};

export const exposure: ExposureView = {
  bands: [
    { band: 'critical', count: 1 },
    { band: 'high', count: 1 },
    { band: 'medium', count: 1 },
    { band: 'low', count: 0 },
  ],
  findings: [
    {
      id: 'f1',
      source: 'People Directory A',
      band: 'critical',
      harm: 5,
      reach: 4,
      reasons: ['It shows a street address that is current.', 'It is found by name alone.'],
      confirmed: true,
    },
    {
      id: 'f2',
      source: 'Phone Book C',
      band: 'high',
      harm: 4,
      reach: 3,
      reasons: ['It ties a phone number to a name.'],
      confirmed: false,
    },
  ],
  could_not_check: ['People Directory A', 'Company Filings', 'Street Pictures'],
};

const task = (id: string, title: string, rest: Partial<TaskView> = {}): TaskView => ({
  id,
  title,
  why: 'It shows where you live to anybody who knows your name.',
  band: 'critical',
  steps: ['Open the removal page.', 'Paste the link of your record.', 'Confirm by e-mail.'],
  link_host: 'people-a.example.com',
  has_letter: true,
  law: 'California Delete Act, 45 days',
  due: '2026-12-04',
  due_why: 'Ask first where it hurts most.',
  flags: [
    'asks for an e-mail address',
    'Keep a copy of every page you see: some sites move a record to a new address after a request, so the link alone does not prove anything later on.',
  ],
  already_has: ['name', 'address', 'age'],
  would_teach: ['e-mail address'],
  clears: ['People Directory B', 'Phone Book C'],
  listings: 2,
  state: 'open',
  next_advice:
    'Begin with this: switch on your carrier’s lock, which some call SIM protection, number lock or port freeze, and look again ten days after asking.',
  ...rest,
});

export const tasks: TasksView = {
  tasks: [
    task('t1', 'Ask People Directory A to remove your record'),
    task('t2', 'Ask Phone Book C to remove your number', { band: 'high', state: 'asked', flags: [], clears: [] }),
    task('t3', 'Close the old games profile', {
      band: 'medium',
      state: 'done',
      has_letter: false,
      law: null,
      would_teach: [],
      flags: ['asks for an identity document'],
    }),
  ],
};

export const ledger: LedgerView = {
  rows: [
    {
      at: '2026-11-20T10:15:30Z',
      source: 'People Directory A',
      host: 'people-a.example.com',
      sent: ['first name M••••', 'last name E•••••••'],
      outcome: 'listed',
    },
    {
      at: '2026-11-20T10:15:34Z',
      source: 'Company Filings',
      host: 'filings.example.com',
      sent: ['last name E•••••••'],
      outcome: 'blocked',
    },
    { at: '2026-11-20T10:15:36Z', source: 'Games Profile', host: 'games.example.com', sent: [], outcome: 'not_listed' },
  ],
};

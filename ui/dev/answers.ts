/** The app's side of the contract, played from the samples: enough to walk through every page. */
import type {
  AppView,
  Commands,
  CopiesView,
  IdleView,
  ListsView,
  OpenedView,
  ProfileView,
  Proof,
  ReviewView,
  RouteView,
  ScanView,
  TasksView,
  UiError,
  UnfinishedView,
  WhyLocked,
} from '../src/ipc/contract';
import { KEY_LENGTH, plainKey } from '../src/parts/recovery';
import * as sample from './sample';

type Answers = { [K in keyof Commands]: (request: Commands[K]['request']) => Commands[K]['response'] };

function refuse(code: UiError['code'], at: string | null = null): never {
  throw { code, at } satisfies UiError as unknown as Error;
}

/** Answers that remember what was said, starting from `view`. */
export function makeAnswers(view: AppView): Answers {
  let state = view;
  let profile: ProfileView = sample.profile;
  let plan = sample.plan;
  let scan: ScanView = sample.scan;
  let review: ReviewView = sample.review;
  let tasks: TasksView = sample.tasks;
  let lists: ListsView = { lists: [], practice: false, left: [] };
  let route: RouteView = { kind: 'direct', shown: '', practice: false };
  let why: WhyLocked | null = null;
  let idle: IdleView = { minutes: 5, choices: [1, 5, 15, 30, 60] };
  let unfinished: UnfinishedView = { fields: [] };
  let stuck = sample.STUCK.get(view);
  let ways = { ...sample.ways, keyring_offer: view.keyring };
  let copies: CopiesView = sample.copies;
  const prove = (proof: Proof, at: { passphrase: string; recovery: string }) => {
    if (proof.way === 'keyring') return state.keyring === 'available' ? undefined : refuse('keyring_locked');
    if (proof.way === 'passphrase') return proof.text.length < 10 ? refuse('wrong_passphrase', at.passphrase) : undefined;
    if (plainKey(proof.text).length !== KEY_LENGTH) refuse('not_a_recovery_key', 'recovery');
    if (plainKey(proof.text) !== plainKey(sample.KEY)) refuse('wrong_recovery_key', at.recovery);
  };
  const toOpen = { passphrase: 'passphrase', recovery: 'recovery' };
  const toChange = { passphrase: 'proof', recovery: 'proof' };
  const openAgain = (practice: boolean, found: Partial<OpenedView> = {}) => {
    stuck = undefined;
    open({ practice, attested: true, identifiers: 6, scanned: true, undecided: 2 });
    state = { ...state, opened: { ...sample.opened, ...found } };
    return state;
  };
  const open = (change: Partial<NonNullable<AppView['case']>>) => {
    const base = state.case ?? sample.fresh.case;
    if (base) state = { ...state, case: { ...base, ...change } };
    return state;
  };
  return {
    app_view: () => state,
    start: (request) => {
      if (request.passphrase.length < 10) refuse('passphrase_too_short', 'passphrase');
      const opened = { ...sample.opened, last_opened: null, last_change: null, older: 'can_not_be_noticed' as const };
      open({ practice: request.practice, label: request.label, attested: false, scanned: false });
      state = { ...state, opened };
      ways = { ...ways, keyring: request.keyring, recovery: request.recovery, backups: [] };
      return { view: state, recovery_key: request.recovery ? sample.KEY : null };
    },
    unlock: ({ practice, proof }) => {
      prove(proof, toOpen);
      if (stuck) refuse(stuck);
      return openAgain(practice);
    },
    repair: ({ practice, proof }) => {
      prove(proof, toOpen);
      return openAgain(practice, { repaired: view === sample.torn ? sample.salvaged : sample.repaired, kept_copy: true });
    },
    accept_older: () => {
      stuck = undefined;
      return state;
    },
    keyring_again: () => {
      ways = { ...ways, keyring_offer: 'available' };
      return (state = { ...state, keyring: 'available' });
    },
    ways_view: () => ways,
    passphrase_set: ({ proof, passphrase }) => {
      if (passphrase.length < 10) refuse('passphrase_too_short', 'passphrase');
      prove(proof, toChange);
      return ways;
    },
    keyring_add: (proof) => {
      prove(proof, toChange);
      return (ways = { ...ways, keyring: true });
    },
    keyring_remove: () => (ways = { ...ways, keyring: false }),
    recovery_make: (proof) => {
      prove(proof, toChange);
      ways = { ...ways, recovery: true };
      return { key: sample.KEY, ways };
    },
    recovery_remove: () => (ways = { ...ways, recovery: false }),
    copy_save: () => ({ saved: true }),
    copies_view: () => copies,
    copy_choose: () => (copies = { ...copies, chosen: sample.chosen }),
    restore: ({ practice, proof }) => {
      prove(proof, toOpen);
      return openAgain(practice);
    },
    quit: () => null,
    lock: () => {
      why = { why: 'by_hand' };
      return (state = { ...sample.locked });
    },
    still_here: () => null,
    lock_why: () => why,
    idle_view: () => idle,
    idle_set: ({ minutes }) => (idle = { ...idle, minutes }),
    unfinished_view: () => unfinished,
    unfinished_reveal: (id) => ({ text: `what was typed in field ${id}` }),
    unfinished_drop: () => (unfinished = { fields: [] }),
    practice_end: () => (state = sample.closed),
    wipe: () => ({ view: (state = sample.closed), left: view === sample.stubborn ? sample.left : [] }),
    attest: () => open({ attested: true }),
    profile_view: () => profile,
    identifier_add: (draft) => {
      if (draft.type === 'text' && draft.text === '') refuse('value_empty', 'text');
      if (draft.type === 'name' && draft.last === '') refuse('value_empty', 'last');
      const kind = draft.type === 'text' ? draft.kind : draft.type;
      const id = `i${profile.identifiers.length + 1}`;
      const added = { id, kind, detail: null, masked: '•••••', may_send: true, hidden: false, sources: 3 };
      profile = { identifiers: [...profile.identifiers, added] };
      open({ identifiers: profile.identifiers.length });
      return profile;
    },
    identifier_change: (change) => {
      profile = { identifiers: profile.identifiers.map((one) => (one.id === change.id ? { ...one, ...change } : one)) };
      return profile;
    },
    identifier_remove: (id) => (profile = { identifiers: profile.identifiers.filter((one) => one.id !== id) }),
    identifier_reveal: () => ({ text: 'mapleinvent' }),
    plan_view: () => plan,
    plan_choose: ({ sources, allow }) => {
      const chosen = (id: string) => sources.includes(id);
      plan = { ...plan, sources: plan.sources.map((one) => (chosen(one.id) ? { ...one, allowed: allow } : one)) };
      return plan;
    },
    check_reveal: () => ({
      url: 'https://people-a.example.com/find?first=Maple&last=Example',
      body: null,
      values: [
        { label: 'first name', masked: 'Maple' },
        { label: 'last name', masked: 'Example' },
      ],
    }),
    plan_facts: ({ facts, include }) => {
      plan = { ...plan, facts: plan.facts.map((one) => (facts.includes(one.id) ? { ...one, included: include } : one)) };
      return plan;
    },
    plan_pair: ({ pair, together }) => {
      plan = { ...plan, pairs: plan.pairs.map((one) => (one.id === pair ? { ...one, together } : one)) };
      return plan;
    },
    key_set: () => plan,
    scan_start: ({ checks }) => {
      if (checks.length === 0) refuse('nothing_allowed');
      open({ scanned: true });
      return scan;
    },
    ledger_export: () => ({ saved: true }),
    lists_view: () => lists,
    list_add: ({ kind }) => {
      if (kind === 'sherlock') refuse('not_a_list');
      const list = { list: 'WhatsMyName', licence: 'CC BY-SA 4.0', authors: ['Many people'], url: 'https://lists.example.org/', sources: 700 };
      return (lists = { ...lists, lists: [list], left: [{ name: 'Broken entry', why: 'its address has no place for the name' }] });
    },
    list_remove: () => (lists = { ...lists, lists: [], left: [] }),
    route_view: () => route,
    route_set: ({ address }) => {
      if (address.startsWith('socks5:')) refuse('proxy_tells_names', 'address');
      if (address.includes('@') || address === '') refuse('not_a_proxy', 'address');
      const kind = address === 'direct' ? 'direct' : address.startsWith('tor') ? 'tor' : 'socks';
      return (route = { ...route, kind, shown: kind === 'direct' ? '' : address });
    },
    route_check: () => ({
      works: route.kind === 'direct',
      explain: route.kind === 'direct' ? 'No proxy is used.' : 'The proxy cannot be used, so nothing would be asked.',
      advice: route.kind === 'direct' ? '' : 'Start the proxy or Tor, or correct its address and port.',
    }),
    scan_resume: () => (scan = { ...scan, running: true, unanswered: 0 }),
    scan_cancel: () => (scan = { ...scan, running: false }),
    scan_view: () => scan,
    hand_open: () => ({ opened: false, instead: 'In practice no browser is opened. You would see a page with no picture of the house.', ask_first: null }),
    saved_read: ({ from }) => (from === null ? { saved: 'where_from' } : { saved: 'kept', view: scan }),
    hand_answer: ({ check, answer }) => {
      if (answer.saw === 'listed' && !/^(https?:.*)?$/.test(answer.link)) refuse('not_a_link', 'link');
      const sources = scan.sources.map((one) => {
        if (!one.open_checks.includes(check)) return one;
        const open_checks = one.open_checks.filter((id) => id !== check);
        return { ...one, open_checks, answered_checks: [...one.answered_checks, check] };
      });
      scan = { ...scan, sources };
      return scan;
    },
    review_view: () => review,
    finding_reveal: () => ({
      link: 'https://people-a.example.com/record/1',
      rows: [{ field: 'name', theirs: ['Maple Example'], yours: ['Maple Example'] }],
    }),
    finding_decide: ({ finding, decision }) => {
      review = { findings: review.findings.map((one) => (one.id === finding ? { ...one, decision } : one)) };
      open({ undecided: review.findings.filter((one) => one.decision === 'undecided').length });
      return review;
    },
    exposure_view: () => sample.exposure,
    tasks_view: () => tasks,
    task_links: () => ({ links: ['https://people-a.example.com/r/1', 'https://people-a.example.com/r/2'] }),
    task_letter: () => ({ to: 'privacy@people-a.example.com', text: 'To whom it may concern,\n\nplease remove…' }),
    hand_open_straight: () => ({ opened: true, instead: null, ask_first: null }),
    hand_copy: () => ({ link: 'https://streets.example.com/?at=invented' }),
    task_open_straight: () => ({ opened: true, instead: null, ask_first: null }),
    task_open: () => ({ opened: true, instead: null, ask_first: null }),
    task_mark: ({ task, state: next }) =>
      (tasks = { tasks: tasks.tasks.map((one) => (one.id === task ? { ...one, state: next } : one)) }),
    ledger_view: () => sample.ledger,
    checklist_export: () => ({ saved: true }),
  };
}

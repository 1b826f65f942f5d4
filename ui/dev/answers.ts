/** The app's side of the contract, played from the samples: enough to walk through every page. */
import type { AppView, Commands, IdleView, ListsView, ProfileView, ReviewView, RouteView, ScanView, TasksView, UiError, UnfinishedView, WhyLocked } from '../src/ipc/contract';
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
  let older = view === sample.older;
  const open = (change: Partial<NonNullable<AppView['case']>>) => {
    const base = state.case ?? sample.fresh.case;
    if (base) state = { ...state, case: { ...base, ...change } };
    return state;
  };
  return {
    app_view: () => state,
    start: (request) => {
      if (request.passphrase.length < 10) refuse('passphrase_too_short', 'passphrase');
      return open({ practice: request.practice, label: request.label, attested: false, scanned: false });
    },
    unlock: (request) => {
      if (older) refuse('vault_rolled_back');
      if (request.passphrase !== null && request.passphrase.length < 10) refuse('wrong_passphrase', 'passphrase');
      return open({ practice: request.practice, attested: true, identifiers: 6, scanned: true, undecided: 2 });
    },
    accept_older: () => {
      older = false;
      return state;
    },
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
    wipe: () => (state = sample.closed),
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
    hand_open: () => ({ opened: false, instead: 'In practice no browser is opened. You would see a page with no picture of the house.' }),
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
    task_open: () => ({ opened: true, instead: null }),
    task_mark: ({ task, state: next }) =>
      (tasks = { tasks: tasks.tasks.map((one) => (one.id === task ? { ...one, state: next } : one)) }),
    ledger_view: () => sample.ledger,
    checklist_export: () => ({ saved: true }),
  };
}

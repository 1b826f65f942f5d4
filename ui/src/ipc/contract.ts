// Written by `cargo test -p unlisted-app --test contract`; change crates/app/src/contract instead.

export type ErrorCode = "wrong_passphrase" | "not_a_recovery_key" | "wrong_recovery_key" | "passphrase_too_short" | "vault_in_use" | "vault_damaged" | "vault_changed" | "vault_rolled_back" | "vault_newer" | "vault_exists" | "vault_unfit_folder" | "vault_copied" | "disk_full" | "disk_read_only" | "disk_failed" | "keyring_locked" | "keyring_missing" | "keyring_unavailable" | "keyring_elsewhere" | "not_a_copy" | "copy_damaged" | "copy_newer" | "copy_needs_passphrase" | "copy_not_as_written" | "case_locked" | "not_attested" | "nothing_allowed" | "plan_changed" | "day_limit" | "never_send" | "scan_running" | "gone" | "value_empty" | "value_too_long" | "value_strange" | "not_a_link" | "not_an_email" | "not_a_phone" | "country_code_missing" | "not_a_date" | "not_a_birth_date" | "minor" | "not_a_domain" | "address_too_vague" | "file_unreadable" | "not_a_list" | "not_in_practice" | "saved_too_large" | "saved_not_a_page" | "saved_damaged" | "saved_elsewhere" | "not_a_proxy" | "proxy_tells_names" | "no_certificates" | "save_failed" | "open_failed" | "practice_unavailable" | "bug";
export type UiError = { 
/**
 * What went wrong.
 */
code: ErrorCode, 
/**
 * The field it belongs to, by its name in the request.
 */
at: string | null, };
export type AppView = { 
/**
 * The person's own vault.
 */
vault: VaultState, 
/**
 * The practice vault.
 */
practice_vault: VaultState, 
/**
 * Whether the system keyring can be offered.
 */
keyring: KeyringOffer, 
/**
 * The open case.
 */
case: CaseView | null, 
/**
 * What opening it told.
 */
opened: OpenedView | null, };
export type StillHere = { 
/**
 * What stands typed in fields and is not saved yet; it replaces what was told before.
 */
unsaved: Array<Unsaved>, };
export type Unsaved = { 
/**
 * The field's label, as the page has it.
 */
label: string, 
/**
 * What stands in it.
 */
text: string, };
export type Idling = { "state": "here" } | { "state": "locking", 
/**
 * In so many seconds.
 */
seconds: number, 
/**
 * Whether something that was typed is not saved; it is kept all the same.
 */
unsaved: boolean, } | { "state": "covered" };
export type WhyLocked = { "why": "by_hand" } | { "why": "idle", 
/**
 * For so many minutes.
 */
minutes: number, } | { "why": "slept" } | { "why": "screen_locked" };
export type IdleView = { 
/**
 * After so many minutes; none while the window is open.
 */
minutes: number | null, 
/**
 * What can be chosen beside none.
 */
choices: Array<number>, };
export type SetIdle = { 
/**
 * One of the choices, or none for never while the window is open.
 */
minutes: number | null, };
export type UnfinishedView = { 
/**
 * The fields, in the order in which they stood on the page.
 */
fields: Array<UnfinishedField>, };
export type UnfinishedField = { 
/**
 * Names it for [`crate::App::unfinished_reveal`].
 */
id: string, 
/**
 * The field's label.
 */
label: string, };
export type VaultState = { "state": "none" } | { "state": "locked", 
/**
 * Whether the passphrase opens it.
 */
passphrase: boolean, 
/**
 * Whether the system keyring opens it.
 */
keyring: boolean, 
/**
 * Whether a recovery key opens it.
 */
recovery: boolean, } | { "state": "open" } | { "state": "unreadable" };
export type KeyringOffer = "available" | "locked" | "unavailable";
export type CaseView = { 
/**
 * The label the person chose.
 */
label: string, 
/**
 * Whether the person is invented.
 */
practice: boolean, 
/**
 * Whether whose audit this is has been said.
 */
attested: boolean, 
/**
 * Number of identifiers.
 */
identifiers: number, 
/**
 * Whether a scan has been started.
 */
scanned: boolean, 
/**
 * Findings without a decision.
 */
undecided: number, 
/**
 * Findings decided as the person's own.
 */
mine: number, };
export type OpenedView = { 
/**
 * When it was opened before this time, RFC 3339; none the first time.
 */
last_opened: string | null, 
/**
 * When something in it was changed last before this time, RFC 3339.
 */
last_change: string | null, 
/**
 * Whether an older copy in its place would have been noticed.
 */
older: OlderView, 
/**
 * What a repair saved and lost, where there was one.
 */
repaired: RepairedView | null, 
/**
 * Whether damage was found and a copy of the damaged store was kept.
 */
kept_copy: boolean, };
export type OlderView = "ruled_out" | "could_not_compare" | "can_not_be_noticed";
export type RepairedView = { 
/**
 * Saved, each whole and authentic.
 */
saved: number, 
/**
 * Lost, as far as it is known.
 */
lost: number, 
/**
 * The kinds of what was lost: `fact`, `plan`, `scan`, `answer`, `finding`, `task`, `ledger`, `setting`.
 */
lost_kinds: Array<string>, 
/**
 * Whether it is exactly as the last change left it.
 */
complete: boolean, 
/**
 * Whether removed records or older ones may be back.
 */
may_be_older: boolean, };
export type Start = { 
/**
 * Whether to practise with an invented person.
 */
practice: boolean, 
/**
 * A label for the case; need not be a name.
 */
label: string, 
/**
 * At least 10 characters.
 */
passphrase: string, 
/**
 * Whether the system keyring may open the vault too.
 */
keyring: boolean, 
/**
 * Whether to make a recovery key.
 */
recovery: boolean, };
export type Started = { 
/**
 * How things stand now.
 */
view: AppView, 
/**
 * Its recovery key, to be shown once and written on paper; kept nowhere.
 */
recovery_key: string | null, };
export type Unlock = { 
/**
 * Whether to open the practice vault.
 */
practice: boolean, 
/**
 * What the person has for it.
 */
proof: Proof, };
export type Proof = { "way": "passphrase", 
/**
 * As typed.
 */
text: string, } | { "way": "keyring" } | { "way": "recovery", 
/**
 * As typed from paper.
 */
text: string, };
export type Wiped = { 
/**
 * How things stand now.
 */
view: AppView, 
/**
 * What could not be deleted.
 */
left: Array<LeftOver>, };
export type LeftOver = { 
/**
 * What it is.
 */
what: LeftWhat, 
/**
 * Where it is.
 */
path: string | null, };
export type LeftWhat = "file" | "in_use" | "keyring_secret" | "perhaps_keyring_secret";
export type WaysView = { 
/**
 * Whether the system keyring opens it.
 */
keyring: boolean, 
/**
 * Whether the system keyring can be offered.
 */
keyring_offer: KeyringOffer, 
/**
 * Whether a recovery key opens it.
 */
recovery: boolean, 
/**
 * The copies that the app keeps, the newest first.
 */
backups: Array<CopyView>, };
export type SetPassphrase = { 
/**
 * What opens the vault until now.
 */
proof: Proof, 
/**
 * The new one, at least 10 characters.
 */
passphrase: string, };
export type RecoveryMade = { 
/**
 * The key in groups, to be shown once and written on paper; kept nowhere.
 */
key: string, 
/**
 * The ways now.
 */
ways: WaysView, };
export type CopyView = { 
/**
 * The number of a kept one.
 */
id: number, 
/**
 * When it was written, RFC 3339.
 */
written: string | null, 
/**
 * Whether a passphrase opens it.
 */
passphrase: boolean, 
/**
 * Whether the system keyring opens it.
 */
keyring: boolean, 
/**
 * Whether a recovery key opens it.
 */
recovery: boolean, };
export type CopiesView = { 
/**
 * Those that the app keeps, the newest first.
 */
kept: Array<CopyView>, 
/**
 * The file that the person chose; its `id` says nothing.
 */
chosen: CopyView | null, };
export type RestoreFrom = { "from": "kept", 
/**
 * Its number.
 */
id: number, } | { "from": "chosen" };
export type Restore = { 
/**
 * Whether the practice vault is meant.
 */
practice: boolean, 
/**
 * Which copy.
 */
copy: RestoreFrom, 
/**
 * What opens the copy.
 */
proof: Proof, };
export type About = "myself" | "client";
export type Attest = { 
/**
 * Whose audit this is.
 */
about: About, 
/**
 * Until when a client's consent holds, `YYYY-MM-DD`; none for oneself. At most 30 days ahead.
 */
until: string | null, };
export type ProfileView = { 
/**
 * In the order they were entered.
 */
identifiers: Array<IdentifierView>, };
export type IdentifierView = { 
/**
 * Its id.
 */
id: string, 
/**
 * `name`, `username`, `email`, `phone`, `address`, `birth`, `domain`, `relative`, `affiliation`.
 */
kind: string, 
/**
 * A finer kind: `legal`, `stage`, `former`, `nickname`, `maiden`; `current`, `past`.
 */
detail: string | null, 
/**
 * The value with most of it covered.
 */
masked: string, 
/**
 * Whether checks may send it.
 */
may_send: boolean, 
/**
 * Whether it never appears in a report, title or log.
 */
hidden: boolean, 
/**
 * How many sources could be asked with this kind of fact.
 */
sources: number, };
export type IdentifierDraft = { "type": "name" } & NameDraft | { "type": "address" } & AddressDraft | { "type": "text" } & TextDraft;
export type NameDraft = { 
/**
 * Given name.
 */
first: string, 
/**
 * Middle names.
 */
middle: string, 
/**
 * Family name.
 */
last: string, 
/**
 * Generation.
 */
suffix: string, 
/**
 * `legal`, `stage`, `former`, `nickname`, `maiden`.
 */
kind: string, };
export type AddressDraft = { 
/**
 * House number, street, unit.
 */
street: string, 
/**
 * City.
 */
city: string, 
/**
 * State or region.
 */
region: string, 
/**
 * Postcode.
 */
postcode: string, 
/**
 * Two-letter country code.
 */
country: string, 
/**
 * Whether the person lives there now.
 */
current: boolean, };
export type TextDraft = { 
/**
 * `username`, `email`, `phone`, `birth`, `domain`, `relative`, `affiliation`.
 */
kind: string, 
/**
 * As typed.
 */
text: string, };
export type Change = { 
/**
 * Which.
 */
id: string, 
/**
 * Whether checks may send it.
 */
may_send: boolean, 
/**
 * Whether it stays hidden.
 */
hidden: boolean, };
export type Revealed = { 
/**
 * The value.
 */
text: string, };
export type Scope = "everything" | "unknown" | "changed";
export type PlanView = { 
/**
 * Sources that apply.
 */
sources: Array<PlanSource>, 
/**
 * Sources that do not, and why.
 */
gaps: Array<GapView>, 
/**
 * Questions that would be sent now.
 */
will_send: number, 
/**
 * Hand checks the person would do.
 */
by_hand: number, 
/**
 * How many of both tell a site that facts of different lives belong together.
 */
joining: number, 
/**
 * How many of both send a hidden fact.
 */
hidden: number, 
/**
 * Whether it is known in which country the person lives; while it is not, sources of a country are grouped by it and
 * are allowed one group at a time.
 */
place_known: boolean, 
/**
 * The facts that may be sent; each can be left out of a plan.
 */
facts: Array<PlanFact>, 
/**
 * Facts of different lives that sources could be asked with together; none is, unless it is ticked.
 */
pairs: Array<PlanPair>, 
/**
 * Set where what is allowed is more than may be looked up today.
 */
limit: LimitView | null, };
export type LimitView = { 
/**
 * How many different look-ups a day may have.
 */
most: number, 
/**
 * How many the allowed sources would add.
 */
wanted: number, 
/**
 * How many are left today.
 */
left: number, 
/**
 * From when on they fit: an RFC 3339 moment; none where they are too many for any day.
 */
until: string | null, };
export type PlanFact = { 
/**
 * Its id.
 */
id: string, 
/**
 * `name`, `username`, `email`...: as in the profile.
 */
kind: string, 
/**
 * A finer kind: `legal`, `stage`, `former`...; `current`, `past`.
 */
detail: string | null, 
/**
 * The value with most of it covered.
 */
masked: string, 
/**
 * Whether it is asked about.
 */
included: boolean, 
/**
 * In how many questions of this plan it is.
 */
questions: number, };
export type PlanPair = { 
/**
 * Names it for `plan_pair`.
 */
id: string, 
/**
 * The facts, masked.
 */
facts: Array<PlanFact>, 
/**
 * The names of the sources that would learn that they belong together, if those may be asked.
 */
sources: Array<string>, 
/**
 * Whether the person lets them be told together.
 */
together: boolean, };
export type Covers = "everywhere" | "here" | "elsewhere" | "unknown";
export type ChooseFacts = { 
/**
 * Which facts.
 */
facts: Array<string>, 
/**
 * Whether they are asked about.
 */
include: boolean, 
/**
 * The plan that is on the screen.
 */
scope: Scope, };
export type TickPair = { 
/**
 * Which pair.
 */
pair: string, 
/**
 * Whether they may be told together.
 */
together: boolean, 
/**
 * The plan that is on the screen.
 */
scope: Scope, };
export type PlanSource = { 
/**
 * Its id.
 */
id: string, 
/**
 * The name people know.
 */
name: string, 
/**
 * Its category: `people-search`, `username`, `profile`, `public-record`, `breach`, `domain`, `search-engine`, `map`.
 */
category: string, 
/**
 * The host that would be asked.
 */
host: string, 
/**
 * Whether the person opens it themselves.
 */
by_hand: boolean, 
/**
 * Why by hand, one plain sentence.
 */
why_by_hand: string | null, 
/**
 * Whether it may be asked.
 */
allowed: boolean, 
/**
 * Whether it covers the person's country.
 */
covers: Covers, 
/**
 * The two-letter codes of the countries it covers; none for everywhere.
 */
countries: Array<string>, 
/**
 * Whether an account name is a part of the host's name, so that the network on the way sees it as well.
 */
name_in_host: boolean, 
/**
 * `never`, or the date the definition was last checked against the live site.
 */
checked_live: string, 
/**
 * A remark.
 */
note: string | null, 
/**
 * Where its definition is from, if it is not ours: the list and its licence, one plain sentence.
 */
community: string | null, 
/**
 * The questions.
 */
checks: Array<PlanCheck>, 
/**
 * The key it wants.
 */
key: KeyView | null, 
/**
 * Further look-ups that would be too many now and come first in the next plan; while one of them was not answered,
 * the source is never called "not found".
 */
left_out: number, };
export type PlanCheck = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it would send.
 */
sends: Array<SendsValue>, 
/**
 * Whether it asks about an invented value, to test the source.
 */
control: boolean, 
/**
 * Whether it tells the source that facts of different lives belong together.
 */
joins: boolean, 
/**
 * Whether it asks about the same fact in another spelling, or about part of a name.
 */
other_spelling: boolean, 
/**
 * Whether it would send a hidden fact.
 */
sends_hidden: boolean, 
/**
 * What is asked and what the source learns by it, one plain sentence or two; empty for older plans.
 */
why: string, 
/**
 * At most so many further requests to the same site: its rules for programs, more result pages, single records.
 */
further: number, };
export type SendsValue = { 
/**
 * `first name`, `city`, `user name`...
 */
label: string, 
/**
 * The value with most of it covered.
 */
masked: string, };
export type KeyView = { 
/**
 * What it is and where it is had.
 */
ask: string, 
/**
 * Whether the person gave one.
 */
given: boolean, 
/**
 * Whether the source can be asked without.
 */
optional: boolean, };
export type GapView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Why, one plain sentence.
 */
why: string, };
export type ChooseSources = { 
/**
 * Which sources.
 */
sources: Array<string>, 
/**
 * Whether they may be asked.
 */
allow: boolean, 
/**
 * The plan that is on the screen.
 */
scope: Scope, };
export type SetKey = { 
/**
 * Which source.
 */
source: string, 
/**
 * The key.
 */
key: string, 
/**
 * The plan that is on the screen.
 */
scope: Scope, };
export type RevealedCheck = { 
/**
 * The whole address, without a key.
 */
url: string, 
/**
 * The whole text that is sent besides the address.
 */
body: string | null, 
/**
 * Every value.
 */
values: Array<SendsValue>, };
export type ListsView = { 
/**
 * Each list.
 */
lists: Array<ListView>, 
/**
 * Whether this is practice, which has the shipped sources only.
 */
practice: boolean, 
/**
 * Entries that became no source, and why; only right after a list was added.
 */
left: Array<LeftView>, };
export type ListView = { 
/**
 * Its name.
 */
list: string, 
/**
 * Its licence.
 */
licence: string, 
/**
 * Who wrote it.
 */
authors: Array<string>, 
/**
 * Where it is from.
 */
url: string, 
/**
 * How many sources came of it.
 */
sources: number, };
export type LeftView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Why, in a few words.
 */
why: string, };
export type AddList = { 
/**
 * `whatsmyname` or `sherlock`.
 */
kind: string, };
export type RouteView = { 
/**
 * Its kind.
 */
kind: RouteKind, 
/**
 * Its address without a name and password; empty for the straight way.
 */
shown: string, 
/**
 * Whether this is practice, which never leaves this machine whatever is chosen.
 */
practice: boolean, };
export type RouteKind = "direct" | "tor" | "socks" | "http";
export type SetRoute = { 
/**
 * `direct`, `tor`, `tor-browser`, or the address of a proxy as `socks5h://HOST:PORT` or `http://HOST:PORT`, with
 * `NAME:PASSWORD@` before the host where it wants them.
 */
address: string, };
export type RouteChecked = { 
/**
 * Whether it can be used.
 */
works: boolean, 
/**
 * What was found, one plain sentence.
 */
explain: string, 
/**
 * What to do, one plain sentence; empty where there is nothing to do.
 */
advice: string, };
export type ScanView = { 
/**
 * Whether it is running.
 */
running: boolean, 
/**
 * Whether there has been one.
 */
started: boolean, 
/**
 * Questions answered.
 */
done: number, 
/**
 * Questions in all, hand checks not counted.
 */
total: number, 
/**
 * Questions that were never answered, because the app was ended or locked in the middle; they can still be asked.
 */
unanswered: number, 
/**
 * Questions that a program asked and could not find out.
 */
unknown: number, 
/**
 * Questions that are new, or that a changed definition would ask, since then.
 */
changed: number, 
/**
 * What there is to say about the running check, one plain sentence each.
 */
notices: Array<string>, 
/**
 * Every source of the accepted plan.
 */
sources: Array<ScanSource>, };
export type ScanSource = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its category.
 */
category: string, 
/**
 * Its host.
 */
host: string, 
/**
 * Whether the person looks themselves.
 */
by_hand: boolean, 
/**
 * What to look for, for hand sources.
 */
look_for: string | null, 
/**
 * How it stands.
 */
state: ScanState, 
/**
 * Ids of hand checks still to be answered.
 */
open_checks: Array<string>, 
/**
 * Ids of hand checks already answered; they can be answered again.
 */
answered_checks: Array<string>, 
/**
 * Ids of checks that a program could not find out, or not wholly, and a person may look at.
 */
look_checks: Array<string>, 
/**
 * Whether a page of it that the person saved can be read.
 */
reads_saved: boolean, 
/**
 * Answers that a later one took the place of, in the order of time; they stay as history.
 */
earlier: Array<EarlierView>, };
export type EarlierView = { 
/**
 * When: an RFC 3339 moment.
 */
at: string, 
/**
 * What, one plain sentence.
 */
what: string, };
export type ScanState = { "state": "waiting" } | { "state": "asking" } | { "state": "found", 
/**
 * How many listings.
 */
listings: number, 
/**
 * Why a part of its questions was not answered, one plain sentence; none when all were.
 */
partly: string | null, } | { "state": "not_found" } | { "state": "could_not_check", 
/**
 * The closed code.
 */
reason: string, 
/**
 * What happened, one plain sentence.
 */
explain: string, 
/**
 * What to do, one plain sentence.
 */
advice: string, };
export type Progress = { 
/**
 * Questions answered.
 */
done: number, 
/**
 * Questions in all.
 */
total: number, 
/**
 * Whether the scan is still running.
 */
running: boolean, 
/**
 * What there is to say about it, one plain sentence each.
 */
notices: Array<string>, 
/**
 * The source that changed.
 */
source: ScanSource | null, };
export type AcceptPlan = { 
/**
 * The ids of every check the person saw and allowed, hand checks and controls included.
 */
checks: Array<string>, 
/**
 * Which plan it was.
 */
scope: Scope, };
export type HandShown = { 
/**
 * Whether a browser was opened.
 */
opened: boolean, 
/**
 * In practice no live site is opened: what the person would have seen there.
 */
instead: string | null, 
/**
 * Set where nothing was opened yet, because another way out was chosen and the person's own browser would not take
 * it: that way. `hand_open_straight` and `task_open_straight` open it all the same.
 */
ask_first: RouteKind | null, };
export type CopiedLink = { 
/**
 * The link, in clear.
 */
link: string, };
export type Saw = { "saw": "listed", 
/**
 * The link of the record, as pasted.
 */
link: string, 
/**
 * What it shows: `name`, `street-address`, `city`, `phone`, `email`, `age`, `relatives`, `photos`, `employer`.
 */
shows: Array<string>, } | { "saw": "nothing" } | { "saw": "could_not" };
export type HandAnswer = { 
/**
 * Which check.
 */
check: string, 
/**
 * What was seen.
 */
answer: Saw, };
export type ReadSaved = { 
/**
 * The check that it answers.
 */
check: string, 
/**
 * The page's address, where the file chosen before did not say it; none to choose a file.
 */
from: string | null, };
export type SavedRead = { "saved": "closed" } | { "saved": "where_from" } | { "saved": "kept", 
/**
 * The scan as it stands now; the source's own line says what the page said.
 */
view: ScanView, };
export type ReviewView = { 
/**
 * Undecided first, then by likeness.
 */
findings: Array<FindingView>, };
export type FindingView = { 
/**
 * Its id.
 */
id: string, 
/**
 * The source's name.
 */
source: string, 
/**
 * The source's category.
 */
category: string, 
/**
 * Where the record is: host only.
 */
host: string, 
/**
 * `same`, `possible`, `other`.
 */
likeness: string, 
/**
 * What was compared, row by row.
 */
rows: Array<CompareRow>, 
/**
 * Value-free sentences: what agrees.
 */
agrees: Array<string>, 
/**
 * Value-free sentences: what disagrees.
 */
disagrees: Array<string>, 
/**
 * `undecided`, `me`, `not_me`, `not_sure`, `relative`.
 */
decision: string, 
/**
 * What the person said before that, in the order of time.
 */
earlier: Array<EarlierView>, 
/**
 * `critical`, `high`, `medium`, `low`.
 */
band: string, 
/**
 * How many sites of one owner show this same record; 1 where only this one does.
 */
sites: number, 
/**
 * Whether it was gone and is back.
 */
came_back: boolean, 
/**
 * What the person said about a record like this one; none where this one is decided.
 */
said_before: SaidBeforeView | null, };
export type SaidBeforeView = { 
/**
 * `me`, `not_me`, `relative`.
 */
decision: string, 
/**
 * The name of the source it is at.
 */
source: string, 
/**
 * `same_site`, `copy`, `alike`.
 */
because: string, };
export type CompareRow = { 
/**
 * `name`, `age`, `address`, `phone`, `email`, `username`, `relative`, `domain`, `other`.
 */
field: string, 
/**
 * What the site shows, masked.
 */
theirs: Array<string>, 
/**
 * What the profile says, masked.
 */
yours: Array<string>, 
/**
 * Whether they agree; none where there is nothing to compare.
 */
agrees: boolean | null, 
/**
 * Whether only the site has this kind of fact.
 */
new_to_us: boolean, };
export type RevealedFinding = { 
/**
 * The link to the record.
 */
link: string, 
/**
 * The rows in clear.
 */
rows: Array<RevealedRow>, };
export type RevealedRow = { 
/**
 * As in [`CompareRow`].
 */
field: string, 
/**
 * What the site shows.
 */
theirs: Array<string>, 
/**
 * What the profile says.
 */
yours: Array<string>, };
export type Decide = { 
/**
 * Which finding.
 */
finding: string, 
/**
 * `undecided`, `me`, `not_me`, `not_sure`, `relative`.
 */
decision: string, };
export type ExposureView = { 
/**
 * Number of findings per band, worst first.
 */
bands: Array<BandCount>, 
/**
 * Findings decided *me* or not yet decided, worst first.
 */
findings: Array<FindingSeverity>, 
/**
 * Names of sources nobody could check.
 */
could_not_check: Array<string>, };
export type BandCount = { 
/**
 * `critical`, `high`, `medium`, `low`.
 */
band: string, 
/**
 * How many.
 */
count: number, };
export type FindingSeverity = { 
/**
 * The finding's id.
 */
id: string, 
/**
 * The source's name.
 */
source: string, 
/**
 * Its band.
 */
band: string, 
/**
 * Harm 1 to 5.
 */
harm: number, 
/**
 * Reach 1 to 5.
 */
reach: number, 
/**
 * Why, in value-free sentences.
 */
reasons: Array<string>, 
/**
 * Whether the person said *me*.
 */
confirmed: boolean, };
export type LedgerView = { 
/**
 * In the order of time.
 */
rows: Array<LedgerRow>, };
export type LedgerRow = { 
/**
 * When, RFC 3339.
 */
at: string, 
/**
 * The source's name.
 */
source: string, 
/**
 * To whom.
 */
host: string, 
/**
 * What was sent, masked.
 */
sent: Array<string>, 
/**
 * `listed`, `not_listed`, a reason, `sent` while the answer is not in, or `not_sent` where the request was stopped at
 * the last moment.
 */
outcome: string, };
export type ExportLedger = { 
/**
 * Whether values are written in clear. Hidden facts never are.
 */
full: boolean, };
export type TasksView = { 
/**
 * In order.
 */
tasks: Array<TaskView>, };
export type TaskView = { 
/**
 * Its id.
 */
id: string, 
/**
 * One line, value-free.
 */
title: string, 
/**
 * Why, value-free.
 */
why: string, 
/**
 * `critical`, `high`, `medium`, `low`.
 */
band: string, 
/**
 * The steps.
 */
steps: Array<string>, 
/**
 * Host of the link, where there is one.
 */
link_host: string | null, 
/**
 * Whether there is a letter.
 */
has_letter: boolean, 
/**
 * The law and its days, where one helps.
 */
law: string | null, 
/**
 * `YYYY-MM-DD`.
 */
due: string, 
/**
 * Why then.
 */
due_why: string, 
/**
 * What it will ask for: "asks for an identity document".
 */
flags: Array<string>, 
/**
 * Facts the site already has.
 */
already_has: Array<string>, 
/**
 * Facts the form would newly teach it.
 */
would_teach: Array<string>, 
/**
 * Sites that this one removal clears; empty unless they are several.
 */
clears: Array<string>, 
/**
 * How many records it is about; their links are had by `task_links`.
 */
listings: number, 
/**
 * `open`, `asked`, `done`, `could_not`.
 */
state: string, 
/**
 * What to do next.
 */
next_advice: string, };
export type LetterView = { 
/**
 * To whom, where a mailbox is known.
 */
to: string | null, 
/**
 * The text.
 */
text: string, };
export type TaskLinks = { 
/**
 * In the order of the findings.
 */
links: Array<string>, };
export type MarkTask = { 
/**
 * Which task.
 */
task: string, 
/**
 * `open`, `asked`, `done`, `could_not`.
 */
state: string, };
export type Export = { 
/**
 * `markdown`, `csv`, `html`.
 */
format: string, 
/**
 * Whether values are written in clear. Hidden facts never are.
 */
full: boolean, };
export type Exported = { 
/**
 * Whether a file was written; `false` when the dialog was closed.
 */
saved: boolean, };

/** Every command with its request and response. */
export interface Commands {
  /** How things stand: locked, open, practising. */
  app_view: { request: null; response: AppView };
  /** Creates the vault and the case. */
  start: { request: Start; response: Started };
  /** Opens the vault with what the person has for it. */
  unlock: { request: Unlock; response: AppView };
  /** Opens a damaged vault, and saves what is authentic in it; a copy of the damaged store is kept. */
  repair: { request: Unlock; response: AppView };
  /** Asks the system keyring anew. */
  keyring_again: { request: null; response: AppView };
  /** Lets a vault open that an older copy replaced; it is unlocked as ever afterwards. */
  accept_older: { request: boolean; response: AppView };
  /** Forgets the keys. */
  lock: { request: null; response: AppView };
  /** Tells that somebody uses the window. */
  still_here: { request: StillHere; response: null };
  /** Why the app is locked; nothing is known of an earlier run. */
  lock_why: { request: null; response: WhyLocked | null };
  /** After how long without use the app locks. */
  idle_view: { request: null; response: IdleView };
  /** Chooses after how long. */
  idle_set: { request: SetIdle; response: IdleView };
  /** What was typed and not saved when the app locked. */
  unfinished_view: { request: null; response: UnfinishedView };
  /** Shows one of these fields in clear. */
  unfinished_reveal: { request: string; response: Revealed };
  /** Forgets what was typed. */
  unfinished_drop: { request: null; response: UnfinishedView };
  /** Deletes the practice case and everything it wrote. */
  practice_end: { request: null; response: AppView };
  /** Deletes the vault and everything the app ever wrote. */
  wipe: { request: null; response: Wiped };
  /** Closes the app. */
  quit: { request: null; response: null };
  /** The ways that open the vault, and its copies. */
  ways_view: { request: null; response: WaysView };
  /** Sets another passphrase. */
  passphrase_set: { request: SetPassphrase; response: WaysView };
  /** Lets the system keyring open the vault. */
  keyring_add: { request: Proof; response: WaysView };
  /** Lets the system keyring open it no more. */
  keyring_remove: { request: null; response: WaysView };
  /** Makes a new recovery key; the one before stops working. */
  recovery_make: { request: Proof; response: RecoveryMade };
  /** Takes the recovery key's way away. */
  recovery_remove: { request: null; response: WaysView };
  /** Writes a copy of the vault where a native dialog says. */
  copy_save: { request: null; response: Exported };
  /** The copies from which the own or the practice vault can be restored. */
  copies_view: { request: boolean; response: CopiesView };
  /** Lets the person choose a copy in a native dialog. */
  copy_choose: { request: boolean; response: CopiesView };
  /** Puts a copy in the place of the vault and opens it. */
  restore: { request: Restore; response: AppView };
  /** Stores whose audit this is. */
  attest: { request: Attest; response: AppView };
  /** The identifiers, masked. */
  profile_view: { request: null; response: ProfileView };
  /** Adds an identifier. */
  identifier_add: { request: IdentifierDraft; response: ProfileView };
  /** Changes the wishes about an identifier. */
  identifier_change: { request: Change; response: ProfileView };
  /** Removes an identifier. */
  identifier_remove: { request: string; response: ProfileView };
  /** Shows one identifier in clear. */
  identifier_reveal: { request: string; response: Revealed };
  /** What would be asked of whom. Sends nothing. */
  plan_view: { request: Scope; response: PlanView };
  /** Allows or skips sources. */
  plan_choose: { request: ChooseSources; response: PlanView };
  /** Leaves facts out of the plan, or takes them in again. */
  plan_facts: { request: ChooseFacts; response: PlanView };
  /** Lets facts of different lives be told together, or not any more. */
  plan_pair: { request: TickPair; response: PlanView };
  /** Shows one check in clear: the whole address and every value. */
  check_reveal: { request: string; response: RevealedCheck };
  /** Keeps a source's free key in the vault. */
  key_set: { request: SetKey; response: PlanView };
  /** The community lists that were added. */
  lists_view: { request: null; response: ListsView };
  /** Adds a community list from a file, chosen in a native dialog. */
  list_add: { request: AddList; response: ListsView };
  /** Takes a community list out again. */
  list_remove: { request: string; response: ListsView };
  /** How questions leave this machine. */
  route_view: { request: null; response: RouteView };
  /** Chooses how questions leave. */
  route_set: { request: SetRoute; response: RouteView };
  /** Whether the chosen proxy works; asks nobody but the proxy. */
  route_check: { request: null; response: RouteChecked };
  /** Asks what was accepted; returns at once, progress comes as events. */
  scan_start: { request: AcceptPlan; response: ScanView };
  /** Asks what the last check left unanswered; it was accepted then. */
  scan_resume: { request: null; response: ScanView };
  /** Stops asking. */
  scan_cancel: { request: null; response: ScanView };
  /** How the last scan stands. */
  scan_view: { request: null; response: ScanView };
  /** Opens a hand source in the person's own browser. */
  hand_open: { request: string; response: HandShown };
  /** Opens it there though another way out was chosen, which that browser does not take. */
  hand_open_straight: { request: string; response: HandShown };
  /** Gives a hand check's link to be opened in a browser that takes the chosen way. */
  hand_copy: { request: string; response: CopiedLink };
  /** Keeps what the person saw. */
  hand_answer: { request: HandAnswer; response: ScanView };
  /** Reads a page that the person saved, chosen in a native dialog. */
  saved_read: { request: ReadSaved; response: SavedRead };
  /** The findings beside the person's own facts, masked. */
  review_view: { request: null; response: ReviewView };
  /** Shows one finding in clear. */
  finding_reveal: { request: string; response: RevealedFinding };
  /** Keeps the person's decision about a finding. */
  finding_decide: { request: Decide; response: ReviewView };
  /** The findings with their severity. */
  exposure_view: { request: null; response: ExposureView };
  /** What to do, in order. */
  tasks_view: { request: null; response: TasksView };
  /** The links of a task's records, in clear. */
  task_links: { request: string; response: TaskLinks };
  /** The letter of a task, in clear. */
  task_letter: { request: string; response: LetterView };
  /** Opens a task's link in the person's own browser. */
  task_open: { request: string; response: HandShown };
  /** Opens it there though another way out was chosen, which that browser does not take. */
  task_open_straight: { request: string; response: HandShown };
  /** Keeps what the person did about a task. */
  task_mark: { request: MarkTask; response: TasksView };
  /** Everything that was disclosed: what, to whom, when. */
  ledger_view: { request: null; response: LedgerView };
  /** Writes the ledger where a native dialog says. */
  ledger_export: { request: ExportLedger; response: Exported };
  /** Writes the removal checklist where a native dialog says. */
  checklist_export: { request: Export; response: Exported };
}

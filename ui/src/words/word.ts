import { FluentBundle, FluentResource } from '@fluent/bundle';

import type { Messages } from './ids';

/** The id of a message for people. */
export type MessageId = keyof Messages;

/** The id of a message that says the same every time. */
type PlainId = { [Id in MessageId]: Messages[Id] extends null ? Id : never }[MessageId];

/** What a message needs beside its id: nothing, or its parameters. */
type Parameters<Id extends MessageId> = Messages[Id] extends null ? [] : [parameters: Messages[Id]];

/** The texts of every language that is shipped, by path; built into the pages, never fetched. */
const FILES = import.meta.glob<string>('../../../assets/words/*/*.ftl', { query: '?raw', import: 'default', eager: true });

/** The files of one language. */
const textsOf = (language: string) =>
  Object.entries(FILES).flatMap(([path, text]) => (path.includes(`/words/${language}/`) ? [text] : []));

let bundle = bundleOf('en', textsOf('en'));

function bundleOf(language: string, texts: string[]): FluentBundle {
  // What is put into a sentence keeps its own direction of writing, whatever that of the sentence.
  const made = new FluentBundle(language, { useIsolating: true });
  for (const text of texts) made.addResource(new FluentResource(text));
  return made;
}

/** Speaks a language from now on; what is on the screen already stays until it is drawn again. */
export function speak(language: string, texts = textsOf(language)): void {
  bundle = bundleOf(language, texts);
}

/** The language that is spoken, for dates and numbers. English is written as in Britain. */
export function spoken(): string {
  const language = bundle.locales[0] ?? 'en';
  return language === 'en' ? 'en-GB' : language;
}

/** Whether there are words for it, without parameters: what comes from the app may be of a later version. */
export function isMessage(id: string): id is PlainId {
  return bundle.hasMessage(id);
}

/** The words of a message, in the language that is spoken. */
export function word<Id extends MessageId>(id: Id, ...[parameters]: Parameters<Id>): string {
  const pattern = bundle.getMessage(id)?.value;
  // The tests find a message that is missing. If one is, an odd word is better than a page that does not open.
  return pattern ? bundle.formatPattern(pattern, parameters ?? null, []) : id;
}

/** As `word`, for a word of the contract that this version may not know: then the word itself is said. */
export function wordIfKnown(id: string, code: string): string {
  return isMessage(id) ? word(id) : code.replaceAll('_', ' ').replaceAll('-', ' ');
}

/** Plays the app for a test: answers from the samples, notes every command, and can speak events. */
import { emit } from '@tauri-apps/api/event';
import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { render, screen, within } from '@testing-library/svelte';
import { tick, type Component } from 'svelte';
import { expect, vi } from 'vitest';

import { makeAnswers } from '../dev/answers';
import type { AppView, Commands, UiError } from '../src/ipc/contract';
import { coverAll } from '../src/parts/reveal.svelte';
import { session } from '../src/session.svelte';
import type { Screen } from '../src/words/screens';

type Answers = ReturnType<typeof makeAnswers>;
type Changed = { [K in keyof Commands]?: (request: Commands[K]['request']) => unknown };

/** Every command that was asked for, in order. */
export const asked: { name: string; request: unknown }[] = [];

/** Plays the app from `view`; `changed` answers some commands otherwise. */
export function play(view: AppView, changed: Changed = {}): Answers {
  const answers = makeAnswers(view);
  const all = { ...answers, ...changed } as Record<string, (request: unknown) => unknown>;
  mockIPC(
    (name, payload) => {
      const request = (payload as { request?: unknown } | undefined)?.request;
      asked.push({ name, request });
      const answer = all[name];
      if (!answer) throw new Error(`no answer for ${name}`);
      return answer(request);
    },
    { shouldMockEvents: true },
  );
  return answers;
}

/** Refuses, as the app does. */
export function refuse(code: UiError['code'], at: string | null = null): () => never {
  return () => {
    throw { code, at } as unknown as Error;
  };
}

/** Says an event, as the app does. */
export const say = (name: 'progress' | 'locked' | 'idling', payload?: unknown) => emit(name, payload);

/** Shows one screen of an app that stands as `view` says, and waits until it has its content. */
export async function show(component: Component, view: AppView, at: Screen, changed: Changed = {}): Promise<void> {
  play(view, changed);
  session.view = view;
  session.screen = at;
  render(component);
  await settle();
}

/** Waits until promises and the page have come to rest. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await Promise.resolve();
    await tick();
  }
}

/** The element with this `data-test`, within another if given. */
export function part<T extends HTMLElement = HTMLElement>(test: string, inside: ParentNode = document): T {
  const found = inside.querySelector<T>(`[data-test="${test}"]`);
  if (!found) throw new Error(`nothing on the page has data-test="${test}"`);
  return found;
}

/** The marks around what is put into a sentence, which keep its direction of writing; nobody sees them. */
const ISOLATION = /[\u2068\u2069]/g;

/** What an element says, on one line, as it is read. */
export const textOf = (element: Element | null) => (element?.textContent ?? '').replace(ISOLATION, '').replace(/\s+/g, ' ').trim();

/** Everything the page says, on one line. */
export const words = () => textOf(document.body);

/** Whether a text is anywhere in the page: written, typed into a field, or in an attribute. */
export function holds(text: string): boolean {
  const typed = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
  return [document.documentElement.outerHTML, ...typed].some((one) => one.includes(text));
}

/** Whether there is such an element. */
export const has = (test: string) => document.querySelector(`[data-test="${test}"]`) !== null;

/** Presses it and waits. */
export async function press(test: string, inside: ParentNode = document): Promise<void> {
  part(test, inside).click();
  await settle();
}

/** Types into it. */
export async function type(test: string, text: string, inside: ParentNode = document): Promise<void> {
  const input = part<HTMLInputElement>(test, inside);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

/** What was typed there. */
export const typed = (test: string) => part<HTMLInputElement>(test).value;

/** The requests of one command. */
export const requests = (name: keyof Commands) => asked.filter((one) => one.name === name).map((one) => one.request);

/** Fails with what axe finds. Colours are checked in a browser (dev/main.ts): jsdom draws nothing. */
export async function expectAccessible(): Promise<void> {
  const axe = (await import('axe-core')).default;
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  const found = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
  expect(found, 'everybody can use the page, also by keyboard and by ear').toEqual([]);
}

/** Forgets everything a test left behind. */
export async function forget(): Promise<void> {
  vi.useRealTimers();
  coverAll();
  // Pages that went away are still about to stop listening.
  await settle();
  clearMocks();
  asked.length = 0;
  Object.assign(session, { view: null, screen: 'start', covered: false, blank: false, lockFailed: false, idling: { state: 'here' }, undeleted: null, opened: null, wiped: null });
}

export { screen, within };

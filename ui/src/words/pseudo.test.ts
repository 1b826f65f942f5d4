import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Component } from 'svelte';

import * as sample from '../../dev/sample';
import { settle, show } from '../../test/app';
import { LANGUAGE, pseudoTexts, strange } from '../../test/pseudo';
import App from '../App.svelte';
import type { AppView } from '../ipc/contract';
import { session } from '../session.svelte';
import { PAGES, STEPS, type Screen } from './screens';
import { speak, word } from './word';

beforeEach(() => speak(LANGUAGE, pseudoTexts()));
afterEach(() => speak('en'));

/** The name of the app, and every text of the samples: what the app says through the contract has its own files. */
const values = new Set(['Unlisted']);
function collect(thing: unknown): void {
  if (typeof thing === 'string') values.add(thing.trim());
  else if (typeof thing === 'object' && thing !== null) Object.values(thing).forEach(collect);
}
collect(sample);

/** What the page shows or reads out: its texts, and the attributes that are read. */
function shown(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest('style, script')) texts.push(walker.currentNode.textContent ?? '');
  }
  for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt']) {
    for (const element of document.querySelectorAll(`[${name}]`)) texts.push(element.getAttribute(name) ?? '');
  }
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** A text without what was put into its sentence: that stands between marks, perhaps one pair within another. */
function bare(text: string): string {
  const less = text.replace(/\u2068[^\u2068\u2069]*\u2069/g, '');
  return less === text ? less : bare(less);
}

/** Whether the app gave it through the contract, alone or as a list. */
const isValue = (text: string) => values.has(text) || text.replace(/\.$/, '').split(', ').every((one) => values.has(one));

/** The texts of ours that are not in the language that is spoken. */
const english = () => shown().filter((text) => !isValue(text) && /[A-Za-z]{2}/.test(bare(text)));

const screens: [Screen, AppView][] = [
  ['start', sample.bare],
  ['start', sample.closed],
  ...[...STEPS, ...PAGES].map((one): [Screen, AppView] => [one, sample.open]),
];

test.each(screens)('the screen %s says nothing in English while another language is spoken', async (at, view) => {
  await show(App as Component, view, at);
  // Opening chooses a screen by itself.
  session.screen = at;
  await settle();
  for (const fold of document.querySelectorAll('details')) fold.open = true;
  expect(document.querySelector('h1'), 'the screen is drawn').not.toBeNull();
  expect(shown().some((text) => /[áéíóú]/.test(text)), 'the language is spoken').toBe(true);
  expect(english(), 'a sentence that is not in the files of words cannot be translated').toEqual([]);
});

test('a text in English is found', () => {
  const [ours, left] = [document.createElement('p'), document.createElement('p')];
  ours.title = 'Some help';
  ours.textContent = `${strange('Some')} \u2068value\u2069`;
  left.textContent = 'Some words';
  document.body.replaceChildren(ours, left);
  expect(english()).toEqual(['Some words', 'Some help']);
  expect(word('plan-check-now')).toBe(strange('Check now'));
});

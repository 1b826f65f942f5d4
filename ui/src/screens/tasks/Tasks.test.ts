import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, has, part, press, refuse, requests, settle, show, textOf, words } from '../../../test/app';
import { toggleCover } from '../../session.svelte';
import Tasks from './Tasks.svelte';

const card = (id: string) => document.querySelector<HTMLElement>(`[data-task="${id}"]`) as HTMLElement;

test('a task says when, why, and what the form would newly teach', async () => {
  await show(Tasks, open, 'tasks');
  await expectAccessible();
  const text = textOf(card('t1'));
  expect(text).toContain('By 4 December 2026.');
  expect(text).toContain('California Delete Act, 45 days');
  expect(textOf(part('would-teach', card('t1')))).toContain('e-mail address');
  expect(text).toContain('People Directory B, Phone Book C');
  expect(card('t1').querySelector('details')?.open, 'the next one to do stands open').toBe(true);
  expect(card('t2').querySelector('details')?.open).toBe(false);
});

test('each state offers what can come next', async () => {
  await show(Tasks, open, 'tasks');
  await press('task-asked', card('t1'));
  await press('task-done', card('t1'));
  await press('task-reopen', card('t1'));
  await press('task-could-not', card('t1'));
  expect(requests('task_mark')).toEqual(
    ['asked', 'done', 'open', 'could_not'].map((state) => ({ task: 't1', state })),
  );
  expect(card('t1').dataset.state).toBe('could_not');
});

test('the links of the records are covered until they are asked for, and when Hide is pressed', async () => {
  await show(Tasks, open, 'tasks');
  expect(has('task-links-shown')).toBe(false);
  await press('task-links', card('t1'));
  expect(textOf(part('task-links-shown'))).toContain('https://people-a.example.com/');
  await expectAccessible();
  toggleCover();
  await settle();
  expect(has('task-links-shown'), 'a link may hold a name').toBe(false);
});

test('a letter is read in a dialog, and Hide takes it away', async () => {
  await show(Tasks, open, 'tasks');
  await press('task-letter', card('t1'));
  expect(part<HTMLTextAreaElement>('letter-text').value).toContain('please remove');
  expect(textOf(part('letter-to'))).toBe('privacy@people-a.example.com');
  await expectAccessible();
  toggleCover();
  await settle();
  expect(has('letter-text'), 'it holds facts in clear').toBe(false);
});

test('where the clipboard is refused, the text is selected for the person to copy', async () => {
  await show(Tasks, open, 'tasks');
  await press('task-letter', card('t1'));
  await press('letter-copy');
  const text = part<HTMLTextAreaElement>('letter-text');
  expect(document.activeElement).toBe(text);
  expect(text.selectionEnd - text.selectionStart).toBe(text.value.length);
});

test('a link that did not open says what to do', async () => {
  await show(Tasks, open, 'tasks', { task_open: refuse('open_failed') });
  await press('task-open', card('t1'));
  expect(textOf(part('problem', card('t1')))).toContain('Open your browser yourself');
});

test('without tasks it says where they come from', async () => {
  await show(Tasks, open, 'tasks', { tasks_view: () => ({ tasks: [] }) });
  expect(words()).toContain('Tasks come from records that you called “Me”.');
});

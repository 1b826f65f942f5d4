import { expect, test } from 'vitest';

import { open } from '../../../dev/sample';
import { expectAccessible, has, part, press, requests, show, textOf, type, typed } from '../../../test/app';
import Plan from './Plan.svelte';

test('the way out is straight until another is chosen, and Tor is one press', async () => {
  await show(Plan, open, 'plan');
  expect(textOf(part('route-now'))).toContain('straight to each site');
  part<HTMLDetailsElement>('route').open = true;
  await expectAccessible();
  await press('route-tor');
  await press('route-keep');
  expect(requests('route_set')).toEqual([{ address: 'tor' }]);
  expect(textOf(part('route-now'))).toContain('tor');
});

test('a proxy that would tell every name is refused, and what was typed stays', async () => {
  await show(Plan, open, 'plan');
  await press('route-own');
  expect(part<HTMLButtonElement>('route-keep').disabled, 'no address yet').toBe(true);
  await type('route-address', 'socks5://127.0.0.1:1080');
  await press('route-keep');
  expect(part('field-problem').dataset.code).toBe('proxy_tells_names');
  expect(textOf(part('field-problem'))).toContain('Write socks5h:// instead');
  expect(typed('route-address')).toBe('socks5://127.0.0.1:1080');
  await type('route-address', 'socks5h://127.0.0.1:1080');
  await press('route-keep');
  expect(has('field-problem')).toBe(false);
  expect(typed('route-address'), 'a kept address may hold a password').toBe('');
});

test('the kept way can be tried, and says what is wrong with it', async () => {
  await show(Plan, open, 'plan');
  await press('route-tor');
  await press('route-keep');
  await press('route-check');
  expect(part('route-checked').dataset.works).toBe('false');
  expect(textOf(part('route-checked'))).toContain('nothing would be asked. Start the proxy or Tor');
  await press('route-direct');
  await press('route-keep');
  expect(has('route-checked'), 'it was said of another way').toBe(false);
});

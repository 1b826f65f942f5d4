import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

import { forget } from './app';

afterEach(async () => {
  cleanup();
  await forget();
});

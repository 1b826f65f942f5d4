import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting()],
  build: {
    // WebKitGTK 2.40 and later.
    target: 'safari16',
    // The content security policy refuses data: addresses, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // The words for people are beside this folder; a test also looks for who uses them.
  server: { host: '127.0.0.1', port: 5173, strictPort: true, fs: { allow: ['..'] } },
  test: {
    environment: 'jsdom',
    pool: 'threads',
    // Looking through a whole page for what is hard to use takes seconds on a busy machine.
    testTimeout: 30_000,
    setupFiles: ['./test/setup.ts'],
    include: ['src/**/*.test.ts'],
  },
});

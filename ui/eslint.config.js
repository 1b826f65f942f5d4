import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const tauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/ipc speaks to the app, so that what the pages can ask for is one list.',
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/contract.ts'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Inline styles are refused by the content security policy.
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'no-restricted-globals': ['error', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'localStorage', message: 'Values must not land in the webview’s storage.' },
        { object: 'window', property: 'sessionStorage', message: 'Values must not land in the webview’s storage.' },
        { object: 'document', property: 'cookie', message: 'Values must not land in the webview’s storage.' },
      ],
      'no-restricted-imports': ['error', { patterns: [tauri] }],
    },
  },
  { files: ['src/ipc/**', 'dev/**', 'test/**'], rules: { 'no-restricted-imports': 'off' } },
);

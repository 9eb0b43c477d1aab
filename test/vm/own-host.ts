import { test } from 'vitest';
import { type PrivateHost, privateHost } from './wirelab.ts';

/** A test with a private host, which goes when the test ends; several may run at once. */
export const it = test.extend<{ host: PrivateHost }>({
  // Vitest reads from the pattern which other fixtures this one wants.
  // eslint-disable-next-line no-empty-pattern
  host: async ({}, use) => {
    const host = privateHost();
    await use(host);
    host.remove();
  },
});

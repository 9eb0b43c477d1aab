import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Of the tests on machines, those that npm test leaves to the night: minutes, for what changes seldom. */
const nightly = ['broken-otherwise', 'cold-boot', 'isolation', 'lost-machines', 'missing-tools']
  .concat(['policy-routing', 'rates', 'read-only-cache', 'template-races', 'too-little-memory'])
  .map((name) => `test/vm/${name}.test.ts`);

/** As many files at a time as there are processors; by default one of them is left idle. */
const inParallel = { maxWorkers: availableParallelism() };

const onMachines = {
  globalSetup: 'test/vm/warm-up.ts',
  testTimeout: 240_000,
  hookTimeout: 600_000,
  fileParallelism: false,
  maxConcurrency: availableParallelism(),
};

export default defineConfig({
  test: {
    projects: [
      // The limit is for tests that hang; a loaded machine is slow.
      {
        test: {
          ...inParallel,
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...inParallel,
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          ...inParallel,
          name: 'netns',
          include: ['test/netns/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: { ...onMachines, name: 'vm', include: ['test/vm/**/*.test.ts'], exclude: nightly },
      },
      { test: { ...onMachines, name: 'vm-nightly', include: nightly } },
      {
        test: {
          name: 'images',
          include: ['test/images/**/*.test.ts'],
          globalSetup: 'test/images/warm-up.ts',
          // Images are built, and booted once.
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'vagrant',
          include: ['test/vagrant/**/*.test.ts'],
          globalSetup: 'test/vagrant/warm-up.ts',
          // Machines are booted, not restored.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

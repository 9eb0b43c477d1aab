import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';

/** Gives each test of a file a runtime directory of its own. */
export function usePrivateRuntime(): void {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'runtime-'));
    vi.stubEnv('XDG_RUNTIME_DIR', directory);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(directory, { recursive: true });
  });
}

/** Keeps dist/ as new as the TypeScript sources, where there are any. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's directory, as a URL. */
export const root = new URL('../', import.meta.url);

const directory = fileURLToPath(root);
const dist = join(directory, 'dist');
/** Written last, with the time at which its build began. */
const stamp = join(dist, 'src', 'cli', 'main.js');
const compiler = join(directory, 'node_modules', 'typescript', 'bin', 'tsc');

/**
 * Compiles the sources when one of them is newer than dist/. An installed package has none. `others`
 * are directories that sources of these two import from.
 */
export function ensureBuilt(...others) {
  const sources = ['src', 'bench', ...others]
    .map((name) => join(directory, name))
    .filter(existsSync);
  if (sources.length === 0) return;
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!sources.some((source) => isNewer(source, built))) return;
  if (!existsSync(compiler)) throw new Error('there is no compiler: run `npm run setup` first');
  process.stderr.write('building…\n');
  build();
}

/** A directory's own time tells of files that came or went. */
function isNewer(path, time) {
  if (statSync(path).mtimeMs > time) return true;
  return readdirSync(path, { withFileTypes: true }).some((entry) => {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) return isNewer(inside, time);
    return entry.name.endsWith('.ts') && statSync(inside).mtimeMs > time;
  });
}

/**
 * Types are the business of `npm run check`: they are not looked at here. Each file of dist/ is
 * replaced in one step, so that another wirelab that starts or builds meanwhile sees whole files.
 */
function build() {
  const begun = new Date();
  mkdirSync(dist, { recursive: true });
  const fresh = mkdtempSync(join(dist, '.build-'));
  try {
    const args = ['-p', join(directory, 'tsconfig.build.json'), '--noCheck', '--outDir', fresh];
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [compiler, ...args], {
      encoding: 'utf8',
      // The compiler would leave a cache of Node's among the temporary files.
      env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' },
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`the sources do not compile:\n${stdout}${stderr}`);
    const main = join('src', 'cli', 'main.js');
    const files = filesBelow(fresh).filter((file) => file !== main);
    for (const file of [...files, main]) {
      utimesSync(join(fresh, file), begun, begun);
      mkdirSync(dirname(join(dist, file)), { recursive: true });
      renameSync(join(fresh, file), join(dist, file));
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

function filesBelow(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

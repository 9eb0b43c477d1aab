/** The layer rule: which room (folder of src/) may import from which. */
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import type { SourceFile } from './source-files.ts';

interface Allowed {
  readonly imports: readonly string[];
  /** Rooms that only `import type` may name. */
  readonly types?: readonly string[];
}

/**
 * In the order in which a scenario passes through them: an import points to an earlier room only.
 * src/lib/ is open to every room and imports none.
 */
export const layers: Readonly<Record<string, Allowed>> = {
  lib: { imports: [] },
  scenario: { imports: [] },
  inventory: { imports: ['scenario'] },
  topology: { imports: ['scenario', 'inventory'] },
  compile: { imports: ['scenario', 'topology'] },
  diagram: { imports: ['scenario', 'topology', 'compile'] },
  providers: { imports: ['inventory', 'topology'] },
  transport: { imports: [], types: ['providers', 'topology'] },
  checks: { imports: ['topology', 'transport'], types: ['providers'] },
  explain: { imports: ['scenario', 'topology', 'checks'] },
  runner: {
    imports: ['inventory', 'topology', 'compile', 'providers', 'transport', 'checks', 'explain'],
  },
  report: {
    imports: ['topology', 'compile', 'diagram', 'checks'],
    types: ['providers', 'transport', 'explain', 'runner'],
  },
  cli: {
    imports: [
      ...['scenario', 'inventory', 'topology', 'compile', 'diagram', 'providers', 'transport'],
      ...['checks', 'explain', 'runner', 'report'],
    ],
  },
};

/** Folders and files that compute: no file, process or network in them. */
const pureRooms = [
  'src/scenario/addresses/',
  'src/scenario/devices/',
  'src/scenario/rules/',
  'src/scenario/schema/',
  'src/topology/',
  'src/compile/',
  'src/checks/judge/',
  'src/checks/parse/',
  'src/explain/causes/',
  'src/explain/mutation/',
  'src/explain/state/',
  'src/explain/timeline/',
  'src/explain/way/',
  'src/explain/words/',
  'src/diagram/',
];

const effects = ['node:fs', 'node:fs/promises', 'node:child_process', 'node:net', 'node:dgram'];

/** Every import that breaks the layer rule, each as one line that names file, import and rule. */
export function layerProblems(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === null) return [];
    const allowed = layers[room];
    if (allowed === undefined) {
      return [`${file.path}: the room "${room}" has no line in the layers table`];
    }
    return importsOf(file).flatMap(({ specifier, typeOnly }) => {
      if (!specifier.startsWith('.')) return [];
      const target = roomOf(posix.join(posix.dirname(file.path), specifier));
      const problem = (rule: string): readonly string[] => [
        `${file.path} imports ${specifier}: ${rule}`,
      ];
      if (target === null)
        return problem(`src/${room}/ may import nothing outside the rooms of src/`);
      if (target === room || target === 'lib' || allowed.imports.includes(target)) return [];
      if (allowed.types?.includes(target) === true) {
        return typeOnly ? [] : problem(`src/${room}/ may take only types from src/${target}/`);
      }
      const open = [...allowed.imports, ...(allowed.types ?? []), 'lib'].join(', ');
      return problem(`src/${room}/ may not import src/${target}/, only ${open}`);
    });
  });
}

/** Every import of an effect in a room that must be pure. */
export function purityProblems(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => pureRooms.some((room) => file.path.startsWith(room)))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ specifier }) => effects.includes(specifier))
        .map(({ specifier }) => `${file.path} imports ${specifier}: this room must be pure`),
    );
}

/** `topology` for src/topology/model.ts; null for a file that is in no room. */
function roomOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
}

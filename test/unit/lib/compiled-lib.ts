import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const source = join(import.meta.dirname, '../../../src/lib');

/** Compiles src/lib into a directory, for child processes: Node 20 runs no TypeScript. */
export function compileLib(directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  for (const name of readdirSync(source)) {
    const { outputText } = ts.transpileModule(readFileSync(join(source, name), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        rewriteRelativeImportExtensions: true,
      },
    });
    writeFileSync(join(directory, name.replace(/ts$/, 'js')), outputText);
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from '../../../../src/topology/model.ts';
import { resolveText } from '../../topology/resolve-text.ts';

const directory = join(import.meta.dirname, 'golden');

/** What one step of a scenario makes of one of its nodes. */
export interface GoldenChange {
  /** `devices/2-node1` */
  readonly name: string;
  /** Path of the golden file, without its ending. */
  readonly path: string;
  readonly before: Node;
  readonly after: Node;
}

/** Every node in every step of the scenarios under golden/. */
export function goldenChanges(): readonly GoldenChange[] {
  return readdirSync(directory).flatMap((scenario) => {
    const text = readFileSync(join(directory, scenario, 'scenario.yaml'), 'utf8');
    const { steps } = resolveText(scenario, text);
    return steps.slice(1).flatMap(({ number, nodesDuring }) =>
      nodesDuring.map((after): GoldenChange => {
        const before = steps[number - 1]?.nodesDuring.find(({ name }) => name === after.name);
        if (before === undefined) throw new Error(`${scenario} has no ${after.name} before`);
        const file = `${number}-${after.name}`;
        return {
          name: `${scenario}/${file}`,
          path: join(directory, scenario, file),
          before,
          after,
        };
      }),
    );
  });
}

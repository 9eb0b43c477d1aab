import { parse } from 'yaml';
import { UsageError } from '../../../src/lib/errors.ts';
import { fillScenario } from '../../../src/scenario/addresses/fill.ts';
import { renderProblems } from '../../../src/scenario/render.ts';
import { scenarioSchema } from '../../../src/scenario/schema/scenario.ts';
import { stagesOf } from '../../../src/scenario/steps/stages.ts';
import { parseYaml } from '../../../src/scenario/yaml/parse-yaml.ts';
import { createPositions } from '../../../src/scenario/yaml/positions.ts';
import type { NodeKind } from '../../../src/topology/model.ts';
import { resolve } from '../../../src/topology/resolve.ts';
import type { Topology } from '../../../src/topology/topology.ts';

const kind: NodeKind = { name: 'default', cpus: 1, memoryMib: 256, image: 'debian-13' };

/** The topology of a scenario file's text, without the semantic rules in between. */
export function resolveText(name: string, text: string): Topology {
  return readText(name, text).topology;
}

/** The same with the scenario as it was read. */
export function readText(name: string, text: string) {
  const file = `scenarios/${name}.yaml`;
  const parsed = parseYaml(file, text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const positions = createPositions(parsed.yaml.tree, parsed.yaml.locator);
  const written = scenarioSchema.parse(parse(text));
  const filled = fillScenario(written);
  const { scenario, given } = filled;
  const { stages, problems } = stagesOf({ written, filled, known: null, ...parsed.yaml });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const loaded = { name, file, scenario, positions, given, stages };
  const resolved = resolve(loaded, new Map([[kind.name, kind]]));
  if (!resolved.ok) throw new UsageError(renderProblems(resolved.problems));
  return { loaded, topology: resolved.topology };
}

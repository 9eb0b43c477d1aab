/** What a scenario shows and why it works, in plain words. */
import type { Check } from '../../topology/checks.ts';
import type { Pair } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import { findPlace, placesOf } from '../../topology/places.ts';
import type { Step, Topology } from '../../topology/topology.ts';
import { checkSentence } from './check.ts';
import { nodeLines } from './node.ts';
import { wayLines } from './way.ts';

export interface Story {
  readonly topology: Topology;
  readonly description: string | null;
  /** What it shows, in one line. */
  readonly teaches: string | null;
  readonly writeUp: string | null;
  /** What a step does to the lab, a line each. */
  readonly changesOf: (step: Step) => readonly string[];
}

/** Ways told of one check; the others are mostly the same with other addresses. */
const MOST_WAYS = 2;

export function explainScenario(story: Story): string {
  const { topology, description, teaches, writeUp } = story;
  const blocks = [
    [
      topology.title,
      ...(teaches === null ? [] : [`It shows: ${teaches}.`]),
      ...(writeUp === null ? [] : [`It comes from the write-up ${writeUp}.`]),
    ],
    ...(description === null ? [] : [[description.trim()]]),
    ...topology.nodes.map((node) => [`${node.name} has`, ...listed(nodeLines(node))]),
    ...topology.steps.map((step) => stepLines(step, story)),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function stepLines(step: Step, { changesOf }: Story): readonly string[] {
  const { number, name, checks, run } = step;
  const commands = run.map(
    ({ at, command }) => `${at.map(endpointLabel).join(', ')}: $ ${command}`,
  );
  const changes = name === null ? commands : changesOf(step);
  return [
    name === null ? 'What is checked' : `Step ${number}: ${name}`,
    ...changes.map((line) => `  ${line}`),
    ...checks.flatMap((check) => [
      `- ${check.title === null ? '' : `${check.title}: `}${checkSentence(check)}`,
      ...ways(check, step),
    ]),
  ];
}

/** The ways of pings that must arrive. */
function ways(check: Check, { nodesDuring }: Step): readonly string[] {
  if (check.kind !== 'reach') return [];
  const told = check.pairs.slice(0, MOST_WAYS);
  return told.flatMap((pair) => wayOf(pair, nodesDuring).map((line) => `    ${line}`));
}

function wayOf({ from, to }: Pair, nodes: Step['nodesDuring']): readonly string[] {
  const places = placesOf(nodes);
  const source = findPlace(places, endpointLabel(from));
  if (source === undefined) return [];
  const lines = wayLines(source, to.address, places);
  return lines.map((line, index) => `${index === 0 ? `to ${to.label}:` : 'then'} ${line}`);
}

function listed(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `- ${line}`);
}

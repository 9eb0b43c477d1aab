/** `routes`: what a routing table of an endpoint holds. */
import { HarnessError } from '../../lib/errors.ts';
import type { RoutesCheck } from '../../topology/checks/routes.ts';
import type { Endpoint } from '../../topology/model.ts';
import type { Family } from '../../topology/prefix.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { textEvidence } from '../evidence.ts';
import { routesDifference, tableLines } from '../judge/routes.ts';
import { parseIpRoutes, type KernelRoute } from '../parse/ip-route.ts';
import { parseRouteText, type WrittenRoute } from '../parse/route-text.ts';
import { runSections, type SectionOutput } from '../sections.ts';
import { caseTitle } from '../words.ts';

const TIMEOUT_MS = 10_000;
const PARTS = [
  { name: 'inet', family: 4 },
  { name: 'inet6', family: 6 },
] as const;
/** What ip(8) says of a table that nothing was ever in. */
const NO_TABLE = ': FIB table does not exist';

export const routes: CheckKind<RoutesCheck> = {
  kind: 'routes',
  turn: 'together',
  expand: (check) => {
    const expected = check.routes.map(parseRouteText);
    return check.at.map((at): Case => ({
      key: endpointLabel(at),
      title: caseTitle({
        title: check.title,
        cases: check.at.length,
        name: endpointLabel(at),
        sentence:
          check.mode === 'exactly'
            ? `${routesWords(check, at)} are exactly those listed`
            : `${routesWords(check, at)} hold those listed`,
      }),
      at,
      attempt: (lab, signal) => attempt(lab, check, expected, at, signal),
    }));
  },
};

async function attempt(
  lab: LabView,
  check: RoutesCheck,
  expected: readonly WrittenRoute[],
  at: Endpoint,
  signal: AbortSignal,
): Promise<Attempt> {
  const sections = await runSections(
    lab,
    at,
    { inet: showCommand(check, 4), inet6: showCommand(check, 6) },
    { timeoutMs: TIMEOUT_MS * lab.timeFactor, signal },
  );
  const table = PARTS.flatMap(({ name, family }) => readRoutes(sections[name], family));
  const { missing, unexpected } = routesDifference(expected, table);
  const objections = [
    ...missing.map((line) => `missing: ${line}`),
    ...(check.mode === 'exactly' ? unexpected.map((line) => `unexpected: ${line}`) : []),
  ];
  const lines = tableLines(table);
  return {
    outcome: objections.length === 0 ? 'pass' : 'fail',
    expected: `the ${routesWords(check, at)} ${modeWords(check)}: ${listWords(check.routes)}`,
    observed: objections.length === 0 ? listWords(lines) : objections.join('; '),
    evidence: [
      { what: `${endpointLabel(at)}: ${tableWords(check)}`, data: lines },
      ...PARTS.map(({ name, family }) =>
        textEvidence(`${endpointLabel(at)}: ${showCommand(check, family)}`, sections[name].output),
      ),
    ],
    final: false,
  };
}

function showCommand({ table }: RoutesCheck, family: Family): string {
  return `ip -j -${family} route show table ${table ?? 'main'}`;
}

function tableWords({ table }: RoutesCheck): string {
  return table === null ? 'main routing table' : `routing table ${table}`;
}

function routesWords({ table }: RoutesCheck, at: Endpoint): string {
  return `routes of ${endpointLabel(at)}${table === null ? '' : ` in table ${table}`}`;
}

function modeWords(check: RoutesCheck): string {
  return check.mode === 'exactly' ? 'are exactly' : 'contain';
}

function listWords(lines: readonly string[]): string {
  return lines.length === 0 ? 'none' : lines.join(', ');
}

function readRoutes({ output, exitCode }: SectionOutput, family: Family): readonly KernelRoute[] {
  if (exitCode !== 0 && output.includes(NO_TABLE)) return [];
  try {
    if (exitCode === 0) return parseIpRoutes(output, family);
  } catch (cause) {
    throw new HarnessError(`ip route printed no list of routes: ${output.slice(0, 200)}`, {
      cause,
    });
  }
  throw new HarnessError(`ip route failed (exit code ${exitCode}): ${output.trim()}`);
}

/** How one gets into a lab that still runs. */
import type { CaseResult } from '../checks/result.ts';
import type { PacketFlow } from '../topology/checks/parts.ts';
import { endpointLabel } from '../topology/endpoint-label.ts';

/** A command, and what it is for. */
type Way = readonly [string, string];

/** Commands, a line each; where a flow failed, those that look at it. */
export function waysIn(
  lab: string,
  cases: readonly CaseResult[],
  more: readonly Way[] = [],
): readonly string[] {
  const flow = cases.find(({ outcome, probed }) => outcome === 'fail' && probed !== null)?.probed;
  const commands: readonly Way[] = [
    [`ssh ${lab} NODE`, 'a shell on a node (NODE/CONTAINER: in a container)'],
    ...(flow == null
      ? []
      : ([
          [
            `ssh ${lab} ${endpointLabel(flow.from)}`,
            'where the packets of a failed check come from',
          ],
          [`trace ${lab} ${flowWords(flow)}`, 'where they get lost'],
        ] as const)),
    [`console ${lab} NODE`, "what a node's kernel said"],
    [`check ${lab}`, 'the checks again'],
    ...more,
  ];
  return aligned(commands);
}

/** `  npx wirelab COMMAND   what it is for`, in columns. */
function aligned(commands: readonly Way[]): readonly string[] {
  const width = Math.max(...commands.map(([command]) => command.length));
  return commands.map(([command, what]) => `  npx wirelab ${command.padEnd(width)}   ${what}`);
}

function flowWords({ from, to, port, bytes }: PacketFlow): string {
  return [
    endpointLabel(from),
    to.endpoint === null ? to.address : endpointLabel(to.endpoint),
    ...(port === null ? [] : [`--port ${port}`]),
    ...(bytes === null ? [] : [`--bytes ${bytes}`]),
  ].join(' ');
}

/** A node's configuration as one shell script, and what a failed one says. */
import { shellQuote } from '../lib/shell-quote.ts';

/** One part of a batch. */
export type Step =
  /** Lines of the batch's own shell; those that may fail say so by `fail WHAT`. */
  | { readonly kind: 'shell'; readonly lines: readonly string[] }
  /** One process, and the lines that it is fed. The title is unique in the batch. */
  | {
      readonly kind: 'feed';
      readonly title: string;
      readonly command: string;
      readonly lines: readonly string[];
    };

/** Says what failed and ends the shell. */
const FAIL = `fail() { echo "wirelab: failed: $1" >&2; exit 1; }`;
const FAILED = /^wirelab: failed: (.*)$/gm;
/** The line of its input at which `ip -batch` stopped. */
const IP_LINE = /^Command failed -:(\d+)$/m;

const END = 'END_OF_INPUT';

/** `ip -batch` in one namespace of the node. */
export function ipStep(title: string, container: string | null, lines: readonly string[]): Step {
  const namespace = container === null ? '' : `-n ${shellQuote(container)} `;
  return { kind: 'feed', title, command: `ip ${namespace}-b -`, lines };
}

/** A command in one namespace of the node, fed with the lines. */
export function feedStep(
  title: string,
  container: string | null,
  command: string,
  lines: readonly string[],
): Step {
  return { kind: 'feed', title, command: inNamespace(container, command), lines };
}

/** A shell in a container's namespace, for lines that may call `fail`. */
export function containerShellStep(
  title: string,
  container: string,
  lines: readonly string[],
): Step {
  return feedStep(title, container, 'sh -e', [FAIL, ...lines]);
}

export function inNamespace(container: string | null, command: string): string {
  return container === null ? command : `ip netns exec ${shellQuote(container)} ${command}`;
}

/** The script of all steps, in order; it ends at the first that fails. */
export function renderSteps(steps: readonly Step[]): string {
  const lines = [FAIL, ...steps.flatMap(stepLines)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The shell lines of one step. */
export function stepLines(step: Step): readonly string[] {
  if (step.lines.length === 0) return [];
  if (step.kind === 'shell') return step.lines;
  const head = `${step.command} <<'${END}' || fail ${shellQuote(step.title)}`;
  return [head, ...step.lines, END];
}

/**
 * What a batch that failed has to say, for people: the part and the line at which it stopped in
 * front of the tool's own message, where there is one.
 */
export function explainFailure(steps: readonly Step[], stderr: string): string {
  // A shell in a shell says what failed before the outer one says where.
  const titles = [...stderr.matchAll(FAILED)].map(([, title = '']) => title).reverse();
  const step = steps.find((each) => each.kind === 'feed' && each.title === titles[0]);
  const line = step?.lines[Number(IP_LINE.exec(stderr)?.[1]) - 1];
  const said = stderr.replaceAll(FAILED, '').replace(IP_LINE, '').trim();
  const parts = [...titles, line === undefined ? '' : `\`${line}\``, said];
  return parts.filter((part) => part !== '').join(': ');
}

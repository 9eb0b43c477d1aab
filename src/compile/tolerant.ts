import { type Step, stepLines } from './batch.ts';

/**
 * The script of all steps that goes on behind whatever the kernel refuses, and says nothing of it:
 * for a node that lacks something that others stand on.
 */
export function renderTolerantly(steps: readonly Step[]): string {
  // A group, not a second standard error: daemons that start here must keep nothing open.
  const lines = ['fail() { :; }', '{', ...steps.flatMap(tolerantLines), ':', '} 2>/dev/null'];
  return lines.map((line) => `${line}\n`).join('');
}

function tolerantLines(step: Step): readonly string[] {
  const lines = step.lines.filter((line) => line !== 'set -e' && !line.startsWith('fail() {'));
  if (step.kind === 'shell') return lines;
  const command = step.command
    .replace(/^(ip|bridge)( .*-b(?:atch)? -)$/, '$1 -force$2')
    .replace(/ sh -e$/, ' sh');
  return stepLines({ ...step, command, lines });
}

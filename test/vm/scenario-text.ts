/** Scenario texts: those that come with wirelab, with something changed, and a small one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** One change of a text: `[old, new]`. */
export type Edit = readonly [string, string];

/** The text of a scenario that comes with wirelab after the edits. */
export function edited(name: string, edits: readonly Edit[]): string {
  return editedText(readFileSync(join(projectRoot, 'scenarios', `${name}.yaml`), 'utf8'), edits);
}

/** The text after the edits. Each changes the first place after the one before. */
export function editedText(text: string, edits: readonly Edit[]): string {
  let rest = text;
  let done = '';
  for (const [old, replacement] of edits) {
    const at = rest.indexOf(old);
    if (at < 0) throw new Error(`the text has no "${old}"`);
    done += rest.slice(0, at) + replacement;
    rest = rest.slice(at + old.length);
  }
  return done + rest;
}

/** The same scenario, but no probe waits for what will not come. */
export function impatient(text: string): string {
  return text
    .replaceAll(/- (reach|http|tcp|source_seen): \{ /g, '- $1: { within: 0.1s, ')
    .replaceAll(/- (reach|http|tcp|source_seen):\n(\s+)(?=\w)/g, '- $1:\n$2within: 0.1s\n$2');
}

/** Two nodes on one segment, and the checks, one a line. */
export function pair(...checks: readonly string[]): string {
  return `title: A pair
segments: { lan: {} }
nodes:
  node1: { interfaces: { ens5: { segment: lan, address: 10.0.0.10/16 } } }
  node2: { interfaces: { ens5: { segment: lan, address: 10.0.0.20/16 } } }
checks:
${checks.map((check) => `  - ${check}`).join('\n')}
`;
}

export const reaches = 'reach: { from: node1, to: node2 }';
export const reachesNobody = 'reach: { from: node1, to: 10.0.0.99, count: 1, within: 0.1s }';
/** A check that lasts until the node is gone. */
export const lasts = 'command: { at: node1, run: sleep 600, within: 0.1s }';
/** A check that crashes the kernel (kernel, admin-guide/sysrq.rst). */
export const panics = 'command: { at: node1, run: echo c >/proc/sysrq-trigger, within: 0.1s }';

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Drawing } from '../../../src/diagram/drawing.ts';
import { scenarioDrawing } from '../diagram/drawings.ts';
import { tracedRun } from '../report/traced-run.ts';
import { inText } from '../structure/drawn-blocks.ts';
import { projectDirectory } from '../structure/source-files.ts';

const launcher = join(projectDirectory, 'bin', 'wirelab.mjs');

/** What `wirelab graph` prints on stdout. */
async function graph(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [launcher, 'graph', ...args], {
    env: { ...process.env, FORCE_COLOR: '', NO_COLOR: '1' },
  });
  return stdout;
}

describe('wirelab graph', () => {
  const directory = mkdtempSync(join(tmpdir(), 'wirelab-graph-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('draws to a pipe in 100 columns', async () => {
    expect(await graph('dataplane-comparison')).toBe(
      inText(scenarioDrawing('dataplane-comparison').drawing),
    );
  });

  it('draws a step by its number and by its name', async () => {
    const byNumber = await graph('netns-to-internet', '--step', '2');
    const { name } = scenarioDrawing('netns-to-internet').topology.steps[2] ?? {};
    expect(byNumber).toContain('masquerade');
    expect(await graph('netns-to-internet')).not.toContain('masquerade');
    expect(await graph('netns-to-internet', '--step', name ?? '')).toBe(byNumber);
  });

  it('writes a file', async () => {
    const file = join(directory, 'veth.svg');
    expect(await graph('veth-direct', '--format', 'svg', '--output', file)).toBe('');
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('prints what it draws as data', async () => {
    const drawing = JSON.parse(await graph('veth-direct', '--format', 'json')) as Drawing;
    expect(drawing).toEqual(scenarioDrawing('veth-direct').drawing);
    expect(drawing.links.map(({ id }) => id)).toContain(
      'link:device:host/blue:veth-blue--device:host/red:veth-red',
    );
  });

  it('marks what a run found', async () => {
    const report = join(directory, 'report.json');
    writeFileSync(report, JSON.stringify(tracedRun));
    const text = await graph('multi-node-overlay', '--results', report);
    expect(text).toMatch(/╡ vxlan0 ✗ +192\.168\.42\.2\/30/);
    expect(text).toContain('┏━━━━━━━━━━━━━━┻━ segment right');
    expect(text).toMatch(
      /What failed, and why:\n[^]*✗ .*\n {2}node2 takes nothing out of VXLAN 42/,
    );
    const data = await graph('multi-node-overlay', '--results', report, '--format', 'json');
    expect((JSON.parse(data) as { failures: readonly string[] }).failures).not.toEqual([]);
  });

  it.each([
    ['veth-direct', '{', "is no report of wirelab's"],
    ['veth-direct', JSON.stringify(tracedRun), 'has no run of veth-direct: it has multi-node-ov'],
  ])('says what is wrong with a report (%s, %.9s)', async (name, text, complaint) => {
    const report = join(directory, 'wrong.json');
    writeFileSync(report, text);
    await expect(graph(name, '--results', report)).rejects.toThrow(complaint);
  });
});

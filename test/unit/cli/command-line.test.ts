import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const BUILD_TIMEOUT_MS = 60_000;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function wirelab(...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'bin/wirelab.mjs'), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

const THREE_MISTAKES = `title: Three mistakes
segments:
  lan: {}
nodes:
  node1:
    interfaces:
      ens5: { segment: lam, address: 10.0.0.10/16 }
    bridgs: {}
  node2:
    interfaces:
      ens5: { segment: lan, address: 10.0.0.20/16 }
checks:
  - reach: { from: node1, to: node9 }
`;

describe('the command line', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'wirelab-cli-'));
    await writeFile(join(directory, 'bad.yaml'), THREE_MISTAKES);
    await wirelab('--version');
  }, BUILD_TIMEOUT_MS);
  afterAll(async () => {
    await rm(directory, { recursive: true });
  });

  it.each([
    [['rnu'], "error: unknown command 'rnu'\n(Did you mean run?)\n"],
    [['run', 'x', '--jsno'], "error: unknown option '--jsno'\n(Did you mean --json?)\n"],
    [['up', 'x', 'y'], 'error: too many arguments for'],
    [['run', '--all', 'x'], 'Name scenarios, or use --all.\n'],
    [
      ['run', 'macvlan', '--pause-on-fail'],
      '--pause-on-fail waits for Enter, and there is no terminal;',
    ],
    [['run', 'macvlan', 'macvlan', '--pause-on-fail'], '--pause-on-fail is for one run.\n'],
    [['run', '--shard', '1/2'], 'Name the scenarios that are to be run, or use --all.\n'],
    [['run', '--all', '--shard', '3/2'], '`1/4` to `4/4`.\n'],
    [['run', '--all', '--jobs', '0'], 'Write a number from 1.\n'],
    [['run', '--all', '--keep'], "'--keep' cannot be used with"],
    [['run', 'multi-node-overlay', 'multi-node-same-l2', '--keep'], 'there is --keep-on-fail.\n'],
    [['image', 'build'], "error: missing required argument 'name'\n"],
    [['up'], "error: missing required argument 'name'\n"],
    [['run', 'x', '--accel', 'kwm'], 'Allowed choices are auto, kvm, tcg.\n'],
    [['run', 'x', '--timeout', '5'], 'Write it as `90s`, `1.5m` or `500ms`.\n'],
    [['graph', 'x', '--format', 'pdf'], 'choices are ascii, svg, mermaid, dot, json.\n'],
    [['graph', 'x', '--observed', '--step', '1'], "cannot be used with option '--step"],
    [['graph', 'x', '--width', '20'], 'Write a number of columns from 50.\n'],
    [['graph', 'multi-node-overly'], 'did you mean `multi-node-overlay`?\n'],
    [['graph', 'netns-to-internet', '--step', '9'], 'has no step `9`'],
    [['graph', 'veth-direct', '--output', '/proc/wirelab/r'], 'cannot be written'],
    [
      ['run', 'x', '--report', 'xml=r'],
      'no report format `xml`; the known ones: json, junit, markdown, html.\n',
    ],
    [['run', 'x', '--keep', '--keep-on-fail'], "'--keep' cannot be used with"],
    [['run', 'multi-node-overly'], 'did you mean `multi-node-overlay`?\n'],
    [['run', 'multi-node-overlay', '--report', 'json=/proc/wirelab/r'], 'cannot be written'],
  ])('answers %j with exit code 2 and what is wrong', async (args, message) => {
    const { code, stdout, stderr } = await wirelab(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each(['run', 'up', 'plan', 'graph', 'validate'])(
    '%s shows every mistake of a scenario',
    async (verb) => {
      const file = join(directory, 'bad.yaml');
      const { code, stdout, stderr } = await wirelab(verb, file);
      const places = stderr.match(/^.*bad\.yaml:\d+:\d+/gm);
      expect(places).toEqual([`${file}:7:24`, `${file}:8:5`, `${file}:13:31`]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    },
  );

  it('shows the mistakes of all scenarios before it runs any', async () => {
    const file = join(directory, 'bad.yaml');
    const { code, stdout, stderr } = await wirelab('run', file, 'multi-node-overlay', 'nonsense');
    expect(stderr.match(/^.*bad\.yaml:\d+:\d+/gm)).toHaveLength(3);
    expect(stderr).toContain('nonsense');
    expect(stderr).not.toContain('multi-node-overlay (lab');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('prints problems as data when asked for JSON', async () => {
    const { code, stdout, stderr } = await wirelab(
      'validate',
      '--json',
      join(directory, 'bad.yaml'),
    );
    const [result] = JSON.parse(stdout) as [{ problems: readonly { line: number }[] }];
    expect(result.problems.map(({ line }) => line)).toEqual([7, 8, 13]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
  });

  it('lists the scenarios when `run` gets no name', async () => {
    const listed = await wirelab('list');
    expect(listed.stdout).toMatch(/^ {2}multi-node-overlay +an overlay needs nothing /m);
    expect(await wirelab('run')).toEqual({ ...listed, code: 0, stderr: '' });
  });

  it('plans a scenario without starting anything', async () => {
    const { code, stdout } = await wirelab('plan', 'multi-node-overlay', '--json');
    const plan = JSON.parse(stdout) as {
      given: readonly unknown[];
      nodes: readonly { node: string; script: string }[];
    };
    expect(plan.given).toEqual([]);
    const plans = plan.nodes;
    expect(plans.map(({ node }) => node)).toEqual(['node1', 'node2', 'router']);
    expect(plans[0]?.script).toContain('vxlan id 42');
    expect(code).toBe(0);
  });

  it('does not mind a reader that has gone', async () => {
    const child = spawn(process.execPath, [join(root, 'bin/wirelab.mjs'), '--help'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    const ended = new Promise((resolve) => child.once('close', resolve));
    expect(await text(child.stderr)).toBe('');
    expect(await ended).toBe(0);
  });

  it('plan says what was given, as the documentation has it', async () => {
    const page = await readFile(join(root, 'docs/scenario-format.md'), 'utf8');
    const [, example = ''] =
      /```yaml\n(title: Three machines, whatever[\s\S]*?)```/.exec(page) ?? [];
    const [, shown = ''] = /```\n(### given by wirelab\n[\s\S]*?)```/.exec(page) ?? [];
    const file = join(directory, 'three.yaml');
    await writeFile(file, example);
    const { code, stdout } = await wirelab('plan', file);
    const lines = shown.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(stdout.startsWith('### given by wirelab\n')).toBe(true);
    expect(lines.length).toBeGreaterThan(5);
    const given = stdout.slice(0, stdout.indexOf('\n\n')).split('\n');
    expect(lines.filter((line) => line !== '…' && !given.includes(line))).toEqual([]);
  });

  it('plan says below each step what it is given', async () => {
    const file = join(root, 'test/unit/scenario/addresses/given/steps.yaml');
    const { stdout } = await wirelab('plan', file);
    const headings = stdout.match(/^## .*$|^### given by wirelab\n[^\n]*/gm);
    expect(headings).toMatchInlineSnapshot(`
      [
        "### given by wirelab
      segment lan        subnet   10.0.0.0/24",
        "## step 1: a container more, and a bridge",
        "### given by wirelab
      node2 br0             subnet   172.16.1.0/24",
        "## step 2: one that writes its address, which was not given before",
        "### given by wirelab
      node1/written  gateway  172.16.0.1",
        "## step 3: one goes, and another comes",
        "### given by wirelab
      node1/last veth51  address  172.16.0.6/24",
        "## step 4: a route and a gateway of the author's",
      ]
    `);
    const plan = JSON.parse((await wirelab('plan', file, '--json')).stdout) as {
      readonly given: readonly { readonly step: number; readonly text: string }[];
    };
    expect(plan.given.filter(({ step }) => step === 3).map(({ text: given }) => given)).toEqual([
      '172.16.0.6/24',
      '172.16.0.1',
    ]);
  });
});

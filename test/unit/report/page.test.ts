import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderPage } from '../../../src/report/html/page.ts';
import { resolveText } from '../topology/resolve-text.ts';
import { tracedRun } from './traced-run.ts';

const text = readFileSync(new URL('../../vm/explained.yaml', import.meta.url), 'utf8');
const topology = resolveText('explained', text);
const shown = { name: 'explained', run: tracedRun, topology };
const page = renderPage([shown], 'explained: failed');

it('needs nothing but itself', () => {
  const references = [...page.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map(([, url]) => url);
  expect(references.filter((url) => url !== 'data:,' && url?.startsWith('#') !== true)).toEqual([]);
  expect(page).not.toMatch(/@import|url\(/);
});

it('shows every node, address and route of the network', () => {
  for (const { name, root } of topology.nodes) {
    expect(page).toContain(`id="run0-node:${name}"`);
    for (const { addresses } of root.devices) {
      for (const { address, length } of addresses) expect(page).toContain(`${address}/${length}`);
    }
  }
  expect(page).toContain('via 192.168.42.2 dev vxlan0');
});

it('tells each check with its evidence, and why packets were lost', () => {
  for (const { title, observed } of tracedRun.checks) {
    expect(page).toContain(title);
    expect(page).toContain(observed);
  }
  expect(page).toContain('its vxlan0 has VNI 43');
});

it('lets no text of a scenario or a node become a part of the page', () => {
  expect(page).toContain('a &lt;b&gt; &amp; &quot;c&quot;');
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  expect(page).not.toContain('\u0000');
});

it('has no id twice, also with several runs', () => {
  const two = renderPage([shown, shown], 'two runs');
  const ids = [...two.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
  const own = ids.filter((id) => id?.startsWith('run') === true);
  expect(own.length).toBeGreaterThan(5);
  expect(new Set(own).size).toBe(own.length);
});

it('colours what was found out: the way of the packet, and where it was lost', () => {
  expect(page).toMatch(/wl-device[^"]* wl-failed" data-id="device:node2:vxlan0"/);
  expect(page).toMatch(/wl-path" data-id="device:router:left"/);
});

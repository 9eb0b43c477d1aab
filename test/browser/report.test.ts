/** The page of a real run, in a real browser. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edited, impatient } from '../vm/scenario-text.ts';
import { privateHost, type PrivateHost } from '../vm/wirelab.ts';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

let host: PrivateHost;
let browser: Browser;
const pages = { passed: '', failed: '' };

beforeAll(async () => {
  host = privateHost();
  const report = async (name: 'passed' | 'failed', file: string) => {
    pages[name] = join(host.directory, `${name}.html`);
    const { stderr } = await host.run([
      ...['run', file, '--provider', 'netns', '--report', `html=${pages[name]}`],
    ]);
    expect(stderr).toContain(`${name}:`);
  };
  await report('passed', 'multi-node-overlay');
  const broken = impatient(edited('multi-node-overlay', [['vni: 42', 'vni: 43']]));
  await report('failed', host.write('broken', broken));
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser.close();
  host.remove();
});

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

/** The page as somebody sees it, with what it did meanwhile. */
async function opened(name: keyof typeof pages, { width, colorScheme }: Look) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const said: string[] = [];
  const url = pathToFileURL(pages[name]).href;
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) said.push(request.url());
  });
  await page.goto(url);
  return { page, said, close: () => context.close() };
}

const looks: readonly Look[] = [
  { width: 375, colorScheme: 'light' },
  { width: 375, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
];

describe.each(['passed', 'failed'] as const)('the page of a run that %s', (name) => {
  it.each(looks)('can be read at $width pixels on $colorScheme ground', async (look) => {
    const { page, said, close } = await opened(name, look);
    // Everything that can be opened is.
    await page.evaluate(
      'for (const each of document.querySelectorAll("details")) each.open = true',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      look.width,
    );
    expect(await violations(page)).toEqual([]);
    expect(said).toEqual([]);
    await close();
  });

  it('opens what is told of a node, by mouse and by keyboard', async () => {
    const { page, close } = await opened(name, { width: 1440, colorScheme: 'light' });
    const panel = page.locator('[id="run0-node:node1"]');
    const drawn = page.locator('.wl-drawing g[data-id="node:node1"]');
    expect(await panel.getAttribute('open')).toBeNull();
    await drawn.click({ position: { x: 10, y: 30 } });
    expect(await panel.getAttribute('open')).toBe('');
    expect(await panel.innerText()).toContain('172.16.1.0/24');
    const other = page.locator('[id="run0-node:router"]');
    await page.locator('.wl-drawing g[data-id="node:router"]').focus();
    await page.keyboard.press('Enter');
    expect(await other.getAttribute('open')).toBe('');
    await close();
  });
});

/** What axe finds against WCAG's levels A and AA, contrast among it. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 200)) })))`);
}

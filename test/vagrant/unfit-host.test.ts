import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeStock } from '../vm/leftovers.ts';
import { pair, reaches } from '../vm/scenario-text.ts';
import { privateHost } from '../vm/wirelab.ts';

it.each([
  [
    'libvirtd is dead',
    (directory: string) => ({
      LIBVIRT_DEFAULT_URI: `qemu+unix:///system?socket=${join(directory, 'nobody')}`,
    }),
    ['libvirt does not answer', 'systemctl start libvirtd'],
  ],
  [
    'vagrant has no plugin',
    (directory: string) => {
      const program = join(directory, 'vagrant');
      writeFileSync(program, '#!/bin/sh\necho No plugins installed.\n', { mode: 0o755 });
      return { PATH: `${directory}:${process.env['PATH'] ?? ''}` };
    },
    ['vagrant has no plugin vagrant-libvirt', 'npm run setup -- --vagrant'],
  ],
  [
    'there is no box',
    (directory: string) => ({ VAGRANT_HOME: join(directory, 'vagrant.d') }),
    ['vagrant has no box of the image debian-13', 'wirelab image box debian-13'],
  ],
] as const)('refuses to run when %s', async (_, environment, sayings) => {
  const outer = privateHost();
  const host = privateHost(environment(outer.directory));
  const stock = takeStock(host);
  const file = host.write('pair', pair(reaches));
  const ended = await host.run(['run', file, '--provider', 'vagrant']);
  for (const saying of sayings) expect(ended.stderr).toContain(saying);
  expect(ended.stderr).not.toContain(' provide\n');
  expect(ended.code).toBe(3);
  await stock.expectNothingLeft();
  host.remove();
  outer.remove();
});

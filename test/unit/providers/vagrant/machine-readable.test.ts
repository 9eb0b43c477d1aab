import { describe, expect, it } from 'vitest';
import {
  failureIn,
  newsOf,
  parseVagrantLine,
} from '../../../../src/providers/vagrant/machine-readable.ts';

// Printed by Vagrant 2.3.4 with vagrant-libvirt 0.11.2.
const lines = [
  "1795286916,,ui,info,Bringing machine 'node1' up with 'libvirt' provider...",
  '1795286948,node1,action,up,start',
  '1795286949,node1,ui,warn,==> node1: No version detected for wirelab/debian-13%!(VAGRANT_COMMA) using timestamp to watch for modifications. Consider\\n==> node1: generating',
  '1795286950,node1,ui,info,==> node1:  -- Cpus:              1',
  '1795286950,node2,ui,info,==> node2:     -> value=max%!(VAGRANT_COMMA)-cx16%!(VAGRANT_COMMA)-la57%!(VAGRANT_COMMA) ',
  '1795286952,node1,ui,info,==> node1: Waiting for domain to get an IP address...',
  '1795286982,node1,ui,output,==> node1: Waiting for machine to boot. This may take a few minutes...',
  '1795286983,node1,ui,detail,    node1: SSH address: 198.18.7.48:22',
  'warning: something of Ruby',
];

describe('parseVagrantLine', () => {
  it('takes a line apart, and what is escaped in it', () => {
    expect(parseVagrantLine(lines[2] ?? '')).toEqual({
      machine: 'node1',
      type: 'ui',
      data: [
        'warn',
        '==> node1: No version detected for wirelab/debian-13, using timestamp to watch for modifications. Consider\n==> node1: generating',
      ],
    });
  });

  it('leaves other lines alone', () => {
    expect(parseVagrantLine('warning: something of Ruby')).toBeNull();
    expect(parseVagrantLine('')).toBeNull();
  });
});

it('has news of what happens, and not of settings', () => {
  const news = lines.flatMap((line) => {
    const parsed = parseVagrantLine(line);
    return parsed === null ? [] : (newsOf(parsed) ?? []);
  });
  expect(news).toEqual([
    'node1: waiting for domain to get an IP address',
    'node1: waiting for machine to boot. This may take a few minutes',
  ]);
});

it('says why vagrant gave up', () => {
  const output = [
    '1795286916,node1,ui,error,==> node1: An error occurred.',
    '1795286916,,error-exit,Vagrant::Errors::BatchMultiError,Any errors are shown below.\\n\\nThe box failed%!(VAGRANT_COMMA) twice.\\n\\n',
  ];
  expect(failureIn(output.join('\n'))).toBe(
    'Any errors are shown below.\n\nThe box failed, twice.',
  );
  expect(failureIn(lines.join('\n'))).toBeNull();
});

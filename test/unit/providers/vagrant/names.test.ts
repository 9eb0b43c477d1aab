import { expect, it } from 'vitest';
import {
  bridgeName,
  domainName,
  mgmtSubnet,
  namePrefix,
  segmentNetworkName,
} from '../../../../src/providers/vagrant/names.ts';
import { mgmtXml, segmentXml } from '../../../../src/providers/vagrant/network-xml.ts';

const labs = Array.from({ length: 3000 }, (_, index) => `lab-${index.toString(16)}`);

it('gives each lab names of its own', () => {
  expect(segmentNetworkName('a-1', 'lan')).not.toBe(segmentNetworkName('a-11', 'lan'));
  expect(domainName('a-11', 'node1').startsWith(namePrefix('a-1'))).toBe(false);
});

it('names bridges that the kernel takes', () => {
  const names = labs.map((lab) =>
    bridgeName(segmentNetworkName(lab, 'a-segment-with-a-long-name')),
  );
  expect(new Set(names).size).toBe(labs.length);
  for (const name of names) expect(name).toMatch(/^wl[0-9a-f]{12}$/);
});

it('spreads mgmt networks over 198.18.0.0/15', () => {
  const networks = labs.map((lab) => mgmtSubnet(lab).network);
  expect(new Set(networks).size).toBeGreaterThan(1000);
  for (const network of networks) expect(network).toMatch(/^198\.1[89]\.\d+\.(0|64|128|192)$/);
});

it('has no address and no DHCP on a segment', () => {
  expect(segmentXml(segmentNetworkName('pair-0a1b', 'lan & <wan>'))).toBe(`<network>
  <name>wirelab-pair-0a1b.segment.lan &amp; &lt;wan&gt;</name>
  <bridge name='${bridgeName('wirelab-pair-0a1b.segment.lan & <wan>')}' stp='off' delay='0'/>
  <dns enable='no'/>
  <mtu size='9216'/>
</network>
`);
});

it('hands out addresses on mgmt, and leads nowhere', () => {
  const { network, host, firstLease, lastLease } = mgmtSubnet('pair-0a1b');
  const [, prefix = '', last = ''] = /^(.*\.)(\d+)$/.exec(network) ?? [];
  expect([host, firstLease, lastLease]).toEqual(
    [1, 2, 62].map((number) => `${prefix}${Number(last) + number}`),
  );
  const xml = mgmtXml('pair-0a1b', 'host');
  expect(xml).toContain(`<ip address='${host}' netmask='255.255.255.192'>`);
  expect(xml).not.toContain('<forward');
  expect(mgmtXml('pair-0a1b', 'internet')).toContain(`<forward mode='nat'/>`);
});

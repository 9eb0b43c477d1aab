import { describe, expect, test } from 'vitest';
import {
  inWritingOrder,
  parseSysctlLine,
  sysctlDevice,
  sysctlFact,
  sysctlLine,
} from '../../../src/compile/sysctl.ts';

describe('sysctls', () => {
  test.each([
    ['net.ipv4.conf.ens5.rp_filter', 'ens5'],
    ['net.ipv4.neigh.left.proxy_delay', 'left'],
    ['net.ipv6.conf.ens5/10.accept_ra', 'ens5.10'],
    ['net/ipv4/conf/ens5.10/rp_filter', 'ens5.10'],
    ['net.ipv4.conf.all.rp_filter', null],
    ['net.ipv4.conf.default.rp_filter', null],
    ['net.ipv4.ip_forward', null],
  ])('%s is a setting of %s', (key, device) => {
    expect(sysctlDevice({ key, value: '1' })).toBe(device);
  });

  test('are written so that none undoes another', () => {
    const keys = [
      'net.ipv4.conf.ens5.forwarding',
      'net.ipv4.tcp_rmem',
      'net.ipv4.conf.default.rp_filter',
      'net.ipv4.conf.all.forwarding',
      'net.ipv4.ip_forward',
    ];
    const written = inWritingOrder(keys.map((key) => ({ key, value: '1' })));
    expect(written.map(({ key }) => key)).toEqual([keys[4], keys[3], keys[2], keys[1], keys[0]]);
  });

  test('a device with a dot in its name keeps its path', () => {
    expect(sysctlLine({ key: 'net.ipv4.conf.ens5/10.rp_filter', value: '1' })).toContain(
      '>/proc/sys/net/ipv4/conf/ens5.10/rp_filter ',
    );
  });

  test('what is read back equals what was written, however it was spelt', () => {
    const read = parseSysctlLine('/proc/sys/net/ipv4/conf/ens5.10/tcp_rmem:4096\t131072\t6291456');
    const value = '4096 131072  6291456';
    expect(read).toEqual(sysctlFact({ key: 'net.ipv4.conf.ens5/10.tcp_rmem', value }));
    expect(read).toEqual(sysctlFact({ key: 'net/ipv4/conf/ens5.10/tcp_rmem', value }));
  });

  test('other lines are no settings', () => {
    expect(parseSysctlLine('grep: /proc/sys/net: Is a directory')).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { parseCounters } from '../../../src/explain/state/kernel-counters.ts';
import { parseNftText } from '../../../src/explain/state/nft-text.ts';
import { recorded } from './recorded.ts';

it('reads the kernel counters by the names of nstat(8)', () => {
  const counters = parseCounters(recorded('counters.txt').toString());
  expect(counters.get('IpForwarding')).toBe(1);
  expect(counters.get('IcmpInTimeExcds')).toBe(0);
  expect(counters.get('TcpExtIPReversePathFilter')).toBe(0);
  expect(counters.get('IpExtInNoRoutes')).toBe(0);
});

it('reads counters that stand on a line each, as those of IPv6 do', () => {
  expect(parseCounters('Ip6InReceives  \t12\nIp6InNoRoutes  3\n')).toEqual(
    new Map([
      ['Ip6InReceives', 12],
      ['Ip6InNoRoutes', 3],
    ]),
  );
});

it('reads chains with their policies, and rules with what they have counted', () => {
  const text = `table inet wirelab {
	chain forward {
		type filter hook forward priority filter; policy drop;
		ip saddr 10.0.0.0/8 counter packets 3 bytes 252 drop
		iifname "ens5" accept
	}

	chain nat_postrouting {
		type nat hook postrouting priority srcnat; policy accept;
		counter packets 1 bytes 84 masquerade
	}
	set ports {
		type inet_service
	}
	chain jumped {
		counter packets 0 bytes 0 reject with icmpx port-unreachable
	}
}
`;
  expect(parseNftText(text)).toEqual([
    {
      ...{
        table: 'inet wirelab',
        name: 'forward',
        type: 'filter',
        hook: 'forward',
        policy: 'drop',
      },
      rules: [
        { text: 'ip saddr 10.0.0.0/8 drop', packets: 3 },
        { text: 'iifname "ens5" accept', packets: null },
      ],
    },
    {
      ...{ table: 'inet wirelab', name: 'nat_postrouting', type: 'nat' },
      ...{ hook: 'postrouting', policy: 'accept' },
      rules: [{ text: 'masquerade', packets: 1 }],
    },
    {
      ...{ table: 'inet wirelab', name: 'jumped', type: null, hook: null, policy: 'accept' },
      rules: [{ text: 'reject with icmpx port-unreachable', packets: 0 }],
    },
  ]);
});

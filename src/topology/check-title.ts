/** What a check is called when the scenario gives it no title. */
import type { RawCheck } from '../scenario/schema/check.ts';
import { listOf } from './one-or-many.ts';

/** `node1/con1 reaches node2/con1 over vxlan0` */
export function checkTitle(check: RawCheck): string {
  switch (check.kind) {
    case 'reach': {
      const { from, to, over } = check.spec;
      const verb = listOf(from).length === 1 ? 'reaches' : 'reach';
      return `${names(from)} ${verb} ${names(to)}${over === undefined ? '' : ` over ${over}`}`;
    }
    case 'no_reach': {
      const { from, to } = check.spec;
      const verb = listOf(from).length === 1 ? 'does not reach' : 'do not reach';
      return `${names(from)} ${verb} ${names(to)}`;
    }
    case 'routes': {
      const { at, exactly } = check.spec;
      return `routes of ${names(at)} ${exactly === undefined ? 'hold those listed' : 'are exactly those listed'}`;
    }
    case 'throughput': {
      const { from, to, protocol } = check.spec;
      return `${protocol === 'udp' ? 'UDP' : 'TCP'} throughput from ${from} to ${to}`;
    }
    case 'command': {
      const { at, run } = check.spec;
      return `${run} at ${names(at)}`;
    }
  }
}

function names(texts: string | readonly string[]): string {
  return listOf(texts).join(', ');
}

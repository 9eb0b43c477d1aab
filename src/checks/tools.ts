import type { Check } from '../topology/checks.ts';

/** The programs that a check runs on the nodes, beside a shell and iproute2. */
export function toolsOf(check: Check): readonly string[] {
  switch (check.kind) {
    case 'bridge_ports':
    case 'command':
    case 'fdb':
    case 'links':
    case 'routes':
      return [];
    case 'bgp':
      return ['birdc'];
    case 'capture':
      return ['ping', 'tcpdump'];
    case 'compare':
      return ['ping', 'iperf3'];
    case 'counters':
    case 'latency':
    case 'mtu':
    case 'neighbours':
    case 'no_reach':
    case 'outage':
    case 'reach':
      return ['ping'];
    case 'http':
      return ['curl'];
    case 'path':
      return ['traceroute'];
    case 'source_seen':
      return ['ping', 'tcpdump'];
    case 'tcp':
      return ['socat', 'tcpdump', 'ping'];
    case 'throughput':
      return ['iperf3'];
  }
}

import { formatPrefix } from '../scenario/parse/prefix.ts';
import { routeLine } from '../topology/route-line.ts';
import type { Fact, LinkFact, RouteFact, ServiceFact } from './fact.ts';

/** A fact as one line, the same for equal facts: `address 10.0.0.10/16 dev ens5`. */
export function factLine(fact: Fact): string {
  switch (fact.kind) {
    case 'link':
      return linkFactLine(fact);
    case 'address':
      return `address ${formatPrefix(fact.address)} dev ${fact.dev}`;
    case 'route':
      return routeFactLine(fact);
    case 'neighbour':
      return `neighbour ${fact.address} mac ${fact.mac ?? 'none'} dev ${fact.dev} permanent`;
    case 'fdb':
      return `fdb ${fact.mac} dev ${fact.dev}${word('dst', fact.dst)} static`;
    case 'vlan': {
      const flags = `${fact.pvid ? ' pvid' : ''}${fact.untagged ? ' untagged' : ''}`;
      return `vlan ${fact.vid} dev ${fact.dev}${flags}`;
    }
    case 'rule':
      return `rule ${fact.priority} ${fact.text}`;
    case 'wireguard':
      return `wireguard ${fact.dev} key ${fact.publicKey} listens on udp ${fact.listenPort}`;
    case 'wireguard-peer': {
      const { endpoint, keepaliveS, allowedIps } = fact;
      const how = `${word('endpoint', endpoint)}${word('keepalive', keepaliveS)}`;
      return `wireguard ${fact.dev} peer ${fact.publicKey}${how} allowed ${allowedIps.join(' ')}`;
    }
    case 'impairment': {
      const { dev, delayUs, jitterUs, lossPpm, rateBps } = fact;
      const delay = delayUs === 0 ? '' : ` delay ${delayUs / 1000}ms`;
      const jitter = jitterUs === 0 ? '' : ` ${jitterUs / 1000}ms`;
      const loss = lossPpm === 0 ? '' : ` loss ${lossPpm / 10_000}%`;
      return `netem dev ${dev}${delay}${jitter}${loss}${word('rate', rateBps)}`;
    }
    case 'sysctl':
      return `sysctl ${fact.key} = ${fact.value}`;
    case 'nft-chain':
      return `nft ${fact.chain}: ${fact.type} ${fact.hook}, policy ${fact.policy}`;
    case 'nft-rule':
      return `nft ${fact.chain} ${fact.position}: ${fact.rule}`;
    case 'service':
      return `service ${fact.name} ${serviceState(fact.state)}`;
  }
}

function serviceState(state: ServiceFact['state']): string {
  switch (state.kind) {
    case 'listening':
      return state.ports.length === 0
        ? 'runs, listens on no port'
        : `listens on tcp ${state.ports.join(', ')}`;
    case 'stopped':
      return 'stopped';
    case 'ended':
      return `ended: ${state.said === '' ? 'it said nothing' : state.said}`;
  }
}

function word(key: string, value: string | number | null): string {
  return value === null ? '' : ` ${key} ${value}`;
}

function linkFactLine(link: LinkFact): string {
  const state = `${link.up ? 'up' : 'down'}${word('master', link.master)}`;
  return `link ${link.name} ${linkType(link)} mtu ${link.mtu}${word('mac', link.mac)} ${state}`;
}

function linkType(link: LinkFact): string {
  switch (link.type) {
    case 'nic':
    case 'veth':
    case 'wireguard':
      return link.type;
    case 'bridge': {
      const snooping = `mcast_snooping ${link.multicastSnooping ? 'on' : 'off'}`;
      const filtering = link.vlanFiltering ? ' vlan_filtering on' : '';
      const stp = `stp ${link.stp ? 'on' : 'off'} forward_delay ${link.forwardDelay}`;
      return `bridge ${stp} ${snooping}${filtering}`;
    }
    case 'vxlan': {
      const learning = link.learning ? '' : ' nolearning';
      const ends = `${word('local', link.local)}${word('remote', link.remote)}`;
      return `vxlan vni ${link.vni}${ends} port ${link.port}${word('dev', link.dev)}${learning}`;
    }
    case 'gre':
    case 'gretap':
    case 'ipip':
    case 'sit': {
      const { inKey, outKey, ttl, dev } = link;
      const keys =
        inKey === outKey ? word('key', inKey) : `${word('ikey', inKey)}${word('okey', outKey)}`;
      const ends = `${word('local', link.local)}${word('remote', link.remote)}`;
      return `${link.type}${ends}${keys}${word('ttl', ttl)}${word('dev', dev)}`;
    }
    case 'vrf':
      return `vrf table ${link.table}`;
    case 'tun':
      return link.attached ? 'tun attached' : 'tun detached';
    case 'vlan':
      return `vlan ${link.protocol} id ${link.id}${word('parent', link.parent)}`;
    case 'macvlan':
      return `macvlan mode ${link.mode}${word('parent', link.parent)}`;
    case 'ipvlan':
      return `ipvlan mode ${link.mode}${word('parent', link.parent)}`;
    case 'foreign':
      return link.foreignType;
  }
}

function routeFactLine(route: RouteFact): string {
  const type = route.type === 'unicast' ? '' : ` ${route.type}`;
  const table = route.table === 'main' ? '' : ` table ${route.table}`;
  return `route${type} ${routeLine(route)}${route.onlink ? ' onlink' : ''}${table}`;
}

import type { Node } from '../topology/model.ts';
import { ownNamespaces } from '../topology/own-namespaces.ts';
import { birthsOf } from './birth.ts';
import { containerResetLines } from './container.ts';
import { unimpairLines } from './impairment.ts';
import { nicResetLines } from './nic.ts';
import { policyRuleResetLines } from './policy-rule.ts';
import { serviceStopLines } from './service.ts';
import { tunResetLines } from './tun.ts';
import { vrfResetLines } from './vrf.ts';

/** Says that a batch has begun on this machine. */
const MARK = '/run/wirelab-configured';

/**
 * Shell lines that remove what an earlier batch made, whole or in part. On a fresh machine they
 * start no process.
 */
export function resetLines(node: Node): readonly string[] {
  const { root } = node;
  const tuns = root.devices.filter((device) => device.kind === 'tun');
  const nics = root.devices.filter((device) => device.kind === 'nic');
  const own = root.devices.filter((device) => device.kind !== 'nic').map(({ name }) => name);
  const made = [...own, ...birthsOf(node).flatMap(({ temporaryName }) => temporaryName ?? [])];
  const lines = [
    ...tuns.flatMap(tunResetLines),
    ...serviceResetLines(node),
    ...made.map((name) => `[ ! -e /sys/class/net/${name} ] || ip link del dev ${name}`),
    ...ownNamespaces(node).flatMap(containerResetLines),
    ...unimpairLines(root.impairments),
    ...policyRuleResetLines(root),
    ...vrfResetLines(root),
    ...nics.flatMap(nicResetLines).map((line) => `ip ${line}`),
  ];
  // A shell takes no `if` with nothing in it.
  if (lines.length === 0) return [`: >${MARK}`];
  return [`if [ -e ${MARK} ]; then`, ...lines.map((line) => `  ${line}`), 'fi', `: >${MARK}`];
}

function serviceResetLines({ root, containers }: Node): readonly string[] {
  return [{ ...root, name: null }, ...containers].flatMap(({ name, services }) =>
    services.flatMap((service) => serviceStopLines(name, service)),
  );
}

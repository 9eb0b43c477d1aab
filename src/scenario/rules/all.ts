/** Every rule that a scenario is checked against. */
import { addressOutsideBridge } from './address-outside-bridge.ts';
import { addressOutsideSegment } from './address-outside-segment.ts';
import { capturedSegment } from './captured-segment.ts';
import { checkForm } from './check-form.ts';
import { containerLink } from './container-link.ts';
import { containerNetwork } from './container-network.ts';
import { deviceNames } from './device-names.ts';
import { duplicateAddress } from './duplicate-address.ts';
import { faultForm } from './faults.ts';
import { firewallForm } from './firewall-form.ts';
import { badGateway } from './gateway.ts';
import { impairForm } from './impair-form.ts';
import { knockOutDevice } from './knock-out.ts';
import { names } from './names.ts';
import { natForm } from './nat-form.ts';
import { ipTunnelForm } from './ip-tunnel-form.ts';
import { nextHop } from './next-hop.ts';
import { noNodes } from './no-nodes.ts';
import { noPower } from './no-power.ts';
import { outageStep } from './outage-step.ts';
import { overDevice } from './over-device.ts';
import { overlayMtu } from './overlay-mtu.ts';
import { parentUse } from './parent-use.ts';
import { policyRuleForm } from './policy-rule-form.ts';
import { portVlans } from './port-vlans.ts';
import { repeatedDevice } from './repeated-device.ts';
import { reservedNames } from './reserved-names.ts';
import { reservedNetwork } from './reserved-network.ts';
import { reservedTable } from './reserved-table.ts';
import { routeForm } from './route-form.ts';
import { servicePort } from './service-port.ts';
import { stackLoop } from './stack-loop.ts';
import { staticEntries } from './static-entries.ts';
import { sysctlNames } from './sysctl-names.ts';
import { tunnelEnds } from './tunnel-ends.ts';
import { unaddressedTarget } from './unaddressed-target.ts';
import { unknownBridge } from './unknown-bridge.ts';
import { unknownDevice } from './unknown-device.ts';
import { unknownEndpoint } from './unknown-endpoint.ts';
import { unknownKind } from './unknown-kind.ts';
import { unknownSegment } from './unknown-segment.ts';
import { unusedSegment } from './unused-segment.ts';
import { vethEnds } from './veth-ends.ts';
import { vlanId } from './vlan-id.ts';
import { vniRange } from './vni-range.ts';
import { vrfMembers } from './vrf-members.ts';
import { vxlanRemotes } from './vxlan-remotes.ts';
import { wireguardPeers } from './wireguard-peers.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  addressOutsideBridge,
  addressOutsideSegment,
  capturedSegment,
  checkForm,
  containerLink,
  containerNetwork,
  deviceNames,
  duplicateAddress,
  faultForm,
  firewallForm,
  badGateway,
  impairForm,
  knockOutDevice,
  names,
  natForm,
  ipTunnelForm,
  nextHop,
  noNodes,
  noPower,
  outageStep,
  overDevice,
  overlayMtu,
  parentUse,
  policyRuleForm,
  portVlans,
  repeatedDevice,
  reservedNames,
  reservedNetwork,
  reservedTable,
  routeForm,
  servicePort,
  stackLoop,
  staticEntries,
  sysctlNames,
  tunnelEnds,
  unaddressedTarget,
  unknownBridge,
  unknownDevice,
  unknownEndpoint,
  unknownKind,
  unknownSegment,
  unusedSegment,
  vethEnds,
  vlanId,
  vniRange,
  vxlanRemotes,
  vrfMembers,
  wireguardPeers,
];

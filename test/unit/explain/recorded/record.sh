#!/bin/sh
# Records any.pcap, answered.json, vni.json and counters.txt with labs of test/vm/explained.yaml.
set -eu
cd "$(dirname "$0")/../../../.."
wirelab="node bin/wirelab.mjs"
out=test/unit/explain/recorded
pattern=00112233445566778899aabbccddeeff
$wirelab up test/vm/explained.yaml --provider netns
$wirelab exec explained node1 -- sh -c "
  tcpdump -i any -y LINUX_SLL2 -s 512 -n -U --immediate-mode -Z root -w /tmp/any.pcap 2>/dev/null &
  until [ -s /tmp/any.pcap ]; do sleep 0.1; done
  ip neigh flush all
  ip netns exec con1 ping -c 1 -e 77 -p $pattern 172.16.1.2 >/dev/null
  ip netns exec con1 ping -c 1 -W 1 -t 2 -p $pattern 172.16.1.2 >/dev/null
  kill -INT \$!; wait; base64 -w 0 /tmp/any.pcap; rm /tmp/any.pcap" | base64 -d >$out/any.pcap
$wirelab trace explained node1/con1 node2/con1 --json >$out/answered.json
$wirelab exec explained node1 -- cat /proc/net/snmp /proc/net/netstat >$out/counters.txt
$wirelab down explained
scenario=$(mktemp -d)/vni.yaml
sed 's/vni: 42, local: 10.0.2.20/vni: 43, local: 10.0.2.20/' test/vm/explained.yaml >"$scenario"
$wirelab up "$scenario" --provider netns
$wirelab trace vni node1/con1 node2/con1 --json >$out/vni.json || true
$wirelab down vni
rm -r "${scenario%/*}"

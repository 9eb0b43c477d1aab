#!/bin/sh
# Records what two segments saw of one ping, through VXLAN and through TUN devices over UDP.
set -eu
cd "$(dirname "$0")/../../../../.."
wirelab="node bin/wirelab.mjs"
out=test/unit/explain/timeline/recorded
record() { # SCENARIO NAME FILTER
  $wirelab up "$1" --provider netns
  rm -f "$out/$2"-*.pcap
  for segment in left right; do
    $wirelab capture "$1" $segment --count 4 --filter "$3" >"$out/$2-$segment.pcap" &
  done
  until [ -s "$out/$2-left.pcap" ] && [ -s "$out/$2-right.pcap" ]; do sleep 0.1; done
  $wirelab exec "$1" node1/con1 -- ping -c 2 -i 0.2 -e 77 172.16.1.2
  wait
  $wirelab down "$1"
}
# IPv4 in Ethernet behind the headers of UDP and VXLAN.
record multi-node-overlay vxlan 'udp dst port 4789 and udp[28:2] = 0x800'
record multi-node-overlay-tun tun 'udp port 11443'

#!/bin/bash
# Records one ping through each kind of tunnel, on its device and on the wire below. It runs on a
# node, since the host's kernel may lack some kinds, and prints the captures as an archive:
#   npx wirelab up test/unit/checks/recorded/record-tunnels.yaml
#   npx wirelab exec LAB node1 -- bash -c "$(cat record-tunnels.sh)" | base64 -d | tar x
set -u
cd /run
capture() { # FILE DEVICE COMMAND…
  file=$1 device=$2
  shift 2
  tcpdump -i "$device" -w "$file.pcap" -U --immediate-mode -n -Z root 2>tcpdump.log </dev/null &
  tcpdump=$!
  until grep -q 'listening on' tcpdump.log; do sleep 0.1; done
  "$@" >/dev/null 2>&1
  sleep 0.5
  kill -INT $tcpdump
  wait $tcpdump
}
ping='ping -n -i 0.2 -W 4 -c 1 -e 4700'
ip neigh flush all
capture gre ens5 $ping 192.168.1.2
capture gretap ens5 $ping 192.168.2.2
capture ipip ens5 $ping 192.168.3.2
capture sit ens5 $ping fd03::2
capture vlan-tagged ens5 $ping 192.168.4.2
capture tun-udp ens5 $ping 192.168.5.2
capture on-tun tun0 $ping 192.168.5.2
capture on-gre gre9 $ping 192.168.1.2
capture tcp ens5 bash -c 'exec 3<>/dev/tcp/10.0.0.20/22; read -r line <&3'
tar c -- *.pcap | base64 -w0

#!/bin/sh
# Records tool output and captures for the judges' tests, in network namespaces that end with the
# script. Usage (as root): record.sh LABEL [PREFIX…], where PREFIX is put before ping, ip and iperf3
# to run another version's (for example: chroot DIRECTORY).
#   con1 172.16.0.2 -- node1 10.0.0.10 == vxlan 42 == node2 10.0.0.20 -- con2 172.16.1.2
set -eu
if [ "${WIRELAB_RECORDING:-}" != 1 ]; then
  exec env WIRELAB_RECORDING=1 unshare -mn sh "$0" "$@"
fi
cd "$(dirname "$0")"
label=$1
shift
mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }

for space in node1 con1 node2 con2; do
  ip netns add $space
  ip -n $space link set lo up
  ip netns exec $space sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 \
    net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0 net.ipv4.icmp_ratelimit=0 \
    net.ipv6.icmp.ratelimit=0
done
ip link add ens5 netns node1 type veth peer name ens5 netns node2
ip -n node1 address add 10.0.0.10/16 dev ens5
ip -n node2 address add 10.0.0.20/16 dev ens5
for n in 1 2; do
  net=$((n - 1))
  ip link add veth10 netns node$n type veth peer name veth11 netns con$n
  ip -n node$n address add 172.16.$net.1/24 dev veth10
  ip -n con$n address add 172.16.$net.2/24 dev veth11
  ip -n node$n address add fd00:$n::1/64 dev veth10 nodad
  ip -n con$n address add fd00:$n::2/64 dev veth11 nodad
  ip -n node$n link add vxlan0 type vxlan id 42 dstport 4789 local 10.0.0.${n}0 \
    remote 10.0.0.$((3 - n))0
  ip -n node$n address add 192.168.42.$n/30 dev vxlan0
  ip -n node$n address add fd42::$n/64 dev vxlan0 nodad
  for device in ens5 veth10 vxlan0; do ip -n node$n link set $device up; done
  ip -n con$n link set veth11 up
  ip -n con$n route add default via 172.16.$net.1
  ip -n con$n route add default via fd00:$n::1
done
for n in 1 2; do
  ip -n node$n route add 172.16.$((2 - n)).0/24 via 192.168.42.$((3 - n))
  ip -n node$n route add fd00:$((3 - n))::/64 via fd42::$((3 - n))
done
ip -n node1 route add prohibit 198.51.100.0/26
ip -n node1 route add unreachable 198.51.100.64/26
ip -n node1 route add prohibit 2001:db8:1::/48
ip -n con1 route add unreachable 203.0.113.0/26
ip -n con1 route add blackhole 203.0.113.64/26
ip -n con1 route add prohibit 203.0.113.128/26

at() { # SPACE NAME COMMAND…: keeps the command's output, both streams, under LABEL
  space=$1 name=$2
  shift 2
  mkdir -p "$label"
  ip netns exec "$space" env LC_ALL=C "$@" >"$label/$name.txt" 2>&1 || true
}

if [ "$label" != captures ]; then
  at con1 ping-answered "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.2
  at con1 ping6-answered "$@" ping -n -c 2 -i 0.2 -W 1 fd00:2::2
  at con1 ping-neighbour-failed "$@" ping -n -c 2 -i 0.2 -W 4 172.16.0.9
  at con1 neighbour-failed "$@" ip -j neigh show to 172.16.0.9
  at con1 ping6-neighbour-failed "$@" ping -n -c 2 -i 0.2 -W 4 fd00:1::9
  at con1 ping-prohibited "$@" ping -n -c 2 -i 0.2 -W 1 198.51.100.1
  at con1 ping6-prohibited "$@" ping -n -c 2 -i 0.2 -W 1 2001:db8:1::1
  at con1 ping-host-unreachable "$@" ping -n -c 2 -i 0.2 -W 1 198.51.100.65
  at con1 ping-net-unreachable "$@" ping -n -c 2 -i 0.2 -W 1 198.51.101.1
  at con1 ping6-no-route-at-router "$@" ping -n -c 2 -i 0.2 -W 1 2001:db8:2::1
  at con1 ping-ttl-exceeded "$@" ping -n -t 1 -c 2 -i 0.2 -W 1 172.16.1.2
  at con1 ping6-ttl-exceeded "$@" ping -n -t 1 -c 2 -i 0.2 -W 1 fd00:2::2
  at node1 ping-no-route "$@" ping -n -c 2 -i 0.2 -W 1 192.0.2.1
  at node1 ping6-no-route "$@" ping -n -c 2 -i 0.2 -W 1 2001:db8:2::1
  at con1 ping-unreachable-route "$@" ping -n -c 2 -i 0.2 -W 1 203.0.113.1
  at con1 ping-blackhole-route "$@" ping -n -c 2 -i 0.2 -W 1 203.0.113.65
  at con1 ping-prohibit-route "$@" ping -n -c 2 -i 0.2 -W 1 203.0.113.129
  ip -n con2 route del default
  at con1 ping-silence "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.2
  ip -n con2 route add default via 172.16.1.1
  ip netns exec con1 nft 'add table t; add chain t out { type filter hook output priority 0; };
    add rule t out ip daddr 172.16.1.3 drop; add rule t out ip daddr 172.16.1.4 reject' &&
    at con1 ping-dropped-locally "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.3 &&
    at con1 ping-rejected-locally "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.4
  filter() { # RULE, for what node1 forwards from con1
    ip netns exec node1 nft "add table t; add chain t f { type filter hook forward priority 0; };
      flush chain t f; add rule t f iifname veth10 $1"
  }
  filter 'dup to 172.16.1.2 device vxlan0'
  at con1 ping-duplicates "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.2
  filter drop
  at con1 ping-lost "$@" ping -n -c 2 -i 0.2 -W 1 172.16.1.2
  filter 'numgen inc mod 5 < 2 drop'
  at con1 ping-some-lost "$@" ping -n -c 10 -i 0.2 -W 1 172.16.1.2
  filter accept
  at con1 ping-all-of-ten "$@" ping -n -c 10 -i 0.2 -W 1 172.16.1.2
  at con1 ping-unknown-device "$@" ping -n -I nothing0 -c 2 172.16.1.2
  at con1 ping-missing env PATH=/nonexistent /bin/sh -c 'ping -n -c 2 172.16.1.2'

  at con1 route-get "$@" ip -j route get 172.16.1.2
  at node1 route-get-no-route "$@" ip -j route get 192.0.2.1
  at node1 routes4 "$@" ip -j route show table main
  at node1 routes6 "$@" ip -j -6 route show table main
  at node1 no-table4 "$@" ip -j -4 route show table 10
  at node1 no-table6 "$@" ip -j -6 route show table 10
  at con1 con1-routes4 "$@" ip -j route show table main
  at con1 con1-routes6 "$@" ip -j -6 route show table main
  at con1 addresses "$@" ip -o -4 address show up

  iperf() { # NAME ADDRESS CLIENT-OPTION…
    name=$1 address=$2
    shift 2
    ip netns exec con2 $iperf3 -s -1 -J -p 25201 >/dev/null 2>&1 &
    server=$!
    sleep 0.5
    at con1 "$name" $iperf3 -c "$address" -p 25201 -J -t 1 -i 0 "$@"
    wait $server || true
  }
  iperf3="$* iperf3"
  iperf iperf3-tcp 172.16.1.2
  iperf iperf3-udp 172.16.1.2 -u -b 5M
  filter 'meta l4proto udp limit rate over 300 kbytes/second burst 20 kbytes drop'
  iperf iperf3-udp-loss 172.16.1.2 -u -b 5M
  at con1 iperf3-refused $iperf3 -c 172.16.1.2 -p 25202 -J -t 1
  at node1 iperf3-no-route $iperf3 -c 192.0.2.1 -p 25202 -J -t 1
  sed -i 's/"system_info":.*"/"system_info":	"Linux node1"/' "$label"/iperf3-*.txt
  exit
fi

capture() { # FILE COMMAND…, with tcpdump on node2's ens5 meanwhile
  file=$1
  shift
  ip netns exec node2 tcpdump -q -i ens5 -U --immediate-mode $options -w - \
    'udp port 4789 or icmp or icmp6 or arp or vlan' >"$file" 2>tcpdump.log &
  tcpdump=$!
  until grep -qs 'listening on' tcpdump.log; do sleep 0.1; done
  "$@" >/dev/null || true
  sleep 0.5
  kill -INT $tcpdump
  wait $tcpdump || true
  rm tcpdump.log
}
ping='ping -n -i 0.2 -W 1'
options=
capture vxlan.pcap ip netns exec con1 "$@" $ping -e 4660 -c 2 172.16.1.2
capture vxlan6.pcap ip netns exec con1 "$@" $ping -e 4661 -c 2 fd00:2::2
capture clear.pcap ip netns exec node1 "$@" $ping -e 4662 -c 2 10.0.0.20
options=--time-stamp-precision=nano
capture vxlan-nano.pcap ip netns exec con1 "$@" $ping -e 4663 -c 2 172.16.1.2
options='-s 90'
capture vxlan-snapped.pcap ip netns exec con1 "$@" $ping -e 4664 -c 2 172.16.1.2
options=

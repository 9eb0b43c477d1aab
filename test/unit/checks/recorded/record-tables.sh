#!/bin/sh
# Records what iproute2, ping and traceroute print of the tables of a namespace and of the way out of
# it, in network namespaces that end with the script. Usage (as root): record-tables.sh LABEL
# [PREFIX…], where PREFIX is put before each tool that is recorded (for example: chroot DIRECTORY).
# PING, by default ping, is what fills the tables.
#   con1 172.16.0.2, con2 172.16.0.3 -- br0 172.16.0.1 of node1 == vxlan 42 == br0 of node2 -- far
#   172.16.0.12; node1 10.0.0.10 -- node2 10.0.0.20
set -eu
if [ "${WIRELAB_RECORDING:-}" != 1 ]; then
  exec env WIRELAB_RECORDING=1 unshare -mn sh "$0" "$@"
fi
cd "$(dirname "$0")"
label=$1
shift
mkdir -p /run/netns "$label"
mount -t tmpfs none /run/netns

for space in node1 node2 con1 con2 far; do
  ip netns add $space
  ip -n $space link set lo up
  ip netns exec $space sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.default.accept_dad=0 \
    net.ipv4.icmp_ratelimit=0
done
ip link add ens5 netns node1 address 02:00:00:00:00:0a type veth \
  peer name ens5 netns node2 address 02:00:00:00:00:14
for n in 1 2; do
  ip -n node$n address add 10.0.0.${n}0/16 dev ens5
  ip -n node$n link add br0 address 02:00:00:00:0b:0$n type bridge
  ip -n node$n link add vxlan0 address 02:00:00:00:0c:0$n type vxlan id 42 dstport 4789 \
    local 10.0.0.${n}0 remote 10.0.0.$((3 - n))0
  ip -n node$n link set vxlan0 master br0
  for device in ens5 br0 vxlan0; do ip -n node$n link set $device up; done
done
ip -n node1 address add 172.16.0.1/24 dev br0
join() { # NODE SPACE OUTSIDE INSIDE NUMBER
  ip link add "$3" netns "$1" address 02:00:00:00:01:"$5" type veth \
    peer name "$4" netns "$2" address 02:00:00:00:02:"$5"
  ip -n "$1" link set "$3" master br0 up
  ip -n "$2" link set "$4" mtu 1450 up
  ip -n "$2" address add 172.16.0."$5"/24 dev "$4"
  ip -n "$2" address add fd00:1::"$5"/64 dev "$4" nodad
}
join node1 con1 veth10 veth11 02
join node1 con2 veth20 veth21 03
join node2 far veth10 veth11 12
ip -n con2 link add spare type dummy 2>/dev/null || ip -n con2 link add spare type bridge
ip -n con1 route add default via 172.16.0.1
ip -n node2 route add 172.16.0.0/24 via 10.0.0.10

at() { # SPACE NAME COMMAND…: keeps the command's output, both streams, under LABEL
  space=$1 name=$2
  shift 2
  ip netns exec "$space" env LC_ALL=C "$@" >"$label/$name.txt" 2>&1 || true
}
quiet() { # SPACE COMMAND…
  space=$1
  shift
  ip netns exec "$space" "$@" >/dev/null 2>&1 || true
}

quiet con1 ${PING:-ping} -n -c 1 -W 1 172.16.0.1
quiet con1 ${PING:-ping} -n -c 1 -W 1 172.16.0.3
quiet con1 ${PING:-ping} -n -c 1 -W 1 172.16.0.12
quiet con1 ${PING:-ping} -n -c 1 -W 1 fd00:1::3
quiet con1 ${PING:-ping} -n -c 1 -W 4 172.16.0.9
ip -n con1 neigh add 172.16.0.77 lladdr 02:00:00:00:00:77 dev veth11 nud permanent
ip -n con1 neigh replace 172.16.0.12 lladdr 02:00:00:00:02:12 dev veth11 nud stale
ip netns exec con1 ${PING:-ping} -n -c 1 -W 3 172.16.0.8 >/dev/null 2>&1 &
ping=$!
sleep 0.3
at con1 neigh "$@" ip -j neigh show
wait $ping || true
at con2 neigh-con2 "$@" ip -j neigh show
ip -n far neigh flush dev veth11
at far neigh-empty "$@" ip -j neigh show
at node1 links "$@" ip -d -j link show
at con1 con1-links "$@" ip -d -j link show
at con2 con2-links "$@" ip -d -j link show
ip -n node1 link set vxlan0 type vxlan nolearning 2>/dev/null || true
bridge -n node1 fdb append 02:00:00:00:02:99 dev vxlan0 dst 10.0.0.30 self
bridge -n node1 fdb append 00:00:00:00:00:00 dev vxlan0 dst 10.0.0.30 self
at node1 fdb "$@" bridge -j fdb show dev vxlan0
at node1 fdb-port "$@" bridge -j fdb show dev veth10
at node1 fdb-no-device "$@" bridge -j fdb show dev nothing0

at node1 proc-net-dev cat /proc/self/net/dev
[ $# -gt 0 ] || exit 0
at con1 ping-size-fits "$@" ping -n -M probe -c 1 -W 1 -s 1422 172.16.0.12
at con1 ping-size-local "$@" ping -n -M probe -c 1 -W 1 -s 1423 172.16.0.12
ip -n con1 link set veth11 mtu 1500
ip -n node1 link set veth10 mtu 1500
at con1 ping-size-silent "$@" ping -n -M probe -c 1 -W 1 -s 1472 172.16.0.12
ip -n node1 link set ens5 mtu 1400
at con1 ping-size-rejected "$@" ping -n -M probe -c 1 -W 1 -s 1472 10.0.0.20

at con1 traceroute "$@" traceroute -n -I -q 1 -w 1 -m 5 10.0.0.20
at con1 traceroute-neighbour "$@" traceroute -n -I -q 1 -w 1 -m 5 172.16.0.3
at con1 traceroute-nobody "$@" traceroute -n -I -q 1 -w 1 -m 4 10.0.0.99
ip -n node1 route add prohibit 198.51.100.0/24
at con1 traceroute-prohibited "$@" traceroute -n -I -q 1 -w 1 -m 4 198.51.100.1
at node1 traceroute-no-route "$@" traceroute -n -I -q 1 -w 1 -m 4 192.0.2.1
at con1 traceroute6 "$@" traceroute -n -I -q 1 -w 1 -m 4 fd00:1::3

#!/bin/sh
# Records rows of pings for the tests of outages, in network namespaces that end with the script.
# Usage (as root): record-outages.sh LABEL
#   con1 172.16.0.1 == 172.16.0.2 con2
set -eu
if [ "${WIRELAB_RECORDING:-}" != 1 ]; then
  exec env WIRELAB_RECORDING=1 unshare -mn sh "$0" "$@"
fi
cd "$(dirname "$0")"
label=$1
mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }
ip netns add con1
ip netns add con2
ip link add eth0 netns con1 type veth peer name eth0 netns con2
for n in 1 2; do
  ip -n con$n address add 172.16.0.$n/24 dev eth0
  ip -n con$n link set eth0 up
done

deaf() { ip -n con2 route add blackhole 172.16.0.1/32; }
hearing() { ip -n con2 route del blackhole 172.16.0.1/32; }
unplugged() { ip -n con1 link set eth0 down; }
plugged() { ip -n con1 link set eth0 up; }

row() { # NAME CHANGE…: a change after each 0.3 s; the row ends 0.3 s after the last
  name=$1
  shift
  mkdir -p "$label"
  ip netns exec con1 ping -n -c 1 -W 2 172.16.0.2 >/dev/null || true
  LC_ALL=C ip netns exec con1 ping -n -D -i 0.01 -w 600 172.16.0.2 </dev/null \
    >"$label/$name.txt" 2>&1 &
  row=$!
  sleep 0.3
  for change in "$@"; do
    $change
    sleep 0.3
  done
  kill -s INT $row
  wait $row || true
}

row ping-row-whole
row ping-row-gap deaf hearing
row ping-row-two-gaps deaf hearing deaf hearing
row ping-row-lasting deaf
hearing
row ping-row-own-device unplugged plugged
ip -n con2 address del 172.16.0.2/24 dev eth0
row ping-row-nobody

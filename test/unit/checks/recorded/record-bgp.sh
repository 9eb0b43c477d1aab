#!/bin/sh
# Records what birdc and ip print of BGP sessions, for the judge of bgp. Usage: record-bgp.sh LABEL,
# while the lab of `wirelab up direct-routing-bgp` runs. The daemon of node2 is stopped on the way.
set -eu
cd "$(dirname "$0")"
label=$1
lab=direct-routing-bgp
wirelab=../../../../bin/wirelab.mjs

at() { # NAME NODE COMMAND…: keeps the command's output, both streams, under LABEL
  name=$1 node=$2
  shift 2
  node $wirelab exec $lab "$node" -- "$@" >"$label/$name.txt" 2>&1 || true
}

session() { # NAME: the session with node2, what came of it, and what of it is in the kernel
  at "bgp-$1" node1 birdc -r -s /run/wirelab/services/bgp.ctl show protocols neighbor1
  at "bgp-$1-routes" node1 birdc -r -s /run/wirelab/services/bgp.ctl show route protocol neighbor1
  at "bgp-$1-kernel" node1 ip -j -4 route show table main proto bird
}

until node $wirelab exec $lab node1 -- ip route show proto bird | grep -q 172.16.2.0/24; do :; done
session established
at bgp-unknown node1 birdc -r -s /run/wirelab/services/bgp.ctl show protocols nobody
at bgp-missing node1 sh -c 'PATH=/nowhere; birdc -r'
node $wirelab exec $lab node2 -- sh -c 'read -r pid </run/wirelab/services/bgp.pid; kill -s KILL "$pid"'
while node $wirelab exec $lab node1 -- ip route show proto bird | grep -q 172.16.2.0/24; do :; done
session down
at bgp-killed node2 birdc -r -s /run/wirelab/services/bgp.ctl show protocols

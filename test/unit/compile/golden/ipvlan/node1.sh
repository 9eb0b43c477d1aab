fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  [ ! -e /sys/class/net/wirelab2 ] || ip link del dev wirelab2
  [ ! -e /sys/class/net/wirelab3 ] || ip link del dev wirelab3
  [ ! -e /sys/class/net/wirelab4 ] || ip link del dev wirelab4
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con1 link del dev eth0 || :
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con2 link del dev eth0 || :
    ip -n con2 link del dev eth1 || :
    ip netns del con2
  fi
  if [ -e /run/netns/con3 ]; then
    for pid in $(ip netns pids con3); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con3 link del dev ipvl0 || :
    ip netns del con3
  fi
  if [ -e /run/netns/con4 ]; then
    for pid in $(ip netns pids con4); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con4 link del dev eth0 || :
    ip netns del con4
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
  ip link set dev eth1 nomaster down
  ip addr flush dev eth1
  ip link set dev eth2 nomaster down
  ip addr flush dev eth2
  ip link set dev eth3 nomaster down
  ip addr flush dev eth3
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
netns add con3
netns add con4
link set dev eth0 mtu 9000 up
link set dev eth1 mtu 1500 up
link set dev eth2 mtu 1500 up
link set dev eth3 mtu 1500 up
link add link eth0 name wirelab1 mtu 9000 type ipvlan mode l2
link add link eth0 name wirelab2 mtu 1400 type ipvlan mode l2
link add link eth1 name wirelab3 mtu 1500 type ipvlan mode l3
link add link eth2 name ipvl0 netns con3 mtu 1500 type ipvlan mode l3s
link add link eth3 name wirelab4 address 02:8b:e0:1e:84:d4 mtu 1500 type macvlan mode passthru
link set dev wirelab1 netns con1 name eth0
link set dev wirelab2 netns con2 name eth0
link set dev wirelab3 netns con2 name eth1
link set dev wirelab4 netns con4 name eth0
link set dev lo up
addr add 10.0.0.1/24 dev eth0
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 9000 up
link set dev lo up
addr add 10.0.0.2/24 dev eth0
addr add fd00::2/64 dev eth0 nodad
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1400 up
link set dev eth1 mtu 1500 up
link set dev lo up
addr add 10.0.0.3/24 dev eth0
addr add 10.1.0.3/24 dev eth1
route add 0.0.0.0/0 dev eth1
END_OF_INPUT
ip -n con3 -b - <<'END_OF_INPUT' || fail con3
link set dev ipvl0 mtu 1500 up
link set dev lo up
addr add 10.2.0.3/24 dev ipvl0
END_OF_INPUT
ip -n con4 -b - <<'END_OF_INPUT' || fail con4
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 10.3.0.3/24 dev eth0
END_OF_INPUT

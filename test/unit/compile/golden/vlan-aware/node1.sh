fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/br1 ] || ip link del dev br1
  [ ! -e /sys/class/net/veth3 ] || ip link del dev veth3
  [ ! -e /sys/class/net/veth1 ] || ip link del dev veth1
  [ ! -e /sys/class/net/veth2 ] || ip link del dev veth2
  [ ! -e /sys/class/net/veth4 ] || ip link del dev veth4
  [ ! -e /sys/class/net/veth5 ] || ip link del dev veth5
  [ ! -e /sys/class/net/br0.10 ] || ip link del dev br0.10
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  [ ! -e /sys/class/net/wirelab2 ] || ip link del dev wirelab2
  [ ! -e /sys/class/net/wirelab3 ] || ip link del dev wirelab3
  [ ! -e /sys/class/net/wirelab4 ] || ip link del dev wirelab4
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con2
  fi
  if [ -e /run/netns/con3 ]; then
    for pid in $(ip netns pids con3); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con3
  fi
  if [ -e /run/netns/con4 ]; then
    for pid in $(ip netns pids con4); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con4
  fi
  if [ -e /run/netns/con5 ]; then
    for pid in $(ip netns pids con5); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con5
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
netns add con3
netns add con4
netns add con5
link add name br0 address 02:28:b4:74:c2:eb mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0 vlan_filtering 1 vlan_default_pvid 0
link add name br1 address 02:b7:c8:88:66:64 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 master br0 up
link set dev br0 mtu 1500 up
link set dev br1 mtu 1500 up
link add name veth3 address 02:38:23:39:7d:21 mtu 1500 type veth peer name trunk0 netns con3 address 02:66:1d:64:6e:3c mtu 1500
link add name veth1 address 02:98:5d:43:29:5e mtu 1500 type veth peer name wirelab1 address 02:4d:39:32:4d:1e mtu 1500
link add name veth2 address 02:2b:f8:ee:7d:f7 mtu 1500 type veth peer name wirelab2 address 02:11:e3:65:15:89 mtu 1500
link add name veth4 address 02:ce:eb:3a:1f:2b mtu 1500 type veth peer name wirelab3 address 02:87:30:a6:c1:76 mtu 1500
link add name veth5 address 02:22:03:25:a6:21 mtu 1500 type veth peer name wirelab4 address 02:05:6c:9f:3d:6d mtu 1500
link set dev veth3 mtu 1500 master br0 up
link set dev veth1 mtu 1500 master br0 up
link set dev veth2 mtu 1500 master br0 up
link set dev veth4 mtu 1500 master br0 up
link set dev veth5 mtu 1500 master br1 up
link add link br0 name br0.10 address 02:4f:e6:2c:c1:1c mtu 1500 type vlan protocol 802.1Q id 10
link set dev br0.10 mtu 1500 up
link set dev wirelab1 netns con1 name eth0
link set dev wirelab2 netns con2 name eth0
link set dev wirelab3 netns con4 name eth0
link set dev wirelab4 netns con5 name eth0
link set dev lo up
addr add 192.168.10.1/24 dev br0.10
END_OF_INPUT
bridge -batch - <<'END_OF_INPUT' || fail bridge
vlan add dev eth0 vid 10
vlan add dev eth0 vid 20
vlan add dev br0 vid 1 pvid untagged self
vlan add dev br0 vid 10 self
vlan add dev veth3 vid 10
vlan add dev veth3 vid 20
vlan add dev veth1 vid 10 pvid untagged
vlan add dev veth2 vid 20 pvid untagged
vlan add dev veth4 vid 1 pvid untagged
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 192.168.10.2/24 dev eth0
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 192.168.20.2/24 dev eth0
END_OF_INPUT
ip -n con3 -b - <<'END_OF_INPUT' || fail con3
link set dev trunk0 mtu 1500 up
link set dev lo up
END_OF_INPUT
ip -n con4 -b - <<'END_OF_INPUT' || fail con4
link set dev eth0 mtu 1500 up
link set dev lo up
END_OF_INPUT
ip -n con5 -b - <<'END_OF_INPUT' || fail con5
link set dev eth0 mtu 1500 up
link set dev lo up
END_OF_INPUT

# @@ node @@
# -link flannel.1 vxlan vni 2 local 10.0.0.10 port 4789 nolearning mtu 1450 mac 02:89:fe:a1:23:85 up
# -neighbour 10.244.2.0 mac 02:00:00:00:00:02 dev flannel.1 permanent
# -route 10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink
# +link flannel.1 vxlan vni 2 local 10.0.0.10 port 4789 nolearning mtu 1450 mac 02:89:fe:a1:23:85 down
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/flood ] || ip link del dev flood
  [ ! -e /sys/class/net/flannel.1 ] || ip link del dev flannel.1
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  if [ -e /run/netns/red ]; then
    for pid in $(ip netns pids red); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del red
  fi
  if [ -e /run/netns/blue ]; then
    for pid in $(ip netns pids blue); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del blue
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/flood ] || ip link del dev flood
  [ ! -e /sys/class/net/flannel.1 ] || ip link del dev flannel.1
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  if [ -e /run/netns/red ]; then
    for pid in $(ip netns pids red); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del red
  fi
  if [ -e /run/netns/blue ]; then
    for pid in $(ip netns pids blue); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del blue
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add red
netns add blue
link add name br0 address 02:e1:b0:bf:20:22 mtu 1450 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 up
link set dev br0 mtu 1450 up
link add name cable netns red address 02:b4:42:03:dc:02 mtu 1500 type veth peer name wirelab1 address 02:e8:f1:dd:22:42 mtu 1500
link add name flood address 02:4f:c9:cd:3d:97 mtu 1450 type vxlan id 1 local 10.0.0.10 dstport 4789
link add name flannel.1 address 02:89:fe:a1:23:85 mtu 1450 type vxlan id 2 local 10.0.0.10 dstport 4789 nolearning
link set dev flood mtu 1450 master br0 up
link set dev flannel.1 mtu 1450 down
link set dev wirelab1 netns blue name eth0
link set dev lo up
addr add 10.0.0.10/16 dev eth0
addr add 10.244.1.0/32 dev flannel.1
END_OF_INPUT
bridge -batch - <<'END_OF_INPUT' || fail bridge
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.20 self permanent
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.40 self permanent
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.50 self permanent
fdb append 02:00:00:00:00:02 dev flannel.1 dst 10.0.0.20 self permanent
END_OF_INPUT
ip -n red -b - <<'END_OF_INPUT' || fail red
link set dev cable mtu 1500 up
link set dev lo up
addr add 10.1.0.1/24 dev cable
END_OF_INPUT
ip -n blue -b - <<'END_OF_INPUT' || fail blue
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 10.1.0.2/24 dev eth0
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth0 ] || ip link del dev veth0
  [ ! -e /sys/class/net/veth1 ] || ip link del dev veth1
  [ ! -e /sys/class/net/eth1.10 ] || ip link del dev eth1.10
  [ ! -e /sys/class/net/gre1 ] || ip link del dev gre1
  [ ! -e /sys/class/net/blue ] || ip link del dev blue
  [ ! -e /sys/class/net/red ] || ip link del dev red
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  [ ! -e /sys/class/net/wirelab2 ] || ip link del dev wirelab2
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con2
  fi
  ip -4 route flush table 10 2>/dev/null || :
  ip -6 route flush table 10 2>/dev/null || :
  ip -4 route flush table 20 2>/dev/null || :
  ip -6 route flush table 20 2>/dev/null || :
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
  ip link set dev eth1 nomaster down
  ip addr flush dev eth1
  ip link set dev eth2 nomaster down
  ip addr flush dev eth2
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
link add name br0 address 02:5c:ca:81:03:47 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link add name blue address 02:b2:7b:2c:37:12 mtu 65535 type vrf table 10
link add name red address 02:c9:00:d5:f9:fa mtu 65535 type vrf table 20
link set dev eth0 mtu 1500 up
link set dev eth1 mtu 1500 master blue
link set dev eth1 up
link set dev eth2 mtu 1500 master red
link set dev eth2 up
link set dev br0 mtu 1500 master blue
link set dev br0 up
link set dev blue mtu 65535 up
link set dev red mtu 65535 down
link add name veth0 address 02:ae:34:c6:23:72 mtu 1500 type veth peer name wirelab1 address 02:83:af:0c:b4:4f mtu 1500
link add name veth1 address 02:85:82:76:6e:2f mtu 1500 type veth peer name wirelab2 address 02:8e:8d:54:1a:85 mtu 1500
link set dev veth0 mtu 1500 master blue
link set dev veth0 up
link set dev veth1 mtu 1500 master br0 up
link add link eth1 name eth1.10 address 02:7e:40:48:71:b2 mtu 1500 type vlan protocol 802.1Q id 10
link add name gre1 mtu 1472 type gre local 10.0.0.1 remote 10.0.0.2 key 1
link set dev eth1.10 mtu 1500 master red
link set dev eth1.10 up
link set dev gre1 mtu 1472 master blue
link set dev gre1 up
link set dev wirelab1 netns con1 name eth0
link set dev wirelab2 netns con2 name eth0
link set dev lo up
addr add 10.0.0.1/16 dev eth0
addr add 10.1.0.1/24 dev eth1
addr add fd01::1/64 dev eth1 nodad
addr add 10.1.0.1/24 dev eth2
addr add 172.16.0.1/24 dev br0
addr add 10.3.0.1/24 dev veth0
addr add 10.2.0.1/24 dev eth1.10
route add unreachable 0.0.0.0/0 metric 4278198272 table 10
route add unreachable ::/0 metric 4278198272 table 10
route add unreachable 0.0.0.0/0 metric 4278198272 table 20
route add unreachable ::/0 metric 4278198272 table 20
route add 0.0.0.0/0 via 10.1.0.2 dev eth1 table 10
route add 0.0.0.0/0 via 10.1.0.3 dev eth2 table 20
route add 172.17.0.0/16 dev gre1 table 10
route add 172.16.0.0/24 dev br0
route add ::/0 via fd01::2 dev eth1 table 10
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev lo up
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev eth0
route add 0.0.0.0/0 via 172.16.0.1 dev eth0
END_OF_INPUT

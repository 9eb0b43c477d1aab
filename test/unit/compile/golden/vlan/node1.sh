fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/br10 ] || ip link del dev br10
  [ ! -e /sys/class/net/a ] || ip link del dev a
  [ ! -e /sys/class/net/b ] || ip link del dev b
  [ ! -e /sys/class/net/eth0.10 ] || ip link del dev eth0.10
  [ ! -e /sys/class/net/br0.5 ] || ip link del dev br0.5
  [ ! -e /sys/class/net/eth1.10 ] || ip link del dev eth1.10
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  [ ! -e /sys/class/net/wirelab2 ] || ip link del dev wirelab2
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con1 link del dev eth0 || :
    ip -n con1 link del dev eth1 || :
    ip netns del con1
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
  ip link set dev eth1 nomaster down
  ip addr flush dev eth1
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
link add name br0 address 02:c1:bf:fe:f4:ee mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link add name br10 address 02:7a:47:c1:16:db mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 up
link set dev eth1 mtu 9000 down
link set dev br0 mtu 1500 up
link set dev br10 mtu 1500 up
link add link eth0 name b address 02:87:f6:a4:83:f5 mtu 1496 type vlan protocol 802.1Q id 20
link add link eth0 name eth0.10 address 02:12:95:c7:30:42 mtu 1500 type vlan protocol 802.1Q id 10
link add link br0 name br0.5 address 02:e3:44:96:d0:11 mtu 1500 type vlan protocol 802.1Q id 5
link add link eth1 name eth1.10 address 02:00:00:00:00:01 mtu 9000 type vlan protocol 802.1Q id 10
link set dev b mtu 1496 up
link set dev eth0.10 mtu 1500 master br10 up
link set dev br0.5 mtu 1500 up
link set dev eth1.10 mtu 9000 down
link add link b name a address 02:1b:32:26:77:49 mtu 1400 type vlan protocol 802.1Q id 30
link set dev a mtu 1400 up
link add link eth0 name wirelab1 address 02:9e:c4:8d:e8:13 mtu 1500 type vlan protocol 802.1Q id 40
link add link b name wirelab2 address 02:41:52:cb:f6:c3 mtu 1496 type macvlan mode private
link set dev wirelab1 netns con1 name eth0
link set dev wirelab2 netns con1 name eth1
link set dev lo up
addr add 172.16.0.1/24 dev br0
addr add 10.20.0.1/24 dev b
addr add fd00:20::1/64 dev b nodad
addr add 172.16.5.1/24 dev br0.5
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev eth1 mtu 1496 up
link set dev lo up
addr add 10.40.0.2/24 dev eth0
addr add 10.20.0.2/24 dev eth1
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/tap1.10 ] || ip link del dev tap1.10
  [ ! -e /sys/class/net/gre1 ] || ip link del dev gre1
  [ ! -e /sys/class/net/gre2 ] || ip link del dev gre2
  [ ! -e /sys/class/net/tap1 ] || ip link del dev tap1
  [ ! -e /sys/class/net/ipip1 ] || ip link del dev ipip1
  [ ! -e /sys/class/net/sit1 ] || ip link del dev sit1
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link add name br0 address 02:0f:e0:b9:3e:61 mtu 1458 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 up
link set dev br0 mtu 1458 up
link add name gre1 mtu 1472 type gre local 10.0.0.1 remote 10.0.0.2 key 4294967295 ttl 64
link add name gre2 mtu 1476 type gre local 10.0.0.1 remote 10.0.0.2 dev eth0
link add name tap1 address 02:a9:cc:e4:dc:9f mtu 1458 type gretap local 10.0.0.1 remote 10.0.0.2 key 7
link add name ipip1 mtu 1400 type ipip mode ipip local 10.0.0.1 remote 10.0.0.2
link add name sit1 mtu 1480 type sit mode ip6ip local 10.0.0.1 remote 10.0.0.2 ttl 3
link set dev gre1 mtu 1472 up
link set dev gre2 mtu 1476 up
link set dev tap1 mtu 1458 master br0 up
link set dev ipip1 mtu 1400 down
link set dev sit1 mtu 1480 up
link add link tap1 name tap1.10 address 02:49:27:71:e7:69 mtu 1458 type vlan protocol 802.1Q id 10
link set dev tap1.10 mtu 1458 up
link set dev lo up
addr add 10.0.0.1/16 dev eth0
addr add 172.16.0.1/24 dev br0
addr add 172.17.0.1/24 dev tap1.10
addr add 10.1.0.1/30 dev gre1
addr add fd01::1/64 dev gre1 nodad
addr add 10.2.0.1/30 dev gre2
addr add fd03::1/64 dev sit1 nodad
route add 10.9.0.0/16 dev gre1
route add 10.10.0.0/16 via 10.2.0.2 dev gre2
END_OF_INPUT

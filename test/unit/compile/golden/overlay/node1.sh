fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  [ ! -e /sys/class/net/veth20 ] || ip link del dev veth20
  [ ! -e /sys/class/net/vxlan0 ] || ip link del dev vxlan0
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con2
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
link add name br0 address 02:9c:13:95:de:58 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1500 up
link set dev br0 mtu 1500 up
link add name veth10 address 02:b2:81:1c:67:05 mtu 1500 type veth peer name veth11 netns con1 address 02:a0:73:2e:5c:bd mtu 1500
link add name veth20 address 02:d0:c3:75:12:c1 mtu 1500 type veth peer name veth21 netns con2 address 02:66:bb:ca:67:56 mtu 1500
link set dev veth10 mtu 1500 master br0 up
link set dev veth20 mtu 1500 master br0 up
link add name vxlan0 address 02:e1:e1:71:54:78 mtu 1450 type vxlan id 42 local 10.0.0.10 remote 10.0.0.20 dstport 4789
link set dev vxlan0 mtu 1450 up
link set dev lo up
addr add 10.0.0.10/16 dev ens5
addr add 172.16.0.1/24 dev br0
addr add 192.168.42.1/30 dev vxlan0
route add 172.16.1.0/24 via 192.168.42.2 dev vxlan0
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev veth11 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev veth11
route add 0.0.0.0/0 via 172.16.0.1 dev veth11
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev veth21 mtu 1500 up
link set dev lo up
addr add 172.16.0.3/24 dev veth21
route add 0.0.0.0/0 via 172.16.0.1 dev veth21
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  [ ! -e /sys/class/net/several ] || ip link del dev several
  [ ! -e /sys/class/net/single ] || ip link del dev single
  [ ! -e /sys/class/net/six ] || ip link del dev six
  [ ! -e /sys/class/net/flannel.1 ] || ip link del dev flannel.1
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
link add name br0 address 02:3c:3d:fb:9d:c4 mtu 1450 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 up
link set dev br0 mtu 1450 up
link add name veth10 address 02:ce:2b:f4:f8:bf mtu 1450 type veth peer name wirelab1 address 02:dd:81:18:96:e8 mtu 1450
link set dev veth10 mtu 1450 master br0 up
link add name several address 02:28:f5:f7:d8:cf mtu 1450 type vxlan id 1 local 10.0.0.10 dstport 4789
link add name single address 02:e6:a4:9d:4b:cd mtu 1450 type vxlan id 2 local 10.0.0.10 remote 10.0.0.20 dstport 4789
link add name six address 02:55:c2:13:c6:c6 mtu 1430 type vxlan id 3 local fd00::10 dstport 4789 nolearning
link add name flannel.1 address 02:ae:72:45:57:e1 mtu 1450 type vxlan id 4 local 10.0.0.10 dstport 8472 nolearning
link set dev several mtu 1450 master br0 up
link set dev single mtu 1450 up
link set dev six mtu 1430 up
link set dev flannel.1 mtu 1450 up
link set dev wirelab1 netns con1 name eth0
link set dev lo up
addr add 10.0.0.10/16 dev eth0
addr add fd00::10/64 dev eth0 nodad
addr add 10.244.1.0/32 dev flannel.1
neigh replace 10.244.2.0 lladdr 02:68:7a:76:80:7e dev flannel.1 nud permanent
neigh replace fd00::99 lladdr 02:00:00:00:00:aa dev eth0 nud permanent
route add 10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink
END_OF_INPUT
bridge -batch - <<'END_OF_INPUT' || fail bridge
fdb append 00:00:00:00:00:00 dev several dst 10.0.0.20 self permanent
fdb append 00:00:00:00:00:00 dev several dst 10.0.0.30 self permanent
fdb append 00:00:00:00:00:00 dev six dst fd00::20 self permanent
fdb append 00:00:00:00:00:00 dev six dst fd00::30 self permanent
fdb append 02:68:7a:76:80:7e dev flannel.1 dst 10.0.0.20 self permanent
fdb add 02:00:00:00:00:bb dev veth10 master static
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1450 up
link set dev lo up
addr add 10.244.1.2/24 dev eth0
neigh replace 10.244.1.9 lladdr 02:00:00:00:00:09 dev eth0 nud permanent
END_OF_INPUT

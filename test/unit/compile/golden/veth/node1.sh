fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth1 ] || ip link del dev veth1
  [ ! -e /sys/class/net/loop0 ] || ip link del dev loop0
  [ ! -e /sys/class/net/loop1 ] || ip link del dev loop1
  [ ! -e /sys/class/net/both0 ] || ip link del dev both0
  [ ! -e /sys/class/net/both1 ] || ip link del dev both1
  [ ! -e /sys/class/net/wirelab1 ] || ip link del dev wirelab1
  [ ! -e /sys/class/net/wirelab2 ] || ip link del dev wirelab2
  [ ! -e /sys/class/net/wirelab3 ] || ip link del dev wirelab3
  if [ -e /run/netns/red ]; then
    for pid in $(ip netns pids red); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del red
  fi
  if [ -e /run/netns/blue ]; then
    for pid in $(ip netns pids blue); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del blue
  fi
  if [ -e /run/netns/both ]; then
    for pid in $(ip netns pids both); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del both
  fi
  if [ -e /run/netns/nothing ]; then
    for pid in $(ip netns pids nothing); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del nothing
  fi
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add red
netns add blue
netns add both
netns add nothing
link add name br0 address 02:b1:e9:ce:97:43 mtu 1400 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev eth0 mtu 1500 up
link set dev br0 mtu 1400 up
link add name veth1 address 02:c4:98:5a:1a:e5 mtu 1500 type veth peer name veth2 netns red address 02:e4:5d:52:3c:51 mtu 1500
link add name loop0 address 02:21:6b:45:e8:22 mtu 1400 type veth peer name loop1 address 02:ac:83:09:d2:05 mtu 1400
link add name both0 address 02:0f:a4:8b:26:e7 mtu 1400 type veth peer name wirelab3 address 02:c6:b9:d6:5b:e8 mtu 1400
link add name both1 address 02:ae:f9:1f:9c:02 mtu 1500 type veth peer name eth1 netns both address 02:7b:d7:0d:c3:58 mtu 1500
link add name wirelab1 address 02:3d:7a:c8:1a:d3 mtu 1300 type veth peer name wirelab2 address 02:00:00:00:00:01 mtu 1300
link set dev veth1 mtu 1500 up
link set dev loop0 mtu 1400 master br0 up
link set dev loop1 mtu 1400 down
link set dev both0 mtu 1400 master br0 up
link set dev both1 mtu 1500 up
link set dev wirelab1 netns red name eth0
link set dev wirelab2 netns blue name eth0
link set dev wirelab3 netns both name eth0
link set dev lo up
addr add 10.0.0.10/24 dev eth0
addr add 172.16.0.1/24 dev br0
addr add fd00:16::1/64 dev br0 nodad
addr add 172.17.0.1/24 dev veth1
END_OF_INPUT
ip -n red -b - <<'END_OF_INPUT' || fail red
link set dev veth2 mtu 1500 up
link set dev eth0 mtu 1300 up
link set dev lo up
addr add 172.17.0.2/24 dev veth2
addr add 192.168.15.1/24 dev eth0
addr add fd00:15::1/64 dev eth0 nodad
route add 0.0.0.0/0 via 172.17.0.1 dev veth2
END_OF_INPUT
ip netns exec blue sh -e <<'END_OF_INPUT' || fail 'blue sysctls'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
echo 1 >/proc/sys/net/ipv4/conf/eth0/forwarding || fail 'sysctl net.ipv4.conf.eth0.forwarding = 1'
END_OF_INPUT
ip -n blue -b - <<'END_OF_INPUT' || fail blue
link set dev eth0 mtu 1300 up
link set dev lo up
addr add 192.168.15.2/24 dev eth0
END_OF_INPUT
ip -n both -b - <<'END_OF_INPUT' || fail both
link set dev eth0 mtu 1400 up
link set dev eth1 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev eth0
addr add fd00:16::2/64 dev eth0 nodad
addr add 172.18.0.2/24 dev eth1
route add 0.0.0.0/0 via 172.16.0.1 dev eth0
END_OF_INPUT
ip -n nothing -b - <<'END_OF_INPUT' || fail nothing
link set dev lo up
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con1 link del dev eth0 || :
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip -n con2 link del dev mac0 || :
    ip netns del con2
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
link set dev ens5 mtu 9000 up
link add link ens5 name eth0 netns con1 address 02:bf:54:c1:b8:b3 mtu 9000 type macvlan mode bridge
link add link ens5 name mac0 netns con2 address 02:12:3d:b0:79:8e mtu 1400 type macvlan mode private
link set dev lo up
addr add 192.168.0.10/24 dev ens5
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 9000 up
link set dev lo up
addr add 192.168.0.130/24 dev eth0
route add 0.0.0.0/0 via 192.168.0.1 dev eth0
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev mac0 mtu 1400 up
link set dev lo up
addr add 192.168.0.131/24 dev mac0
addr add fd00::131/64 dev mac0 nodad
END_OF_INPUT

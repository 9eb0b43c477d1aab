fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
  ip link set dev eth1 nomaster down
  ip addr flush dev eth1
  ip link set dev eth2 nomaster down
  ip addr flush dev eth2
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link set dev eth1 mtu 1500 up
link set dev eth2 mtu 1500 up
link set dev lo up
addr add 10.0.0.2/16 dev eth0
addr add 10.1.0.2/24 dev eth1
addr add fd01::2/64 dev eth1 nodad
addr add 10.1.0.3/24 dev eth2
END_OF_INPUT

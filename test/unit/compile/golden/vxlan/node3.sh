fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 10.0.0.30/16 dev eth0
addr add fd00::30/64 dev eth0 nodad
END_OF_INPUT

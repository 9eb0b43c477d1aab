fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/gre2 ] || ip link del dev gre2
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link add name gre2 mtu 1476 type gre local 10.0.0.2 remote 10.0.0.1
link set dev gre2 mtu 1476 up
link set dev lo up
addr add 10.0.0.2/16 dev eth0
addr add 10.2.0.2/30 dev gre2
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  ip link set dev left nomaster down
  ip addr flush dev left
  ip link set dev right nomaster down
  ip addr flush dev right
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
ip -b - <<'END_OF_INPUT' || fail node
link set dev left mtu 1500 up
link set dev right mtu 1500 down
link set dev lo up
addr add 10.0.0.1/24 dev left
addr add 10.0.1.1/24 dev right
addr add fd01::1/64 dev right nodad
route add 10.1.0.0/16 via 10.0.0.20 dev left
END_OF_INPUT

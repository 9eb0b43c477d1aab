fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  ip link set dev left nomaster down
  ip addr flush dev left
  ip link set dev right nomaster down
  ip addr flush dev right
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
echo 1 >/proc/sys/net/ipv4/conf/left/proxy_arp || fail 'sysctl net.ipv4.conf.left.proxy_arp = 1'
echo 1 >/proc/sys/net/ipv4/conf/right/proxy_arp || fail 'sysctl net.ipv4.conf.right.proxy_arp = 1'
echo 0 >/proc/sys/net/ipv4/neigh/left/proxy_delay || fail 'sysctl net.ipv4.neigh.left.proxy_delay = 0'
echo 0 >/proc/sys/net/ipv4/neigh/right/proxy_delay || fail 'sysctl net.ipv4.neigh.right.proxy_delay = 0'
ip -b - <<'END_OF_INPUT' || fail node
link set dev left mtu 1500 up
link set dev right mtu 1500 up
link set dev lo up
addr add 10.0.0.1/28 dev left
addr add 10.0.0.17/28 dev right
END_OF_INPUT

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/wg0 ] || ip link del dev wg0
  [ ! -e /sys/class/net/wg1 ] || ip link del dev wg1
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link add name wg0 mtu 1420 type wireguard
link add name wg1 mtu 1420 type wireguard
link set dev wg0 mtu 1420 up
link set dev wg1 mtu 1420 down
link set dev lo up
addr add 10.0.0.1/16 dev eth0
addr add fd00::1/64 dev eth0 nodad
addr add 10.8.0.1/24 dev wg0
addr add fd08::1/64 dev wg0 nodad
route add 172.16.2.0/24 dev wg0
END_OF_INPUT
printf %s 'wirelab wireguard node1 wg0' | sha256sum | cut -c 1-64 | tr a-f A-F | basenc --base16 -d | base64 |
  wg set wg0 private-key /dev/stdin listen-port 51820 peer 42rL6czbj2tie+2lRvzi2iLGERd3YIDcjl7wdnKrXgI= endpoint 10.0.0.2:7777 allowed-ips 10.8.0.2/32,172.16.2.0/24,fd08::2/128 persistent-keepalive 25 peer zBcsGVlNVz/VAZofUY4Byty+wEZpcw51c8Mc03GnjWI= allowed-ips 10.8.0.3/32 || fail 'wireguard wg0'
printf %s 'wirelab wireguard node1 wg1' | sha256sum | cut -c 1-64 | tr a-f A-F | basenc --base16 -d | base64 |
  wg set wg1 private-key /dev/stdin listen-port 51821 peer 42rL6czbj2tie+2lRvzi2iLGERd3YIDcjl7wdnKrXgI= endpoint [fd00::2]:1234 allowed-ips 10.9.0.2/32 || fail 'wireguard wg1'

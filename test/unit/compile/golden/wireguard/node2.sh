fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/wg0 ] || ip link del dev wg0
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link add name wg0 mtu 1440 type wireguard
link set dev wg0 mtu 1440 up
link set dev lo up
addr add 10.0.0.2/16 dev eth0
addr add fd00::2/64 dev eth0 nodad
addr add 10.8.0.2/24 dev wg0
addr add fd08::2/64 dev wg0 nodad
END_OF_INPUT
printf %s 'wirelab wireguard node2 wg0' | sha256sum | cut -c 1-64 | tr a-f A-F | basenc --base16 -d | base64 |
  wg set wg0 private-key /dev/stdin listen-port 7777 peer q+ZDhRjK4ap10XZOzZyxH6xUpsaxBX4w7tuL7LZb6QU= endpoint 10.0.0.1:51820 allowed-ips 0.0.0.0/0,::/0 || fail 'wireguard wg0'

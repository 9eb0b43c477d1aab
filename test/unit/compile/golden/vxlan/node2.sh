fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/flannel.1 ] || ip link del dev flannel.1
  ip link set dev eth0 nomaster down
  ip addr flush dev eth0
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev eth0 mtu 1500 up
link add name flannel.1 address 02:68:7a:76:80:7e mtu 1450 type vxlan id 4 local 10.0.0.20 dstport 8472 nolearning
link set dev flannel.1 mtu 1450 up
link set dev lo up
addr add 10.0.0.20/16 dev eth0
addr add fd00::20/64 dev eth0 nodad
addr add 10.244.2.0/32 dev flannel.1
END_OF_INPUT

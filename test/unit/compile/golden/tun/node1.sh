fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/tun0.pid ]; then
    read -r pid </run/wirelab/tun0.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/tun0.pid
  fi
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  [ ! -e /sys/class/net/tun0 ] || ip link del dev tun0
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
link add name br0 address 02:9d:7e:15:dc:63 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1500 up
link set dev br0 mtu 1500 up
link add name veth10 address 02:b0:5c:82:22:61 mtu 1500 type veth peer name veth11 netns con1 address 02:a8:a3:38:dd:f8 mtu 1500
link set dev veth10 mtu 1500 master br0 up
tuntap add dev tun0 mode tun
link set dev tun0 mtu 1472 up
link set dev lo up
addr add 10.0.0.10/16 dev ens5
addr add 172.16.0.1/24 dev br0
addr add 192.168.9.1/30 dev tun0
route add 172.16.1.0/24 dev tun0
END_OF_INPUT
echo 0 >/proc/sys/net/ipv4/conf/tun0/rp_filter || fail 'sysctl net.ipv4.conf.tun0.rp_filter = 0'
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev veth11 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev veth11
route add 0.0.0.0/0 via 172.16.0.1 dev veth11
END_OF_INPUT
[ -d /run/wirelab ] || mkdir /run/wirelab
setsid sh -c 'while :; do socat TUN,tun-name=tun0,tun-type=tun,iff-no-pi UDP4-DATAGRAM:10.0.0.20:9000,bind=10.0.0.10:9000,reuseaddr; sleep 1; done' </dev/null >/run/wirelab/tun0.log 2>&1 &
echo $! >/run/wirelab/tun0.pid

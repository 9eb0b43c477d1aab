fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/services/bgp.pid ]; then
    read -r pid </run/wirelab/services/bgp.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/bgp.pid
    ip -4 route flush proto bird; ip -6 route flush proto bird 2>/dev/null || :
  fi
  if [ -e /run/wirelab/services/idle.pid ]; then
    read -r pid </run/wirelab/services/idle.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/idle.pid
    ip -4 route flush proto bird; ip -6 route flush proto bird 2>/dev/null || :
  fi
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link add name br0 address 02:4c:93:11:3a:18 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1500 up
link set dev br0 mtu 1500 up
link set dev lo up
addr add 10.0.0.10/16 dev ens5
addr add fd00::10/64 dev ens5 nodad
addr add 172.16.1.1/24 dev br0
addr add fd16:1::1/64 dev br0 nodad
END_OF_INPUT
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
printf %s 'log stderr all;
router id 10.0.0.10;
protocol device { scan time 1; }
protocol direct { ipv4; ipv6; }
protocol kernel { ipv4 { export where source = RTS_BGP; }; }
protocol kernel { ipv6 { export where source = RTS_BGP; }; }
protocol bgp neighbor1 {
  local as 65001;
  neighbor 10.0.0.20 as 65002;
  hold time 6; startup hold time 6;
  connect delay time 1; connect retry time 2; error wait time 1, 2;
  ipv4 { import all; export where source = RTS_DEVICE && net ~ [ 172.16.1.0/24 ]; next hop self; };
}
protocol bgp neighbor2 {
  local as 65001;
  neighbor fd00::20 as 65002;
  hold time 6; startup hold time 6;
  connect delay time 1; connect retry time 2; error wait time 1, 2;
  ipv6 { import all; export where source = RTS_DEVICE && net ~ [ fd16:1::/64 ]; next hop self; };
}
' >/run/wirelab/services/bgp.conf
setsid bird -f -c /run/wirelab/services/bgp.conf -s /run/wirelab/services/bgp.ctl </dev/null >/run/wirelab/services/bgp.log 2>&1 &
echo $! >/run/wirelab/services/bgp.pid

fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/services/bgpd.pid ]; then
    read -r pid </run/wirelab/services/bgpd.pid
    kill -s TERM "$pid" 2>/dev/null || :
    tries=0
    while [ -e "/proc/$pid/exe" ] && [ $tries -lt 60 ]; do
      tries=$((tries + 1)); sleep 0.05
    done
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/bgpd.pid
  fi
  if [ -e /run/wirelab/services/con1.bgpd.pid ]; then
    read -r pid </run/wirelab/services/con1.bgpd.pid
    kill -s TERM "$pid" 2>/dev/null || :
    tries=0
    while [ -e "/proc/$pid/exe" ] && [ $tries -lt 60 ]; do
      tries=$((tries + 1)); sleep 0.05
    done
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.bgpd.pid
  fi
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
link add name br0 address 02:30:88:31:cf:d6 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1500 up
link set dev br0 mtu 1500 up
link add name veth10 address 02:c1:25:d6:fc:00 mtu 1500 type veth peer name eth0 netns con1 address 02:be:2f:19:c2:ec mtu 1500
link set dev veth10 mtu 1500 master br0 up
link set dev lo up
addr add 10.0.0.10/16 dev ens5
addr add fd00::10/64 dev ens5 nodad
addr add 172.16.0.1/24 dev br0
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev eth0
END_OF_INPUT
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
printf '%s\n' 'log stderr all;' \
  'router id 10.0.0.10;' \
  'protocol device { scan time 5; }' \
  'protocol kernel kernel4 { ipv4 { import none; export where source = RTS_BGP; }; }' \
  'protocol kernel kernel6 { ipv6 { import none; export where source = RTS_BGP; }; }' \
  'protocol static advertised4 {' \
  '  ipv4;' \
  '  route 172.16.0.0/24 unreachable;' \
  '}' \
  'protocol static advertised6 {' \
  '  ipv6;' \
  '  route fd16::/64 unreachable;' \
  '}' \
  'protocol bgp neighbor1 {' \
  '  local as 64512;' \
  '  neighbor 10.0.0.20 as 64512;' \
  '  direct;' \
  '  hold time 9;' \
  '  connect delay time 1; connect retry time 1; error wait time 1, 2;' \
  '  ipv4 { import all; export where source = RTS_STATIC || source = RTS_BGP; };' \
  '}' \
  'protocol bgp neighbor2 {' \
  '  local as 64512;' \
  '  neighbor fd00::20 as 64513;' \
  '  direct;' \
  '  hold time 9;' \
  '  connect delay time 1; connect retry time 1; error wait time 1, 2;' \
  '  ipv6 { import all; export where source = RTS_STATIC || source = RTS_BGP; };' \
  '}' >/run/wirelab/services/bgpd.conf
setsid bird -f -c /run/wirelab/services/bgpd.conf -s /run/wirelab/services/bgpd.ctl </dev/null >/run/wirelab/services/bgpd.log 2>&1 &
echo $! >/run/wirelab/services/bgpd.pid
ip netns exec con1 sh -e <<'END_OF_INPUT' || fail 'con1 services'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
printf '%s\n' 'log stderr all;' \
  'protocol device { scan time 5; }' \
  'protocol kernel kernel4 { ipv4 { import none; export where source = RTS_BGP; }; }' \
  'protocol bgp neighbor1 {' \
  '  local as 64514;' \
  '  neighbor 172.16.0.1 as 64512;' \
  '  direct;' \
  '  hold time 90;' \
  '  connect delay time 1; connect retry time 1; error wait time 1, 2;' \
  '  ipv4 { import all; export where source = RTS_STATIC || source = RTS_BGP; };' \
  '}' >/run/wirelab/services/con1.bgpd.conf
setsid bird -f -c /run/wirelab/services/con1.bgpd.conf -s /run/wirelab/services/con1.bgpd.ctl </dev/null >/run/wirelab/services/con1.bgpd.log 2>&1 &
echo $! >/run/wirelab/services/con1.bgpd.pid
END_OF_INPUT

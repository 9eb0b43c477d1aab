fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  ip -4 rule del priority 2000 from 10.1.0.0/24 table 10 2>/dev/null || :
  ip -6 rule del priority 2001 from fd01::/64 to fd09::1/128 table 10 2>/dev/null || :
  ip -4 rule del priority 2002 iif ens6 fwmark 0x5 table 10 2>/dev/null || :
  ip -6 rule del priority 2002 iif ens6 fwmark 0x5 table 10 2>/dev/null || :
  ip -4 rule del priority 2003 to 10.9.0.1/32 table 4294967295 2>/dev/null || :
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
  ip link set dev ens6 nomaster down
  ip addr flush dev ens6
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
link set dev ens5 mtu 1500 up
link set dev ens6 mtu 1500 up
link add name veth10 address 02:61:30:6d:a6:e3 mtu 1500 type veth peer name eth0 netns con1 address 02:dd:a3:99:fb:36 mtu 1500
link set dev veth10 mtu 1500 up
link set dev lo up
addr add 10.0.0.10/24 dev ens5
addr add fd00::10/64 dev ens5 nodad
addr add 10.1.0.10/24 dev ens6
addr add fd01::10/64 dev ens6 nodad
route add 0.0.0.0/0 via 10.0.0.1 dev ens5
route add 0.0.0.0/0 via 10.1.0.1 dev ens6 table 10
route add 10.1.0.0/24 dev ens6 table 10 metric 5
route add ::/0 via fd01::1 dev ens6 table 10
END_OF_INPUT
ip -4 -b - <<'END_OF_INPUT' || fail 'rules (IPv4)'
rule add priority 2000 from 10.1.0.0/24 table 10
rule add priority 2002 iif ens6 fwmark 0x5 table 10
rule add priority 2003 to 10.9.0.1/32 table 4294967295
END_OF_INPUT
ip -6 -b - <<'END_OF_INPUT' || fail 'rules (IPv6)'
rule add priority 2001 from fd01::/64 to fd09::1/128 table 10
rule add priority 2002 iif ens6 fwmark 0x5 table 10
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.16.0.2/24 dev eth0
route add 0.0.0.0/0 dev eth0 table 10
END_OF_INPUT
ip -n con1 -4 -b - <<'END_OF_INPUT' || fail 'con1 rules (IPv4)'
rule add priority 2000 from 172.16.0.0/24 table 10
END_OF_INPUT

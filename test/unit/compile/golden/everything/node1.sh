fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/services/echo.pid ]; then
    read -r pid </run/wirelab/services/echo.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/echo.pid
  fi
  if [ -e /run/wirelab/services/con1.echo.pid ]; then
    read -r pid </run/wirelab/services/con1.echo.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.echo.pid
  fi
  if [ -e /run/wirelab/services/con1.discard.pid ]; then
    read -r pid </run/wirelab/services/con1.discard.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.discard.pid
  fi
  [ ! -e /sys/class/net/br0 ] || ip link del dev br0
  [ ! -e /sys/class/net/br1 ] || ip link del dev br1
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  [ ! -e /sys/class/net/vxlan6 ] || ip link del dev vxlan6
  [ ! -e /sys/class/net/vxlan4 ] || ip link del dev vxlan4
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  if [ -e /run/netns/alone ]; then
    for pid in $(ip netns pids alone); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del alone
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
  ip link set dev ens6 nomaster down
  ip addr flush dev ens6
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
echo 1 >/proc/sys/net/ipv4/conf/all/forwarding || fail 'sysctl net.ipv4.conf.all.forwarding = 1'
echo 1 >/proc/sys/net/ipv6/conf/all/forwarding || fail 'sysctl net.ipv6.conf.all.forwarding = 1'
echo 2 >/proc/sys/net/ipv4/conf/default/rp_filter || fail 'sysctl net.ipv4.conf.default.rp_filter = 2'
echo '40000 41000' >/proc/sys/net/ipv4/ip_local_port_range || fail 'sysctl net.ipv4.ip_local_port_range = 40000 41000'
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add alone
link add name br0 address 02:ed:23:80:a7:9f mtu 1330 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link add name br1 address 02:44:7a:5d:77:34 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1400 up
link set dev ens6 mtu 1500 master br1 up
link set dev br0 mtu 1330 up
link set dev br1 mtu 1500 up
link add name veth10 address 02:ae:6c:98:f3:9a mtu 1330 type veth peer name eth0 netns con1 address 02:49:14:0f:b8:da mtu 1330
link set dev veth10 mtu 1330 master br0 up
link add name vxlan6 address 02:09:c0:14:1d:bb mtu 1330 type vxlan id 16777215 local fd00::10 remote fd00::20 dstport 4789 dev ens5
link add name vxlan4 address 02:69:1e:ae:8a:45 mtu 1350 type vxlan id 7 local 10.0.0.10 remote 10.0.0.20 dstport 8472
link set dev vxlan6 mtu 1330 master br0 up
link set dev vxlan4 mtu 1350 down
link set dev lo up
addr add 10.0.0.10/24 dev ens5
addr add 10.0.0.11/24 dev ens5
addr add 10.0.0.12/32 dev ens5
addr add fd00::10/64 dev ens5 nodad
addr add 172.17.0.1/16 dev br0
addr add fd17::1/64 dev br0 nodad
addr add 10.5.0.1/31 dev br1
route add 0.0.0.0/0 via 10.0.0.1 dev ens5
route add 10.7.0.0/16 via 10.0.0.2 dev ens5 src 10.0.0.11 metric 50
route add 10.8.0.0/16 via 192.0.2.9 dev ens5 onlink
route add 10.9.0.1/32 via inet6 fd00::2 dev ens5
route add fd08::/64 via fd00::2 dev ens5
route add fd09::/64 dev br0 metric 7
END_OF_INPUT
echo 1 >/proc/sys/net/ipv4/conf/br0/proxy_arp || fail 'sysctl net.ipv4.conf.br0.proxy_arp = 1'
nft -f - <<'END_OF_INPUT' || fail nft
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain nat_postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr 172.17.0.0/16 oifname "ens5" counter masquerade
    ip saddr 10.66.0.1 counter masquerade
    ip6 saddr fd17::/64 oifname "ens5" counter masquerade
  }
}
END_OF_INPUT
ip netns exec con1 sh -e <<'END_OF_INPUT' || fail 'con1 sysctls'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start || fail 'sysctl net.ipv4.ip_unprivileged_port_start = 0'
echo 1 >/proc/sys/net/ipv4/conf/eth0/arp_ignore || fail 'sysctl net.ipv4.conf.eth0.arp_ignore = 1'
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1330 up
link set dev lo up
addr add 172.17.0.2/16 dev eth0
addr add fd17::2/128 dev eth0 nodad
route add 0.0.0.0/0 via 172.17.0.1 dev eth0
route add fd00::/64 dev eth0
route add ::/0 via fd17::1 dev eth0 onlink
END_OF_INPUT
ip netns exec con1 nft -f - <<'END_OF_INPUT' || fail 'con1 nft'
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain nat_postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr 10.99.0.0/16 oifname "eth0" counter masquerade
  }
}
END_OF_INPUT
ip -n alone -b - <<'END_OF_INPUT' || fail alone
link set dev lo up
END_OF_INPUT
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
setsid socat TCP6-LISTEN:7,ipv6only=0,fork,reuseaddr PIPE </dev/null >/run/wirelab/services/echo.log 2>&1 &
echo $! >/run/wirelab/services/echo.pid
ip netns exec con1 sh -e <<'END_OF_INPUT' || fail 'con1 services'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
setsid socat TCP6-LISTEN:7,ipv6only=0,fork,reuseaddr PIPE </dev/null >/run/wirelab/services/con1.echo.log 2>&1 &
echo $! >/run/wirelab/services/con1.echo.pid
setsid socat -u TCP4-LISTEN:9,bind=172.17.0.2,fork,reuseaddr OPEN:/dev/null </dev/null >/run/wirelab/services/con1.discard.log 2>&1 &
echo $! >/run/wirelab/services/con1.discard.pid
END_OF_INPUT

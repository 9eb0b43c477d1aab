fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/services/perf.pid ]; then
    read -r pid </run/wirelab/services/perf.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/perf.pid
  fi
  if [ -e /run/wirelab/services/discard.pid ]; then
    read -r pid </run/wirelab/services/discard.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/discard.pid
  fi
  if [ -e /run/wirelab/services/con1.web.pid ]; then
    read -r pid </run/wirelab/services/con1.web.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.web.pid
  fi
  if [ -e /run/wirelab/services/con1.echo.pid ]; then
    read -r pid </run/wirelab/services/con1.echo.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.echo.pid
  fi
  if [ -e /run/wirelab/services/con1.quiet.pid ]; then
    read -r pid </run/wirelab/services/con1.quiet.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con1.quiet.pid
  fi
  if [ -e /run/wirelab/services/con2.web.pid ]; then
    read -r pid </run/wirelab/services/con2.web.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/services/con2.web.pid
  fi
  [ ! -e /sys/class/net/docker0 ] || ip link del dev docker0
  [ ! -e /sys/class/net/veth10 ] || ip link del dev veth10
  [ ! -e /sys/class/net/veth20 ] || ip link del dev veth20
  if [ -e /run/netns/con1 ]; then
    for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con1
  fi
  if [ -e /run/netns/con2 ]; then
    for pid in $(ip netns pids con2); do kill -s KILL "$pid" 2>/dev/null || :; done
    ip netns del con2
  fi
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
ip -b - <<'END_OF_INPUT' || fail node
netns add con1
netns add con2
link add name docker0 address 02:69:30:48:16:e6 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev ens5 mtu 1500 up
link set dev docker0 mtu 1500 up
link add name veth10 address 02:c3:5b:05:2a:aa mtu 1500 type veth peer name eth0 netns con1 address 02:71:91:ad:9f:41 mtu 1500
link add name veth20 address 02:e7:55:bb:df:fd mtu 1500 type veth peer name eth0 netns con2 address 02:b2:03:31:09:c1 mtu 1500
link set dev veth10 mtu 1500 master docker0 up
link set dev veth20 mtu 1500 master docker0 up
link set dev lo up
addr add 10.0.0.10/16 dev ens5
addr add fd00::10/64 dev ens5 nodad
addr add 172.17.0.1/16 dev docker0
addr add fd17::1/64 dev docker0 nodad
END_OF_INPUT
nft -f - <<'END_OF_INPUT' || fail nft
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain nat_prerouting {
    type nat hook prerouting priority -100; policy accept;
    ip daddr 10.0.0.10 tcp dport 8080 counter dnat ip to 172.17.0.2:80
    ip6 daddr fd00::10 iifname "ens5" tcp dport 8080 counter dnat ip6 to [fd17::2]:80
    ip daddr 10.0.0.11 counter dnat ip to 172.17.0.3
  }
  chain nat_output {
    type nat hook output priority -100; policy accept;
    ip daddr 10.0.0.10 tcp dport 8080 counter dnat ip to 172.17.0.2:80
    ip daddr 10.0.0.11 counter dnat ip to 172.17.0.3
  }
  chain nat_postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr 172.17.0.0/16 oifname "ens5" counter masquerade
    ip6 saddr fd17::2 counter snat ip6 to fd00::10
  }
  chain input {
    type filter hook input priority 0; policy drop;
    iifname { "mgmt", "mgmt0" } counter accept
    iifname "ens5" meta l4proto 1 counter accept
    meta l4proto 58 counter accept
    ct state established,related counter accept
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ip saddr 172.17.0.0/16 iifname "docker0" oifname "ens5" counter accept
    ct state established counter accept
    ip daddr 172.17.0.2 tcp dport 80 ct state new counter accept
    ip6 daddr fd17::/64 meta l4proto 17 counter drop
    counter reject
  }
}
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.17.0.2/16 dev eth0
addr add fd17::2/64 dev eth0 nodad
route add 0.0.0.0/0 via 172.17.0.1 dev eth0
END_OF_INPUT
ip netns exec con1 nft -f - <<'END_OF_INPUT' || fail 'con1 nft'
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain input {
    type filter hook input priority 0; policy drop;
    tcp dport { 7, 80 } counter accept
  }
  chain output {
    type filter hook output priority 0; policy accept;
    ip daddr 10.9.0.0/16 counter reject
  }
}
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.17.0.3/16 dev eth0
END_OF_INPUT
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
setsid iperf3 -s -p 5201 </dev/null >/run/wirelab/services/perf.log 2>&1 &
echo $! >/run/wirelab/services/perf.pid
setsid socat -u TCP6-LISTEN:9,bind=[fd00::10],fork,reuseaddr OPEN:/dev/null </dev/null >/run/wirelab/services/discard.log 2>&1 &
echo $! >/run/wirelab/services/discard.pid
ip netns exec con1 sh -e <<'END_OF_INPUT' || fail 'con1 services'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
[ -d /run/wirelab/services/con1.web.d ] || mkdir /run/wirelab/services/con1.web.d
printf '%s\n' 'it'\''s con1' >/run/wirelab/services/con1.web.d/index.html
setsid busybox httpd -f -p 80 -h /run/wirelab/services/con1.web.d </dev/null >/run/wirelab/services/con1.web.log 2>&1 &
echo $! >/run/wirelab/services/con1.web.pid
setsid socat TCP6-LISTEN:7,ipv6only=0,fork,reuseaddr PIPE </dev/null >/run/wirelab/services/con1.echo.log 2>&1 &
echo $! >/run/wirelab/services/con1.echo.pid
END_OF_INPUT
ip netns exec con2 sh -e <<'END_OF_INPUT' || fail 'con2 services'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
[ -d /run/wirelab/services/con2.web.d ] || mkdir /run/wirelab/services/con2.web.d
printf '%s\n' con2 >/run/wirelab/services/con2.web.d/index.html
setsid busybox httpd -f -p 172.17.0.3:80 -h /run/wirelab/services/con2.web.d </dev/null >/run/wirelab/services/con2.web.log 2>&1 &
echo $! >/run/wirelab/services/con2.web.pid
END_OF_INPUT

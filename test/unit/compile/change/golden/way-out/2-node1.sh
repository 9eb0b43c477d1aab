# @@ node @@
# +route 172.16.0.0/16 via 10.0.0.1 dev ens5
# +sysctl net.ipv4.conf.br0.proxy_arp = 1
# +sysctl net.ipv4.ip_forward = 1
# @@ red @@
# +route default via 192.168.15.3 dev veth-red
# +sysctl net.ipv4.conf.all.forwarding = 0
# @@ blue @@
# +route default via 192.168.15.3 dev veth-blue metric 5
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
echo 1 >/proc/sys/net/ipv4/conf/br0/proxy_arp || fail 'sysctl net.ipv4.conf.br0.proxy_arp = 1'
ip -b - <<'END_OF_INPUT' || fail node
route replace 172.16.0.0/16 via 10.0.0.1 dev ens5
END_OF_INPUT
ip netns exec red sh -e <<'END_OF_INPUT' || fail 'red sysctls'
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
echo 0 >/proc/sys/net/ipv4/conf/all/forwarding || fail 'sysctl net.ipv4.conf.all.forwarding = 0'
END_OF_INPUT
ip -n red -b - <<'END_OF_INPUT' || fail red
route replace 0.0.0.0/0 via 192.168.15.3 dev veth-red
END_OF_INPUT
ip -n blue -b - <<'END_OF_INPUT' || fail blue
route replace 0.0.0.0/0 via 192.168.15.3 dev veth-blue metric 5
END_OF_INPUT

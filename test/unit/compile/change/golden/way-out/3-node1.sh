# @@ node @@
# -sysctl net.ipv4.conf.br0.proxy_arp = 1
# +nft forward 1: ip saddr 192.168.15.0/24 accept
# +nft forward: filter forward, policy drop
# +nft nat_postrouting 1: ip saddr 192.168.15.0/24 oifname "ens5" masquerade
# +nft nat_postrouting: nat postrouting, policy accept
# +sysctl net.ipv4.conf.br0.proxy_arp = 0
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
echo 1 >/proc/sys/net/ipv4/ip_forward || fail 'sysctl net.ipv4.ip_forward = 1'
echo 0 >/proc/sys/net/ipv4/conf/br0/proxy_arp || fail 'sysctl net.ipv4.conf.br0.proxy_arp = 0'
nft -f - <<'END_OF_INPUT' || fail nft
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain nat_postrouting {
    type nat hook postrouting priority 100; policy accept;
    ip saddr 192.168.15.0/24 oifname "ens5" counter masquerade
  }
  chain forward {
    type filter hook forward priority 0; policy drop;
    ip saddr 192.168.15.0/24 counter accept
  }
}
END_OF_INPUT

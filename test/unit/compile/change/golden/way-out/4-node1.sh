# @@ node @@
# -address 192.168.15.3/24 dev br0
# -nft nat_postrouting 1: ip saddr 192.168.15.0/24 oifname "ens5" masquerade
# -nft nat_postrouting: nat postrouting, policy accept
# -route 192.168.15.0/24 dev br0 src 192.168.15.3
# +address 192.168.15.4/24 dev br0
# +address 192.168.15.5/24 dev br0
# +address fd00:15::4/64 dev br0
# +route 192.168.15.0/24 dev br0 src 192.168.15.4
# +route fd00:15::/64 dev br0
# @@ red @@
# -route default via 192.168.15.3 dev veth-red
# +route default via 192.168.15.4 dev veth-red
# @@ blue @@
# -route default via 192.168.15.3 dev veth-blue metric 5
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -n red -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 192.168.15.3 dev veth-red
END_OF_INPUT
ip -n blue -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 192.168.15.3 dev veth-blue metric 5
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
addr flush dev br0 scope global
addr replace 192.168.15.4/24 dev br0
addr replace 192.168.15.5/24 dev br0
addr replace fd00:15::4/64 dev br0 nodad
route replace 172.16.0.0/16 via 10.0.0.1 dev ens5
END_OF_INPUT
nft -f - <<'END_OF_INPUT' || fail nft
table inet wirelab {}
delete table inet wirelab
table inet wirelab {
  chain forward {
    type filter hook forward priority 0; policy drop;
    ip saddr 192.168.15.0/24 counter accept
  }
}
END_OF_INPUT
ip -n red -b - <<'END_OF_INPUT' || fail red
route replace 0.0.0.0/0 via 192.168.15.4 dev veth-red
END_OF_INPUT

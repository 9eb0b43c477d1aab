# @@ node @@
# -address 192.168.15.4/24 dev br0
# -address 192.168.15.5/24 dev br0
# -address fd00:15::4/64 dev br0
# -nft forward 1: ip saddr 192.168.15.0/24 accept
# -nft forward: filter forward, policy drop
# -route 172.16.0.0/16 via 10.0.0.1 dev ens5
# -route 192.168.15.0/24 dev br0 src 192.168.15.4
# -route fd00:15::/64 dev br0
# @@ red @@
# -route default via 192.168.15.4 dev veth-red
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 172.16.0.0/16 via 10.0.0.1 dev ens5
END_OF_INPUT
ip -n red -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 192.168.15.4 dev veth-red
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
addr flush dev br0 scope global
END_OF_INPUT
nft -f - <<'END_OF_INPUT' || fail nft
table inet wirelab {}
delete table inet wirelab
END_OF_INPUT

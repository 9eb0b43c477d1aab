# @@ node @@
# -link vxlan0 vxlan vni 42 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:ff:65:57:d7:bd up
# +link vxlan0 vxlan vni 43 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:ff:65:57:d7:bd up
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev vxlan0
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link add name vxlan0 address 02:ff:65:57:d7:bd mtu 1450 type vxlan id 43 local 10.0.0.10 remote 10.0.0.20 dstport 4789
link set dev vxlan0 mtu 1450 up
addr add 192.168.42.1/30 dev vxlan0
route replace 172.16.1.0/24 via 192.168.42.2 dev vxlan0
route replace 172.16.2.0/24 dev tun0
END_OF_INPUT

# @@ node @@
# -link tun0 tun attached mtu 1472 up
# -link vxlan0 vxlan vni 43 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:ff:65:57:d7:bd up
# -route 172.16.1.0/24 via 192.168.42.2 dev vxlan0
# -route 172.16.2.0/24 dev tun0
# -route 192.168.42.0/30 dev vxlan0 src 192.168.42.1
# +link tun0 tun detached mtu 1472 down
# +link vxlan0 vxlan vni 43 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:ff:65:57:d7:bd down
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 172.16.1.0/24 via 192.168.42.2 dev vxlan0
route del 172.16.2.0/24 dev tun0
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link set dev vxlan0 mtu 1450 down
link set dev tun0 mtu 1472 down
addr replace 192.168.42.1/30 dev vxlan0
END_OF_INPUT

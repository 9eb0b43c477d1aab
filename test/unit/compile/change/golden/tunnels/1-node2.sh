# @@ node @@
# -link vxlan0 vxlan vni 42 local 10.0.0.20 remote 10.0.0.10 port 4789 mtu 1450 mac 02:e2:2e:02:2b:85 up
# +link vxlan0 vxlan vni 43 local 10.0.0.20 remote 10.0.0.10 port 4789 mtu 1450 mac 02:e2:2e:02:2b:85 up
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev vxlan0
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link add name vxlan0 address 02:e2:2e:02:2b:85 mtu 1450 type vxlan id 43 local 10.0.0.20 remote 10.0.0.10 dstport 4789
link set dev vxlan0 mtu 1450 up
addr add 192.168.42.2/30 dev vxlan0
END_OF_INPUT

# @@ node @@
# -link flood vxlan vni 1 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:4f:c9:cd:3d:97 up master br0
# +fdb 00:00:00:00:00:00 dev flood dst 10.0.0.20 static
# +fdb 00:00:00:00:00:00 dev flood dst 10.0.0.40 static
# +fdb 00:00:00:00:00:00 dev flood dst 10.0.0.50 static
# +link flood vxlan vni 1 local 10.0.0.10 port 4789 mtu 1450 mac 02:4f:c9:cd:3d:97 up master br0
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev flood
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link add name flood address 02:4f:c9:cd:3d:97 mtu 1450 type vxlan id 1 local 10.0.0.10 dstport 4789
link set dev flood mtu 1450 master br0 up
END_OF_INPUT
bridge -batch - <<'END_OF_INPUT' || fail bridge
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.20 self permanent
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.40 self permanent
fdb append 00:00:00:00:00:00 dev flood dst 10.0.0.50 self permanent
END_OF_INPUT

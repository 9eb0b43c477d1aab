# @@ node @@
# -link ens5.10 vlan 802.1Q id 10 parent ens5 mtu 1500 mac 02:13:b0:7a:7f:f4 up
# +link ens5.10 vlan 802.1Q id 11 parent ens5 mtu 1500 mac 02:13:b0:7a:7f:f4 up
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev ens5.10
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link add link ens5 name ens5.10 address 02:13:b0:7a:7f:f4 mtu 1500 type vlan protocol 802.1Q id 11
link set dev ens5.10 mtu 1500 up
addr add 10.10.0.1/24 dev ens5.10
END_OF_INPUT

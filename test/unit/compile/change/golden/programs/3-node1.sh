# @@ node @@
# -link ens5 nic mtu 1500 mac 02:33:c2:93:f9:54 up
# -link ens5.10 vlan 802.1Q id 11 parent ens5 mtu 1500 mac 02:13:b0:7a:7f:f4 up
# -route 10.0.0.0/24 dev ens5 src 10.0.0.10
# -route 10.10.0.0/24 dev ens5.10 src 10.10.0.1
# +link ens5 nic mtu 1500 mac 02:33:c2:93:f9:54 down
# +link ens5.10 vlan 802.1Q id 11 parent ens5 mtu 1500 mac 02:13:b0:7a:7f:f4 down
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens5 mtu 1500 down
link set dev ens5.10 mtu 1500 down
addr replace 10.0.0.10/24 dev ens5
addr replace 10.10.0.1/24 dev ens5.10
END_OF_INPUT
ip -n web -b - <<'END_OF_INPUT' || fail web
link set dev eth0 mtu 1500 up
addr replace 10.0.0.11/24 dev eth0
END_OF_INPUT

# @@ node @@
# -link ens5 nic mtu 1500 mac 02:c8:b8:b8:6d:cb up
# -route 10.0.0.0/24 dev ens5 src 10.0.0.10
# -route 10.9.0.0/16 via 10.0.0.1 dev ens5
# -route fd00:10::/64 dev ens5
# -route fd00:19::/64 via fd00:10::1 dev ens5
# +link ens5 nic mtu 1500 mac 02:c8:b8:b8:6d:cb down
# @@ con1 @@
# -link veth11 veth mtu 1500 mac 02:de:6f:06:f3:cf up
# -route 172.16.0.0/24 dev veth11 src 172.16.0.2
# -route default via 172.16.0.1 dev veth11
# +link veth11 veth mtu 1500 mac 02:de:6f:06:f3:cf down
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 10.9.0.0/16 via 10.0.0.1 dev ens5
route del fd00:19::/64 via fd00:10::1 dev ens5
END_OF_INPUT
ip -n con1 -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 172.16.0.1 dev veth11
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens5 mtu 1500 down
addr replace 10.0.0.10/24 dev ens5
addr replace fd00:10::10/64 dev ens5 nodad
route replace 172.19.0.0/16 via 172.16.0.2 dev br0 src 172.16.0.1
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev veth11 mtu 1500 down
addr replace 172.16.0.2/24 dev veth11
END_OF_INPUT

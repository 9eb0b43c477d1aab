# @@ con1 @@
# -address 172.16.0.2/24 dev veth11
# -link veth11 veth mtu 1400 mac 02:de:6f:06:f3:cf up
# -route 172.16.0.0/24 dev veth11 src 172.16.0.2
# -route default via 172.16.0.1 dev veth11
# +address 172.16.0.2/24 dev eth0
# +link eth0 veth mtu 1400 mac 02:6b:b6:f1:19:23 up
# +route 172.16.0.0/24 dev eth0 src 172.16.0.2
# +route default via 172.16.0.1 dev eth0
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev veth10
END_OF_INPUT
ip -n con1 -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 172.16.0.1 dev veth11
link del dev veth11
link del dev eth0
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
link add name veth10 address 02:4c:61:56:66:a4 mtu 1400 type veth peer name eth0 netns con1 address 02:6b:b6:f1:19:23 mtu 1400
link set dev veth10 mtu 1400 master br0 up
route replace 10.9.0.0/16 via 10.0.0.1 dev ens5
route replace 172.19.0.0/16 via 172.16.0.2 dev br0 src 172.16.0.1
route replace fd00:19::/64 via fd00:10::1 dev ens5
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev eth0 mtu 1400 up
addr add 172.16.0.2/24 dev eth0
route replace 0.0.0.0/0 via 172.16.0.1 dev eth0
END_OF_INPUT

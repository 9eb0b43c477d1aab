# @@ node @@
# -link ens6 nic mtu 1500 mac 02:19:fe:99:eb:1d up master br0
# -link veth20 veth mtu 1400 mac 02:81:17:fa:9f:2f up master br0
# +link ens6 nic mtu 1500 mac 02:19:fe:99:eb:1d up
# +link veth20 veth mtu 1500 mac 02:81:17:fa:9f:2f up
# @@ con2 @@
# -link eth0 veth mtu 1400 mac 02:eb:c5:72:08:6a up
# +link eth0 veth mtu 1500 mac 02:eb:c5:72:08:6a up
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens6 nomaster
link set dev ens6 mtu 1500 up
link set dev veth20 nomaster
link set dev veth20 mtu 1500 up
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1500 up
END_OF_INPUT

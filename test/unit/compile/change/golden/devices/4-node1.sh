# @@ node @@
# -link br0 bridge stp off forward_delay 0 mcast_snooping off mtu 1500 mac 02:30:e4:ad:85:c7 up
# -link ens6 nic mtu 1500 mac 02:19:fe:99:eb:1d up
# -link veth10 veth mtu 1500 mac 02:4c:61:56:66:a4 up master br0
# -link veth20 veth mtu 1500 mac 02:81:17:fa:9f:2f up master br1
# +link br0 bridge stp off forward_delay 0 mcast_snooping off mtu 1400 mac 02:00:00:00:00:99 up
# +link ens6 nic mtu 1500 mac 02:19:fe:99:eb:1d up master br0
# +link veth10 veth mtu 1400 mac 02:4c:61:56:66:a4 up master br0
# +link veth20 veth mtu 1400 mac 02:81:17:fa:9f:2f up master br0
# @@ con1 @@
# -link veth11 veth mtu 1500 mac 02:de:6f:06:f3:cf up
# +link veth11 veth mtu 1400 mac 02:de:6f:06:f3:cf up
# @@ con2 @@
# -link eth0 veth mtu 1500 mac 02:eb:c5:72:08:6a up
# +address 172.16.0.6/24 dev eth0
# +link eth0 veth mtu 1400 mac 02:eb:c5:72:08:6a up
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens6 mtu 1500 master br0 up
link set dev br0 address 02:00:00:00:00:99
link set dev br0 mtu 1400 up
link set dev veth10 mtu 1400 master br0 up
link set dev veth20 mtu 1400 master br0 up
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
link set dev veth11 mtu 1400 up
END_OF_INPUT
ip -n con2 -b - <<'END_OF_INPUT' || fail con2
link set dev eth0 mtu 1400 up
addr replace 172.16.0.6/24 dev eth0
END_OF_INPUT

# @@ node @@
# +link eth1 veth mtu 1450 mac 02:74:e8:60:6a:de up master br0
# @@ red @@
# -address 10.1.0.1/24 dev cable
# -link cable veth mtu 1500 mac 02:b4:42:03:dc:02 up
# -route 10.1.0.0/24 dev cable src 10.1.0.1
# +link cable2 veth mtu 1450 mac 02:42:af:6d:23:73 up
# @@ blue @@
# -address 10.1.0.2/24 dev eth0
# -link eth0 veth mtu 1500 mac 02:e8:f1:dd:22:42 up
# -route 10.1.0.0/24 dev eth0 src 10.1.0.2
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev eth1
END_OF_INPUT
ip -n red -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev cable
link del dev cable2
END_OF_INPUT
if [ -e /run/netns/blue ]; then
  for pid in $(ip netns pids blue); do kill -s KILL "$pid" 2>/dev/null || :; done
  ip netns del blue
fi
ip -b - <<'END_OF_INPUT' || fail node
link add name eth1 address 02:74:e8:60:6a:de mtu 1450 type veth peer name cable2 netns red address 02:42:af:6d:23:73 mtu 1450
link set dev eth1 mtu 1450 master br0 up
END_OF_INPUT
ip -n red -b - <<'END_OF_INPUT' || fail red
link set dev cable2 mtu 1450 up
END_OF_INPUT

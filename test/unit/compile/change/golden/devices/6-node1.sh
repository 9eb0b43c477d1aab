# @@ node @@
# -address 172.18.0.1/30 dev pair0
# -address 172.20.0.1/24 dev br2
# -link br2 bridge stp off forward_delay 0 mcast_snooping off mtu 1500 mac 02:9d:9b:4e:42:42 up
# -link pair0 veth mtu 1500 mac 02:85:c3:53:44:b6 up
# -link veth30 veth mtu 1500 mac 02:4e:23:1b:75:50 up master br2
# -route 172.18.0.0/30 dev pair0 src 172.18.0.1
# -route 172.20.0.0/24 dev br2 src 172.20.0.1
# @@ con2 @@
# -address 172.18.0.2/30 dev pair1
# -link pair1 veth mtu 1500 mac 02:87:50:99:b2:ff up
# -route 172.18.0.0/30 dev pair1 src 172.18.0.2
# @@ con3 @@
# -address 172.20.0.2/24 dev eth0
# -link eth0 veth mtu 1500 mac 02:09:36:53:c9:44 up
# -route 172.20.0.0/24 dev eth0 src 172.20.0.2
# -route default via 172.20.0.1 dev eth0
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev br2
link del dev pair0
link del dev veth30
END_OF_INPUT
ip -n con2 -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev pair1
END_OF_INPUT
if [ -e /run/netns/con3 ]; then
  for pid in $(ip netns pids con3); do kill -s KILL "$pid" 2>/dev/null || :; done
  ip netns del con3
fi
ip -b - <<'END_OF_INPUT' || fail node
route replace 10.9.0.0/16 via 10.0.0.1 dev ens5
route replace 172.19.0.0/16 via 172.16.0.2 dev br0 src 172.16.0.1
route replace fd00:19::/64 via fd00:10::1 dev ens5
END_OF_INPUT

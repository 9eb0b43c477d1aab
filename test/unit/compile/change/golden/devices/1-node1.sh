# @@ node @@
# +address 172.20.0.1/24 dev br2
# +link br2 bridge stp off forward_delay 0 mcast_snooping off mtu 1500 mac 02:9d:9b:4e:42:42 up
# +link veth30 veth mtu 1500 mac 02:4e:23:1b:75:50 up master br2
# +route 172.20.0.0/24 dev br2 src 172.20.0.1
# @@ con3 @@
# +address 172.20.0.2/24 dev eth0
# +link eth0 veth mtu 1500 mac 02:09:36:53:c9:44 up
# +route 172.20.0.0/24 dev eth0 src 172.20.0.2
# +route default via 172.20.0.1 dev eth0
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev br2
link del dev veth30
END_OF_INPUT
if [ -e /run/netns/con3 ]; then
  for pid in $(ip netns pids con3); do kill -s KILL "$pid" 2>/dev/null || :; done
  ip netns del con3
fi
ip -b - <<'END_OF_INPUT' || fail node
netns add con3
link add name br2 address 02:9d:9b:4e:42:42 mtu 1500 type bridge stp_state 0 forward_delay 0 mcast_snooping 0
link set dev br2 mtu 1500 up
link add name veth30 address 02:4e:23:1b:75:50 mtu 1500 type veth peer name eth0 netns con3 address 02:09:36:53:c9:44 mtu 1500
link set dev veth30 mtu 1500 master br2 up
addr add 172.20.0.1/24 dev br2
END_OF_INPUT
ip -n con3 -b - <<'END_OF_INPUT' || fail con3
link set dev eth0 mtu 1500 up
link set dev lo up
addr add 172.20.0.2/24 dev eth0
route replace 0.0.0.0/0 via 172.20.0.1 dev eth0
END_OF_INPUT

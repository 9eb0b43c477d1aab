# @@ node @@
# -address 172.16.0.1/24 dev br0
# -link br0 bridge stp off forward_delay 0 mcast_snooping off mtu 1500 mac 02:9d:86:92:be:5e up
# -link veth10 veth mtu 1500 mac 02:61:30:6d:a6:e3 up master br0
# -route 172.16.0.0/24 dev br0 src 172.16.0.1
# @@ con1 @@
# -address 172.16.0.2/24 dev eth0
# -link eth0 veth mtu 1500 mac 02:dd:a3:99:fb:36 up
# -route 172.16.0.0/24 dev eth0 src 172.16.0.2
# -route default via 172.16.0.1 dev eth0 table 10
# -rule 2000 src all dst 10.1.0.0 dstlen 24 table 10
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev br0
link del dev veth10
END_OF_INPUT
if [ -e /run/netns/con1 ]; then
  for pid in $(ip netns pids con1); do kill -s KILL "$pid" 2>/dev/null || :; done
  ip netns del con1
fi
ip -b - <<'END_OF_INPUT' || fail node
route replace 0.0.0.0/0 via 10.0.0.1 dev ens5
route replace 0.0.0.0/0 via 10.1.0.1 dev ens6 table 10
END_OF_INPUT

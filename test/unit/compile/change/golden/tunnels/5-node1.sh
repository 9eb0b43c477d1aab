# @@ node @@
# -address 192.168.42.1/30 dev vxlan0
# -link tun0 tun attached mtu 1472 up
# -link vxlan0 vxlan vni 43 local 10.0.0.10 remote 10.0.0.20 port 4789 mtu 1450 mac 02:ff:65:57:d7:bd up
# -route 172.16.1.0/24 via 192.168.42.2 dev vxlan0
# -route 172.16.2.0/24 dev tun0
# -route 192.168.42.0/30 dev vxlan0 src 192.168.42.1
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
if [ -e /run/wirelab/tun0.pid ]; then
  read -r pid </run/wirelab/tun0.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/tun0.pid
fi
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 172.16.1.0/24 via 192.168.42.2 dev vxlan0
route del 172.16.2.0/24 dev tun0
link del dev vxlan0
link del dev tun0
END_OF_INPUT

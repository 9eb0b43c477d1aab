fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
if [ -e /run/wirelab/tun0.pid ]; then
  read -r pid </run/wirelab/tun0.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/tun0.pid
fi
if [ -e /run/wirelab/tun0.pid ]; then
  read -r pid </run/wirelab/tun0.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/tun0.pid
fi
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
link del dev tun0
END_OF_INPUT
ip -b - <<'END_OF_INPUT' || fail node
tuntap add dev tun0 mode tun
link set dev tun0 mtu 1472 up
route replace 172.16.1.0/24 via 192.168.42.2 dev vxlan0
route replace 172.16.2.0/24 dev tun0
END_OF_INPUT
[ -d /run/wirelab ] || mkdir /run/wirelab
setsid sh -c 'while :; do socat TUN,tun-name=tun0,tun-type=tun,iff-no-pi UDP4-DATAGRAM:10.0.0.20:9001,bind=10.0.0.10:9000,reuseaddr; sleep 1; done' </dev/null >/run/wirelab/tun0.log 2>&1 &
echo $! >/run/wirelab/tun0.pid

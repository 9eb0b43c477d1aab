fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  if [ -e /run/wirelab/tun6.pid ]; then
    read -r pid </run/wirelab/tun6.pid
    kill -s KILL -- "-$pid" 2>/dev/null || :
    rm /run/wirelab/tun6.pid
  fi
  [ ! -e /sys/class/net/tun6 ] || ip link del dev tun6
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens5 mtu 1500 up
tuntap add dev tun6 mode tun
link set dev tun6 mtu 1452 up
link set dev lo up
addr add fd00::20/64 dev ens5 nodad
addr add 10.0.0.20/16 dev ens5
addr add fd09::2/64 dev tun6 nodad
END_OF_INPUT
[ -d /run/wirelab ] || mkdir /run/wirelab
setsid sh -c 'while :; do socat TUN,tun-name=tun6,tun-type=tun,iff-no-pi '\''UDP6-DATAGRAM:[fd00::10]:9001,bind=[fd00::20]:9000,reuseaddr'\''; sleep 1; done' </dev/null >/run/wirelab/tun6.log 2>&1 &
echo $! >/run/wirelab/tun6.pid

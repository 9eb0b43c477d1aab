fail() { echo "wirelab: failed: $1" >&2; exit 1; }
if [ -e /run/wirelab-configured ]; then
  tc qdisc del dev ens5 root 2>/dev/null || :
  tc qdisc del dev ens6 root 2>/dev/null || :
  tc qdisc del dev ens7 root 2>/dev/null || :
  ip link set dev ens5 nomaster down
  ip addr flush dev ens5
  ip link set dev ens6 nomaster down
  ip addr flush dev ens6
  ip link set dev ens7 nomaster down
  ip addr flush dev ens7
  ip link set dev ens8 nomaster down
  ip addr flush dev ens8
fi
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev ens5 mtu 1500 up
link set dev ens6 mtu 1500 up
link set dev ens7 mtu 1500 up
link set dev ens8 mtu 1500 up
link set dev lo up
addr add 10.0.0.10/24 dev ens5
addr add 10.1.0.10/24 dev ens6
addr add 10.2.0.10/24 dev ens7
addr add 10.3.0.10/24 dev ens8
END_OF_INPUT
tc qdisc replace dev ens5 root netem limit 10000 delay 20ms rate 100000000bit
tc qdisc replace dev ens6 root netem limit 10000 delay 1.5ms 500ms loss 0.1% rate 100000000bit
tc qdisc replace dev ens7 root netem limit 10000 loss 33.3%

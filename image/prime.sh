# Runs once on a template, over SSH, before it is frozen: modules are loaded and each tool's pages
# are in memory, so that no clone pays for them. Leaves no device, namespace or rule behind.
set -eu
# Whatever the boot still has to do, no clone shall do again.
systemctl is-system-running --wait >/dev/null || true
for module in vxlan veth bridge macvlan ipvlan 8021q vrf wireguard tun dummy \
  nf_tables nft_masq nft_nat nft_ct nf_nat nft_chain_nat br_netfilter sch_netem sch_tbf \
  udp_tunnel ip6_udp_tunnel ip_gre ipip ip6_gre nft_compat; do
  modprobe -q "$module" || true
done
# br_netfilter is loaded for the scenarios that turn it on; bridged packets are left alone.
for knob in /proc/sys/net/bridge/bridge-nf-call-*; do
  [ ! -e "$knob" ] || echo 0 >"$knob"
done
for try in 1 2; do
  ip -b - <<END
netns add prime
link add prime0 type bridge
link add prime1 type veth peer name prime2 netns prime
link add prime3 type vxlan id 1 local 127.0.0.1 remote 127.0.0.2 dstport 4789
link set prime1 master prime0
link set prime0 up
link set prime1 up
addr add 198.51.100.1/24 dev prime0
END
  ip -n prime -b - <<END
link set lo up
link set prime2 up
addr add 198.51.100.2/24 dev prime2
route add default via 198.51.100.1
END
  ip netns exec prime sh -c 'ping -n -c 2 -i 0.2 -W 1 198.51.100.1' >/dev/null || true
  ip -d -j addr show >/dev/null
  ip -j route show table all >/dev/null
  ip -j neigh show >/dev/null
  ip -j rule show >/dev/null
  bridge -j fdb show >/dev/null
  bridge -j vlan show >/dev/null
  nft -f - <<END
table ip prime {
  chain c { type nat hook postrouting priority 100; ip saddr 198.51.100.0/24 masquerade; }
}
END
  nft -j list ruleset >/dev/null
  nft delete table ip prime
  ip netns del prime
  ip link del prime3
  ip link del prime0
  iperf3 --version >/dev/null
  socat -V >/dev/null
  tcpdump --version >/dev/null 2>&1
  date >/dev/null
  mkdir -p /run/wirelab
  : | cat >/dev/null
done
for leftover in gre0 gretap0 erspan0 ip6gre0 ip6gretap0 tunl0 ip6tnl0 sit0; do
  [ ! -e "/sys/class/net/$leftover" ] || echo "wirelab: prime left $leftover" >&2
done
sync

#!/bin/sh
# Records what socat, tcpdump and curl print, for the judges of tcp, http and source_seen.
# Usage (as root): record-services.sh LABEL. Everything happens in network namespaces that end
# with the script.
#   source 10.0.0.10 -- router 10.0.0.1, 10.1.0.1 -- target 10.1.0.20; the same in fd00::, fd01::
set -eu
if [ "${WIRELAB_RECORDING:-}" != 1 ]; then
  exec env WIRELAB_RECORDING=1 unshare -mnpf --kill-child --mount-proc sh "$0" "$@"
fi
cd "$(dirname "$0")"
label=$1
mkdir -p "$label"
export LC_ALL=C
mount -t tmpfs none /run/netns 2>/dev/null || { mkdir -p /run/netns; mount -t tmpfs none /run/netns; }

for space in source router target; do
  ip netns add $space
  ip -n $space link set lo up
  ip netns exec $space sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 \
    net.ipv6.conf.default.accept_dad=0 net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0
done
ip link add eth0 netns source type veth peer name left netns router
ip link add eth0 netns target type veth peer name right netns router
ip -n source address add 10.0.0.10/24 dev eth0
ip -n source address add fd00::10/64 dev eth0 nodad
ip -n router address add 10.0.0.1/24 dev left
ip -n router address add fd00::1/64 dev left nodad
ip -n router address add 10.1.0.1/24 dev right
ip -n router address add fd01::1/64 dev right nodad
ip -n target address add 10.1.0.20/24 dev eth0
ip -n target address add fd01::20/64 dev eth0 nodad
ip -n source link set eth0 up
ip -n router link set left up
ip -n router link set right up
ip -n target link set eth0 up
ip -n source route add 10.1.0.0/16 via 10.0.0.1
ip -n source route add fd01::/64 via fd00::1
ip -n source route add prohibit 10.2.0.0/16
ip -n source route add blackhole 10.3.0.0/16
ip -n source route add unreachable 10.4.0.0/16
ip -n target route add default via 10.1.0.1
ip -n target route add default via fd01::1
ip netns exec router nft -f - <<'END'
table inet t {
  chain f {
    type filter hook forward priority 0;
    tcp dport 82 reject
    tcp dport 83 drop
    tcp dport 84 reject with icmpx admin-prohibited
    tcp dport 85 reject with tcp reset
  }
}
END
ip netns exec source nft -f - <<'END'
table inet t {
  chain o {
    type filter hook output priority 0;
    tcp dport 86 drop
    tcp dport 87 reject
  }
}
END

listening() { # SPACE PORT
  until ip netns exec "$1" ss -Hltn | grep -q ":$2 "; do sleep 0.05; done
}
watch() { # SPACE FILTER OPTION…
  space=$1 filter=$2
  shift 2
  ip netns exec "$space" timeout 60 tcpdump -i any -n -l --immediate-mode "$@" "$filter" \
    </dev/null >seen.tmp 2>seen.err &
  dump=$!
  until grep -qs 'listening on' seen.err; do sleep 0.05; done
}
watched() { # FILE
  sleep 0.5
  kill $dump
  wait $dump || true
  mv seen.tmp "$1"
  rm seen.err
}
tcp() { # NAME FAMILY ADDRESS PORT
  case $2 in
    4) host=$3 filter="(tcp and host $3 and port $4) or (icmp[17] = 6 and icmp[30:2] = $4)" ;;
    6)
      host="[$3]"
      filter="(ip6 and tcp and host $3 and port $4) or (ip6[6] = 58 and ip6[40] < 128 and ip6[54] = 6 and ip6[90:2] = $4)"
      ;;
  esac
  watch source "$filter"
  ip netns exec source socat -d -d -u OPEN:/dev/null "TCP$2:$host:$4,connect-timeout=${wait:-2}" \
    </dev/null >"$label/tcp-$1.txt" 2>&1 || true
  watched "$label/tcp-$1-wire.txt"
  ip netns exec source ip -j route get "$3" >"$label/tcp-$1-route.txt" 2>&1 || true
}

ip netns exec target socat TCP6-LISTEN:80,ipv6only=0,fork,reuseaddr PIPE </dev/null >/dev/null 2>&1 &
listening target 80
tcp connected 4 10.1.0.20 80
tcp connected6 6 fd01::20 80
tcp refused 4 10.1.0.20 81
tcp refused6 6 fd01::20 81
tcp rejected 4 10.1.0.20 82
tcp rejected6 6 fd01::20 82
tcp prohibited 4 10.1.0.20 84
tcp reset 4 10.1.0.20 85
tcp silence 4 10.1.0.20 83
tcp silence6 6 fd01::20 83
tcp dropped-locally 4 10.1.0.20 86
tcp rejected-locally 4 10.1.0.20 87
tcp net-unreachable 4 10.1.9.20 80
tcp no-route 4 10.9.0.20 80
tcp no-route6 6 fd09::20 80
tcp prohibit-route 4 10.2.0.20 80
tcp blackhole-route 4 10.3.0.20 80
tcp unreachable-route 4 10.4.0.20 80
wait=5
tcp neighbour-failed 4 10.0.0.99 80
tcp neighbour-failed6 6 fd00::99 80
tcp router-finds-nobody 4 10.1.0.99 80
unset wait
ip netns exec source env PATH=/nonexistent /bin/sh -c 'socat -d -d -u OPEN:/dev/null TCP4:10.1.0.20:80' \
  >"$label/tcp-missing.txt" 2>&1 || true

seen() { # NAME PROTOCOL FAMILY ADDRESS, with the letters wire in it
  case $2$3 in
    icmp4) filter='icmp[icmptype] = icmp-echo and icmp[24:4] = 0x77697265' ;;
    icmp6) filter='ip6[6] = 58 and ip6[40] = 128 and ip6[64:4] = 0x77697265' ;;
    tcp4) filter='tcp[((tcp[12] & 0xf0) >> 2):4] = 0x77697265' ;;
    tcp6) filter='ip6[6] = 6 and ip6[40 + ((ip6[52] & 0xf0) >> 2):4] = 0x77697265' ;;
  esac
  watch target "$filter" -Q in
  case $2$3 in
    icmp*) ip netns exec source ping -n -c 1 -i 0.2 -W 1 "$4" -p 77697265 ;;
    tcp4) echo wire | ip netns exec source socat -t 0.2 - "TCP4:$4:80,connect-timeout=2" ;;
    tcp6) echo wire | ip netns exec source socat -t 0.2 - "TCP6:[$4]:80,connect-timeout=2" ;;
  esac >"$label/seen-$1.txt" 2>&1 || true
  watched "$label/seen-$1-wire.txt"
}
seen icmp icmp 4 10.1.0.20
seen icmp6 icmp 6 fd01::20
seen tcp tcp 4 10.1.0.20
seen tcp6 tcp 6 fd01::20
seen refused tcp 4 10.1.0.21
seen no-route icmp 4 10.9.0.20
ip netns exec router nft 'add table ip n; add chain ip n p { type nat hook postrouting priority 100; };
  add rule ip n p masquerade'
seen icmp-masqueraded icmp 4 10.1.0.20
seen tcp-masqueraded tcp 4 10.1.0.20

web() { # NAME URL
  ip netns exec source curl -sS -g --noproxy '*' -m 2 -w '\n@@wirelab status %{http_code}\n' "$2" \
    >"$label/http-$1.txt" 2>&1 || echo "exit code $?" >>"$label/http-$1.code"
}
if command -v busybox >/dev/null; then
  mkdir -p pages.tmp
  printf 'con1\n' >pages.tmp/index.html
  : >pages.tmp/empty.html
  ip netns exec target busybox httpd -f -p 8080 -h pages.tmp </dev/null >/dev/null 2>&1 &
  listening target 8080
  web page http://10.1.0.20:8080/
  web page6 'http://[fd01::20]:8080/'
  web empty http://10.1.0.20:8080/empty.html
  web missing-page http://10.1.0.20:8080/nothing
  rm -r pages.tmp
fi
web echo http://10.1.0.20:80/
web refused http://10.1.0.20:81/
web rejected http://10.1.0.20:84/
web silence http://10.1.0.20:83/
web no-route http://10.9.0.20:80/
ip netns exec source env PATH=/nonexistent /bin/sh -c 'curl http://10.1.0.20/' \
  >"$label/http-missing.txt" 2>&1 || true

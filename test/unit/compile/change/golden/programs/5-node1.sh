# @@ node @@
# -service page listens on tcp 8080
# @@ web @@
# -address 10.0.0.11/24 dev eth0
# -link eth0 macvlan mode bridge parent ens5 mtu 1500 mac 02:85:26:f8:54:30 up
# -route 10.0.0.0/24 dev eth0 src 10.0.0.11
# -service web listens on tcp 80
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
if [ -e /run/wirelab/services/page.pid ]; then
  read -r pid </run/wirelab/services/page.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/services/page.pid
fi
if [ -e /run/wirelab/services/web.web.pid ]; then
  read -r pid </run/wirelab/services/web.web.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/services/web.web.pid
fi
if [ -e /run/netns/web ]; then
  for pid in $(ip netns pids web); do kill -s KILL "$pid" 2>/dev/null || :; done
  ip -n web link del dev eth0 || :
  ip netns del web
fi

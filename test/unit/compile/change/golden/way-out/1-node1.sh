# @@ node @@
# +address 192.168.15.3/24 dev br0
# +route 192.168.15.0/24 dev br0 src 192.168.15.3
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -b - <<'END_OF_INPUT' || fail node
addr replace 192.168.15.3/24 dev br0
END_OF_INPUT

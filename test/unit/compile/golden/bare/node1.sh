fail() { echo "wirelab: failed: $1" >&2; exit 1; }
: >/run/wirelab-configured
ip -b - <<'END_OF_INPUT' || fail node
link set dev lo up
END_OF_INPUT

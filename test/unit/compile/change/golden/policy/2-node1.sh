# @@ node @@
# -rule 2001 src all iif br0 table 10
# -rule 2001 src all iif br0 table 10
# +rule 2002 src fd00:: srclen 64 table 10
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -4 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2001 iif br0 table 10
END_OF_INPUT
ip -6 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2001 iif br0 table 10
rule del priority 2002 from fd00::/64 table 10
END_OF_INPUT
ip -6 -b - <<'END_OF_INPUT' || fail 'rules (IPv6)'
rule add priority 2002 from fd00::/64 table 10
END_OF_INPUT

# @@ node @@
# -route default via 10.1.0.1 dev ens6 table 10
# -rule 2000 src 10.1.0.0 srclen 24 table 10
# -rule 2002 src fd00:: srclen 64 table 10
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -force -b - 2>/dev/null <<'END_OF_INPUT' || :
route del 0.0.0.0/0 via 10.1.0.1 dev ens6 table 10
END_OF_INPUT
ip -4 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2000 from 10.1.0.0/24 table 10
END_OF_INPUT
ip -6 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2002 from fd00::/64 table 10
END_OF_INPUT

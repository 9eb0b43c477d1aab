# @@ node @@
# +route default via 10.1.0.1 dev ens6 table 10
# +rule 2000 src 10.1.0.0 srclen 24 table 10
# +rule 2001 src all iif br0 table 10
# +rule 2001 src all iif br0 table 10
# @@ con1 @@
# +route default via 172.16.0.1 dev eth0 table 10
# +rule 2000 src all dst 10.1.0.0 dstlen 24 table 10
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
ip -b - <<'END_OF_INPUT' || fail node
route replace 0.0.0.0/0 via 10.1.0.1 dev ens6 table 10
END_OF_INPUT
ip -4 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2000 from 10.1.0.0/24 table 10
rule del priority 2001 iif br0 table 10
END_OF_INPUT
ip -6 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2001 iif br0 table 10
END_OF_INPUT
ip -4 -b - <<'END_OF_INPUT' || fail 'rules (IPv4)'
rule add priority 2000 from 10.1.0.0/24 table 10
rule add priority 2001 iif br0 table 10
END_OF_INPUT
ip -6 -b - <<'END_OF_INPUT' || fail 'rules (IPv6)'
rule add priority 2001 iif br0 table 10
END_OF_INPUT
ip -n con1 -b - <<'END_OF_INPUT' || fail con1
route replace 0.0.0.0/0 via 172.16.0.1 dev eth0 table 10
END_OF_INPUT
ip -n con1 -4 -b - -force 2>/dev/null <<'END_OF_INPUT' || :
rule del priority 2000 to 10.1.0.0/24 table 10
END_OF_INPUT
ip -n con1 -4 -b - <<'END_OF_INPUT' || fail 'con1 rules (IPv4)'
rule add priority 2000 to 10.1.0.0/24 table 10
END_OF_INPUT

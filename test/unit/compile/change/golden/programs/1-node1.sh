# @@ free @@
# -service echo listens on tcp 7
# +service echo stopped
fail() { echo "wirelab: failed: $1" >&2; exit 1; }
set -e
if [ -e /run/wirelab/services/page.pid ]; then
  read -r pid </run/wirelab/services/page.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/services/page.pid
fi
if [ -e /run/wirelab/services/free.echo.pid ]; then
  read -r pid </run/wirelab/services/free.echo.pid
  kill -s KILL -- "-$pid" 2>/dev/null || :
  rm /run/wirelab/services/free.echo.pid
fi
[ -d /run/wirelab/services ] || mkdir -p /run/wirelab/services
[ -d /run/wirelab/services/page.d ] || mkdir /run/wirelab/services/page.d
printf '%s\n' two >/run/wirelab/services/page.d/index.html
setsid busybox httpd -f -p 8080 -h /run/wirelab/services/page.d </dev/null >/run/wirelab/services/page.log 2>&1 &
echo $! >/run/wirelab/services/page.pid

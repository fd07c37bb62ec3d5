#!/usr/bin/env bash
# Records the golden slow logs from real servers.
#
#   record.sh NAME LOG_TIMESTAMPS LOG_SLOW_EXTRA MYSQL [OPTION ...]
#
# runs the statements of workload.sql by the client MYSQL (the command line client of 8.0 or newer,
# with the options that lead to the server as an administrator, whose files this machine sees), and
# writes resources/slowlogs/NAME.log.gz, and beside it NAME.tsv: what the server itself counted
# (performance_schema.events_statements_summary_by_digest), never what Spyhop makes of the log.
# LOG_TIMESTAMPS is UTC or SYSTEM, LOG_SLOW_EXTRA is ON or OFF. The recorded ones are
#
#   mysql97 UTC OFF, mysql97_extra SYSTEM ON   of MySQL 9.7.4, and
#   mysql80 UTC OFF, mysql80_extra SYSTEM ON   of MySQL 8.0.15, started with TZ=Asia/Seoul
set -euo pipefail

name=$1 timestamps=$2 extra=$3
shift 3
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
out=$here/../resources/slowlogs
mkdir -p "$out"

# What the recorder asks is no part of what happened.
unseen="SET SESSION long_query_time = 1000;
UPDATE performance_schema.threads SET INSTRUMENTED = 'NO' WHERE PROCESSLIST_ID = CONNECTION_ID();"

administer() {
  "${mysql[@]}" --batch --raw --skip-column-names --execute "$unseen $1"
}

mysql=("$@")
file=$(administer "SELECT CONCAT(@@datadir, 'golden-slow.log')")
rm -f "$file"
administer "
  DROP SCHEMA IF EXISTS golden_slow; CREATE SCHEMA golden_slow;
  DROP SCHEMA IF EXISTS golden_other; CREATE SCHEMA golden_other;
  CREATE TABLE golden_slow.item (id INT PRIMARY KEY, name VARCHAR(2000), price DECIMAL(8, 2));
  CREATE TABLE golden_other.note (id INT PRIMARY KEY AUTO_INCREMENT, body TEXT);
  DROP USER IF EXISTS app@'%'; CREATE USER app@'%' IDENTIFIED BY 'app';
  GRANT ALL ON golden_slow.* TO app@'%'; GRANT ALL ON golden_other.* TO app@'%';
  SET GLOBAL log_timestamps = $timestamps;
  SET GLOBAL slow_query_log_file = '$file';
  SET GLOBAL log_slow_extra = $extra;
  SET GLOBAL long_query_time = 0;"
administer "
  TRUNCATE performance_schema.events_statements_summary_by_digest;
  SET GLOBAL slow_query_log = ON;"
# Twice: the server heads its file again where it was opened anew.
for round in 1 2; do
  "${mysql[@]}" --user=app --password=app --force --comments --default-character-set=utf8mb4 \
    golden_slow <"$here/workload.sql" >/dev/null 2>&1 || true
  [ "$round" = 2 ] || administer "FLUSH SLOW LOGS"
done
administer "SET GLOBAL slow_query_log = OFF; SET GLOBAL long_query_time = 10;"
administer "
  SELECT IFNULL(SCHEMA_NAME, ''), COUNT_STAR, SUM_ERRORS, SUM_ROWS_SENT, SUM_ROWS_EXAMINED,
         SUM_TIMER_WAIT DIV 1000000, IFNULL(DIGEST_TEXT, '')
  FROM performance_schema.events_statements_summary_by_digest
  WHERE SCHEMA_NAME LIKE 'golden%' ORDER BY SCHEMA_NAME, DIGEST_TEXT" >"$out/$name.tsv"
# Where the recorder's servers stand is nobody's concern.
sed -E 's#^/.*(/mysqld, Version: )#/usr/sbin\1#; s#^(Tcp port: [0-9]+  Unix socket: ).*#\1/run/mysqld/mysqld.sock#' "$file" |
  gzip -n -9 >"$out/$name.log.gz"

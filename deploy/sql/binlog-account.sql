-- The account that binlog-monitor logs in with, on each source.
CREATE USER IF NOT EXISTS 'spyhop_binlog'@'%' IDENTIFIED BY '<password>';
GRANT REPLICATION SLAVE, REPLICATION CLIENT, SELECT ON *.* TO 'spyhop_binlog'@'%';

-- The account that collector-service logs in with, on each monitored instance. It only reads.
CREATE USER IF NOT EXISTS 'spyhop_collector'@'%' IDENTIFIED BY '<password>';
GRANT SELECT, PROCESS, SHOW VIEW ON *.* TO 'spyhop_collector'@'%';
GRANT SELECT ON performance_schema.* TO 'spyhop_collector'@'%';
-- Optional: to see the EVENTs, and the size of the binary logs.
GRANT EVENT, REPLICATION CLIENT ON *.* TO 'spyhop_collector'@'%';

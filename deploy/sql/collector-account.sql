-- The account that collector-service logs in with, on each monitored instance. It only reads.
CREATE USER IF NOT EXISTS 'spyhop_collector'@'%' IDENTIFIED BY '<password>';
GRANT SELECT, PROCESS, SHOW VIEW ON *.* TO 'spyhop_collector'@'%';
GRANT SELECT ON performance_schema.* TO 'spyhop_collector'@'%';
-- Optional: to see the EVENTs, and the size of the binary logs.
GRANT EVENT, REPLICATION CLIENT ON *.* TO 'spyhop_collector'@'%';

-- Optional: a second account, by which the collector changes EVENTs when an operator orders it
-- (SPYHOP_COLLECTOR_EVENTS_USER). It needs what the bodies of the EVENTs need, too.
-- CREATE USER IF NOT EXISTS 'spyhop_events'@'%' IDENTIFIED BY '<password>';
-- GRANT EVENT, SELECT, INSERT, UPDATE, DELETE, CREATE ON *.* TO 'spyhop_events'@'%';
-- GRANT SET_ANY_DEFINER ON *.* TO 'spyhop_events'@'%'; -- before MySQL 8.2: SET_USER_ID

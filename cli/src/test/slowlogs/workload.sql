INSERT INTO item VALUES (1, 'one', 1.5), (2, 'two', 2.5), (3, 'three', NULL);
SELECT name FROM item WHERE id = 1;
SELECT name FROM item WHERE id = 2;
SELECT name
FROM item

WHERE id IN (1, 2, 3)
  AND name <> '; not the end'
ORDER BY name;
SELECT name FROM item WHERE id = 1;
/* a comment that looks like an entry's head
# Time: 2001-01-01T00:00:00.000000Z
use golden_other;
SET timestamp=1000000000;
# Query_time: 1.0  Lock_time: 0.0 Rows_sent: 1  Rows_examined: 1
*/ SELECT 'a
# User@Host: nobody[nobody] @ nowhere [10.0.0.1]  Id: 1
b' FROM item WHERE id = 3;
-- the server keeps what the client sends
SELECT '한글, ünïcödé', "double" FROM item LIMIT 1, 1;
INSERT INTO item VALUES (1, 'twice', 0);
SELECT nothing FROM item;
SELECT FROM WHERE;
PREPARE by_id FROM 'SELECT * FROM item WHERE id = ? AND price > ?';
SET @id = 1, @price = 1;
EXECUTE by_id USING @id, @price;
EXECUTE by_id USING @id, @price;
DEALLOCATE PREPARE by_id;
BEGIN;
UPDATE item SET price = price + 1 WHERE id < 3;
COMMIT;
USE golden_other;
INSERT INTO note (body) VALUES ('first'), ('second');
INSERT INTO note (body) SELECT body FROM note;
SELECT COUNT(*) FROM note;
SET timestamp = 1500000000;
SELECT NOW();
SELECT SLEEP(0.05);
USE golden_slow;
DELETE FROM item WHERE id > 0;
SHOW TABLES;

-- The statements of the plan corpus: "-- NAME" above each, "-- NAME since VERSION" where older servers refuse it.
-- constant
SELECT 1;
-- primary_key
SELECT * FROM customer WHERE id = 7;
-- unique_key
SELECT id FROM customer WHERE email = 'c7@example.org';
-- no_such_row
SELECT * FROM customer WHERE id = -1;
-- impossible_where
SELECT * FROM customer WHERE 1 = 0;
-- full_scan
SELECT * FROM orders WHERE note = 'gift';
-- index_scan
SELECT state FROM orders ORDER BY state;
-- covering_range
SELECT placed FROM orders WHERE placed BETWEEN '2024-03-01' AND '2024-03-02';
-- range_order_limit
SELECT * FROM orders WHERE placed > '2024-05-01' ORDER BY placed DESC LIMIT 10;
-- filesort
SELECT * FROM customer WHERE city = 'city 7' ORDER BY born;
-- group_by_temporary
SELECT city, COUNT(*) FROM customer GROUP BY city ORDER BY COUNT(*) DESC;
-- group_by_having
SELECT customer_id, COUNT(*) c FROM orders GROUP BY customer_id HAVING c > 3;
-- group_by_rollup
SELECT state, YEAR(placed), COUNT(*) FROM orders GROUP BY state, YEAR(placed) WITH ROLLUP;
-- distinct
SELECT DISTINCT city, region_id FROM customer;
-- distinct_join_order
SELECT DISTINCT c.city FROM customer c JOIN orders o ON o.customer_id = c.id ORDER BY c.city LIMIT 5;
-- loose_index
SELECT customer_id, MAX(id) FROM orders GROUP BY customer_id;
-- min_max
SELECT MIN(placed), MAX(placed) FROM orders;
-- count_star
SELECT COUNT(*) FROM item;
-- index_merge_union
SELECT * FROM orders WHERE customer_id = 7 OR employee_id = 9;
-- index_merge_sort_union
SELECT * FROM orders WHERE customer_id < 3 OR employee_id < 2;
-- index_merge_intersect
SELECT /*+ INDEX_MERGE(orders customer_id, state) */ id FROM orders WHERE customer_id = 7 AND state = 'done';
-- ref_or_null
SELECT * FROM orders WHERE employee_id = 3 OR employee_id IS NULL;
-- fulltext
SELECT id FROM product WHERE MATCH (name) AGAINST ('thing');
-- spatial
SELECT id FROM place WHERE MBRContains(ST_GeomFromText('POLYGON((0 0,5 0,5 5,0 5,0 0))'), at);
-- multi_range_read
SELECT /*+ MRR(o) NO_ICP(o) */ o.note FROM orders o WHERE o.customer_id BETWEEN 3 AND 9;
-- partitions_pruned
SELECT COUNT(*) FROM visit WHERE day BETWEEN '2024-02-01' AND '2024-03-01';
-- partitions_all
SELECT * FROM visit WHERE customer_id = 9;
-- partition_chosen
SELECT * FROM visit PARTITION (p2025) WHERE page = '/page/1';
-- join_2
SELECT o.id, c.email FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.state = 'open';
-- join_3
SELECT c.email, SUM(i.amount * i.price) FROM customer c JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id WHERE c.city = 'city 3' GROUP BY c.email;
-- join_4
SELECT p.name, SUM(i.amount) FROM customer c JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id WHERE c.region_id = 2 GROUP BY p.name ORDER BY 2 DESC LIMIT 10;
-- join_5
SELECT g.name, COUNT(*) FROM customer c JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN category g ON g.id = p.category_id WHERE o.placed > '2024-04-01' GROUP BY g.name;
-- join_6
SELECT r.name, COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id GROUP BY r.name;
-- join_7
SELECT r.name, pay.method, COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN payment pay ON pay.order_id = o.id WHERE s.name = 'supplier 7' GROUP BY r.name, pay.method;
-- join_8
SELECT COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN category g ON g.id = p.category_id JOIN payment pay ON pay.order_id = o.id WHERE r.id = 3 AND g.parent_id = 2;
-- join_9
SELECT COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN category g ON g.id = p.category_id JOIN payment pay ON pay.order_id = o.id JOIN shipment sh ON sh.order_id = o.id WHERE r.id = 3;
-- join_10
SELECT w.name, COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN category g ON g.id = p.category_id JOIN payment pay ON pay.order_id = o.id JOIN shipment sh ON sh.order_id = o.id JOIN warehouse w ON w.id = sh.warehouse_id WHERE r.id = 3 GROUP BY w.name;
-- join_11
SELECT w.name, COUNT(*) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN category g ON g.id = p.category_id JOIN payment pay ON pay.order_id = o.id JOIN shipment sh ON sh.order_id = o.id JOIN warehouse w ON w.id = sh.warehouse_id JOIN employee e ON e.id = o.employee_id WHERE r.id = 3 GROUP BY w.name ORDER BY 2;
-- join_12
SELECT w.name, SUM(st.amount) FROM region r JOIN customer c ON c.region_id = r.id JOIN orders o ON o.customer_id = c.id JOIN item i ON i.order_id = o.id JOIN product p ON p.id = i.product_id JOIN supplier s ON s.id = p.supplier_id JOIN category g ON g.id = p.category_id JOIN payment pay ON pay.order_id = o.id JOIN shipment sh ON sh.order_id = o.id JOIN warehouse w ON w.id = sh.warehouse_id JOIN employee e ON e.id = o.employee_id JOIN stock st ON st.product_id = p.id AND st.warehouse_id = w.id WHERE c.city = 'city 11' GROUP BY w.name ORDER BY 2 DESC LIMIT 3;
-- join_without_index
SELECT COUNT(*) FROM supplier s JOIN warehouse w ON w.name = s.name;
-- join_without_condition
SELECT COUNT(*) FROM region, warehouse, supplier;
-- hash_join_three
SELECT COUNT(*) FROM customer c JOIN employee e ON e.hired = c.born JOIN supplier s ON s.name = c.city;
-- left_join
SELECT c.id, o.id FROM customer c LEFT JOIN orders o ON o.customer_id = c.id AND o.state = 'open' WHERE c.city = 'city 5';
-- left_join_nested
SELECT c.id FROM customer c LEFT JOIN (orders o JOIN item i ON i.order_id = o.id) ON o.customer_id = c.id WHERE c.id < 20;
-- left_join_hash
SELECT COUNT(*) FROM customer c LEFT JOIN employee e ON e.hired = c.born;
-- anti_join
SELECT id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id);
-- not_in
SELECT id FROM customer WHERE id NOT IN (SELECT customer_id FROM orders WHERE state = 'open');
-- right_join
SELECT e.name, o.id FROM orders o RIGHT JOIN employee e ON e.id = o.employee_id;
-- straight_join
SELECT STRAIGHT_JOIN COUNT(*) FROM item i JOIN orders o ON o.id = i.order_id;
-- range_checked
SELECT COUNT(*) FROM employee a JOIN employee b ON b.id > a.boss_id AND b.region_id > a.region_id;
-- semi_join_exists
SELECT c.email FROM customer c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.note = 'gift');
-- semi_join_materialized
SELECT /*+ SEMIJOIN(@q MATERIALIZATION) */ * FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders WHERE state = 'open');
-- semi_join_first_match
SELECT /*+ SEMIJOIN(@q FIRSTMATCH) */ * FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders WHERE state = 'open');
-- semi_join_loose_scan
SELECT /*+ SEMIJOIN(@q LOOSESCAN) */ * FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders);
-- semi_join_dups
SELECT /*+ SEMIJOIN(@q DUPSWEEDOUT) */ * FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders WHERE state = 'open');
-- subquery_uncached
SELECT id, (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id) FROM customer c WHERE c.city = 'city 2';
-- subquery_once
SELECT * FROM product WHERE price > (SELECT AVG(price) FROM product);
-- subquery_in_having
SELECT customer_id, COUNT(*) c FROM orders GROUP BY customer_id HAVING c > (SELECT AVG(amount) FROM item);
-- subquery_in_order
SELECT c.id FROM customer c WHERE c.id < 30 ORDER BY (SELECT MAX(placed) FROM orders o WHERE o.customer_id = c.id);
-- subquery_in_select_nested
SELECT r.name, (SELECT MAX((SELECT COUNT(*) FROM item i WHERE i.order_id = o.id)) FROM orders o WHERE o.customer_id = r.id) FROM region r;
-- subquery_all
SELECT id FROM product WHERE price >= ALL (SELECT price FROM item WHERE order_id < 10);
-- subquery_any
SELECT id FROM product WHERE price > ANY (SELECT price FROM item WHERE order_id < 10);
-- subquery_row
SELECT * FROM orders WHERE (customer_id, state) IN (SELECT id, 'open' FROM customer WHERE city = 'city 9');
-- subquery_in_exists_strategy
SELECT /*+ NO_SEMIJOIN(@q) SUBQUERY(@q INTOEXISTS) */ id FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders WHERE state = 'open');
-- subquery_materialization_strategy
SELECT /*+ NO_SEMIJOIN(@q) SUBQUERY(@q MATERIALIZATION) */ id FROM customer WHERE id IN (SELECT /*+ QB_NAME(q) */ customer_id FROM orders WHERE state = 'open');
-- derived
SELECT * FROM (SELECT customer_id, SUM(id) s FROM orders GROUP BY customer_id) d WHERE d.s > 100;
-- derived_merged
SELECT /*+ NO_MERGE(d) */ COUNT(*) FROM (SELECT id FROM customer WHERE region_id = 1) d JOIN orders o ON o.customer_id = d.id;
-- derived_join_two
SELECT a.customer_id FROM (SELECT customer_id, COUNT(*) c FROM orders GROUP BY customer_id) a JOIN (SELECT customer_id, MAX(id) m FROM visit GROUP BY customer_id) b ON b.customer_id = a.customer_id WHERE a.c > 2;
-- derived_auto_key
SELECT c.email, d.c FROM customer c JOIN (SELECT customer_id, COUNT(*) c FROM orders GROUP BY customer_id) d ON d.customer_id = c.id WHERE c.city = 'city 1';
-- lateral
SELECT c.id, l.id FROM customer c, LATERAL (SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed DESC LIMIT 1) l WHERE c.region_id = 1;
-- union_all
SELECT id FROM customer WHERE city = 'city 1' UNION ALL SELECT id FROM supplier;
-- union_distinct
SELECT city FROM customer UNION SELECT name FROM region;
-- union_three_order
(SELECT id, name FROM region) UNION (SELECT id, name FROM supplier) UNION ALL (SELECT id, name FROM warehouse) ORDER BY name LIMIT 5;
-- union_derived
SELECT COUNT(*) FROM (SELECT city AS x FROM customer UNION SELECT name FROM region) u WHERE u.x LIKE 'c%';
-- union_in_subquery
SELECT * FROM region WHERE name IN (SELECT city FROM customer UNION SELECT name FROM supplier);
-- intersect since 8.0.31
SELECT id FROM customer WHERE region_id = 1 INTERSECT SELECT customer_id FROM orders;
-- except since 8.0.31
SELECT id FROM customer WHERE region_id = 1 EXCEPT SELECT customer_id FROM orders WHERE state = 'open';
-- set_operations_nested since 8.0.31
(SELECT id FROM region UNION SELECT id FROM supplier) EXCEPT (SELECT id FROM warehouse INTERSECT SELECT id FROM category) LIMIT 4;
-- values since 8.0.19
VALUES ROW(1, 'a'), ROW(2, 'b');
-- table since 8.0.19
TABLE region ORDER BY name LIMIT 2;
-- window_rank
SELECT id, RANK() OVER (PARTITION BY customer_id ORDER BY placed) FROM orders;
-- window_two
SELECT id, ROW_NUMBER() OVER (ORDER BY placed), SUM(id) OVER (PARTITION BY state ORDER BY placed ROWS 5 PRECEDING) FROM orders WHERE customer_id < 50;
-- window_named
SELECT id, LAG(placed) OVER w, FIRST_VALUE(id) OVER w FROM orders WINDOW w AS (PARTITION BY customer_id ORDER BY placed);
-- window_over_group
SELECT state, COUNT(*), RANK() OVER (ORDER BY COUNT(*) DESC) FROM orders GROUP BY state;
-- window_in_derived
SELECT * FROM (SELECT id, customer_id, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY placed DESC) r FROM orders) x WHERE x.r = 1;
-- window_with_join
SELECT c.city, o.id, PERCENT_RANK() OVER (PARTITION BY c.city ORDER BY o.placed) FROM orders o JOIN customer c ON c.id = o.customer_id ORDER BY 1 LIMIT 20;
-- cte_twice
WITH big AS (SELECT customer_id, COUNT(*) c FROM orders GROUP BY customer_id) SELECT a.customer_id FROM big a JOIN big b ON b.c = a.c AND b.customer_id = a.customer_id + 1;
-- cte_chain
WITH a AS (SELECT id, region_id FROM customer WHERE city = 'city 1'), b AS (SELECT region_id, COUNT(*) c FROM a GROUP BY region_id) SELECT r.name, b.c FROM b JOIN region r ON r.id = b.region_id;
-- cte_recursive_counter
WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 50) SELECT COUNT(*) FROM c;
-- cte_recursive_tree
WITH RECURSIVE t AS (SELECT id, boss_id, 0 AS depth FROM employee WHERE id = 3 UNION ALL SELECT e.id, e.boss_id, t.depth + 1 FROM employee e JOIN t ON e.boss_id = t.id) SELECT t.depth, COUNT(*) FROM t GROUP BY t.depth;
-- cte_recursive_join
WITH RECURSIVE t AS (SELECT id FROM category WHERE parent_id IS NULL UNION DISTINCT SELECT c.id FROM category c JOIN t ON c.parent_id = t.id) SELECT p.name FROM t JOIN product p ON p.category_id = t.id WHERE p.price > 80;
-- json_table
SELECT p.id, j.t FROM product p, JSON_TABLE(p.tags, '$[*]' COLUMNS (t INT PATH '$')) j WHERE p.category_id = 3;
-- having_without_group
SELECT MAX(price) m FROM product HAVING m > 5;
-- big_result_buffer
SELECT SQL_BUFFER_RESULT id FROM region;
-- for_update_skip
SELECT * FROM orders WHERE customer_id = 4 FOR UPDATE SKIP LOCKED;
-- empty_table_join
SELECT * FROM empty_table t JOIN customer c ON c.id = t.v;
-- information_schema
SELECT table_name FROM information_schema.tables WHERE table_schema = 'mysql' LIMIT 3;
-- performance_schema
SELECT COUNT(*) FROM performance_schema.threads t LEFT JOIN performance_schema.events_statements_current s ON s.thread_id = t.thread_id;
-- string_condition
SELECT id FROM orders WHERE note LIKE '%-> (cost=1 rows=2)%' OR note = 'a\n    -> b';
-- korean_alias
SELECT c.email AS `이메일` FROM customer AS `고객` JOIN customer c ON c.id = `고객`.id WHERE `고객`.city = '서울';
-- insert_values
INSERT INTO report VALUES (1, 1, 1);
-- insert_select
INSERT INTO report SELECT o.customer_id, COUNT(*), SUM(p.amount) FROM orders o JOIN payment p ON p.order_id = o.id GROUP BY o.customer_id;
-- replace_select
REPLACE INTO report SELECT id, 0, 0 FROM customer WHERE city = 'city 1';
-- insert_on_duplicate
INSERT INTO report SELECT id, 0, 0 FROM customer ON DUPLICATE KEY UPDATE orders = report.orders + 1;
-- update_key
UPDATE customer SET city = 'x' WHERE id = 5;
-- update_range
UPDATE orders SET note = 'late' WHERE placed < '2024-01-03' AND state = 'open';
-- update_order_limit
UPDATE orders SET note = NULL ORDER BY placed LIMIT 5;
-- update_join
UPDATE orders o JOIN customer c ON c.id = o.customer_id SET o.note = 'vip' WHERE c.city = 'city 4';
-- update_subquery
UPDATE product SET price = price + 1 WHERE id IN (SELECT product_id FROM item WHERE order_id = 9);
-- delete_key
DELETE FROM report WHERE customer_id = 9;
-- delete_all
DELETE FROM empty_table;
-- delete_join
DELETE i FROM item i JOIN orders o ON o.id = i.order_id WHERE o.state = 'gone';
-- delete_partition
DELETE FROM visit WHERE day < '2023-07-01' AND customer_id = 3;
-- delete_subquery
DELETE FROM payment WHERE order_id IN (SELECT id FROM orders WHERE state = 'open' AND placed < '2024-01-02');

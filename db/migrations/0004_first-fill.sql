CREATE TABLE `fill` (
	`one` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`start` integer NOT NULL,
	`cursor` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer
);
--> statement-breakpoint
ALTER TABLE `sync_state` ADD `bulk` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- A trigger that writes to a search index makes it flush at every row. Who brings many new rows at once says so (`bulk`), and writes
-- them to the search and the counters in one statement each (`db/bulk.ts`).
DROP TRIGGER case_search_insert;
--> statement-breakpoint
CREATE TRIGGER case_search_insert AFTER INSERT ON service_case WHEN (SELECT bulk FROM sync_state WHERE one = 1) = 0 BEGIN
  INSERT INTO case_text (rowid, product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding)
  VALUES (new.rid, new.product_name, new.fault_description, new.contact_name, new.service_location, new.email, new.customer_ref, new.order_no, new.invoice_no, new.local_ref, new.finding);
  INSERT INTO case_code (rowid, codes) VALUES (new.rid, new.codes);
END;
--> statement-breakpoint
DROP TRIGGER case_count_insert;
--> statement-breakpoint
CREATE TRIGGER case_count_insert AFTER INSERT ON service_case WHEN (SELECT bulk FROM sync_state WHERE one = 1) = 0 BEGIN
  INSERT INTO queue_count (bucket, n) SELECT bucket, 1 FROM case_bucket WHERE rid = new.rid
  ON CONFLICT (bucket) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
DROP TRIGGER customer_find_insert;
--> statement-breakpoint
CREATE TRIGGER customer_find_insert AFTER INSERT ON customer WHEN (SELECT bulk FROM sync_state WHERE one = 1) = 0 BEGIN
  INSERT INTO customer_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
DROP TRIGGER contact_find_insert;
--> statement-breakpoint
CREATE TRIGGER contact_find_insert AFTER INSERT ON contact WHEN (SELECT bulk FROM sync_state WHERE one = 1) = 0 BEGIN
  INSERT INTO contact_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
DROP TRIGGER unit_find_insert;
--> statement-breakpoint
CREATE TRIGGER unit_find_insert AFTER INSERT ON unit WHEN (SELECT bulk FROM sync_state WHERE one = 1) = 0 BEGIN
  INSERT INTO unit_find (rowid, find) VALUES (new.rid, new.find);
END;

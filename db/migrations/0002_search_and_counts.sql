-- Searching by words: accents folded, prefixes of two and three letters indexed. The rowid is the order of registration, so that
-- "order by rowid desc" is newest first without sorting.
CREATE VIRTUAL TABLE case_text USING fts5(
  product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding,
  content='service_case', content_rowid='rid', columnsize=0, tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
--> statement-breakpoint
-- Searching by fragments of serial and phone numbers.
CREATE VIRTUAL TABLE case_code USING fts5(codes, content='service_case', content_rowid='rid', columnsize=0, tokenize='trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE customer_find USING fts5(find, content='customer', content_rowid='rid', columnsize=0, tokenize="trigram remove_diacritics 1");
--> statement-breakpoint
CREATE VIRTUAL TABLE contact_find USING fts5(find, content='contact', content_rowid='rid', columnsize=0, tokenize="trigram remove_diacritics 1");
--> statement-breakpoint
CREATE VIRTUAL TABLE unit_find USING fts5(find, content='unit', content_rowid='rid', columnsize=0, tokenize='trigram');
--> statement-breakpoint
-- What is deleted or overwritten leaves the search index too, at once.
INSERT INTO case_text (case_text, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO case_code (case_code, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO customer_find (customer_find, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO contact_find (contact_find, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
INSERT INTO unit_find (unit_find, rank) VALUES ('secure-delete', 1);
--> statement-breakpoint
CREATE TRIGGER case_search_insert AFTER INSERT ON service_case BEGIN
  INSERT INTO case_text (rowid, product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding)
  VALUES (new.rid, new.product_name, new.fault_description, new.contact_name, new.service_location, new.email, new.customer_ref, new.order_no, new.invoice_no, new.local_ref, new.finding);
  INSERT INTO case_code (rowid, codes) VALUES (new.rid, new.codes);
END;
--> statement-breakpoint
CREATE TRIGGER case_search_delete AFTER DELETE ON service_case BEGIN
  INSERT INTO case_text (case_text, rowid, product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding)
  VALUES ('delete', old.rid, old.product_name, old.fault_description, old.contact_name, old.service_location, old.email, old.customer_ref, old.order_no, old.invoice_no, old.local_ref, old.finding);
  INSERT INTO case_code (case_code, rowid, codes) VALUES ('delete', old.rid, old.codes);
END;
--> statement-breakpoint
CREATE TRIGGER case_text_update AFTER UPDATE OF product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding ON service_case
WHEN (old.product_name, old.fault_description, old.contact_name, old.service_location, old.email, old.customer_ref, old.order_no, old.invoice_no, old.local_ref, old.finding)
  IS NOT (new.product_name, new.fault_description, new.contact_name, new.service_location, new.email, new.customer_ref, new.order_no, new.invoice_no, new.local_ref, new.finding)
BEGIN
  INSERT INTO case_text (case_text, rowid, product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding)
  VALUES ('delete', old.rid, old.product_name, old.fault_description, old.contact_name, old.service_location, old.email, old.customer_ref, old.order_no, old.invoice_no, old.local_ref, old.finding);
  INSERT INTO case_text (rowid, product_name, fault_description, contact_name, service_location, email, customer_ref, order_no, invoice_no, local_ref, finding)
  VALUES (new.rid, new.product_name, new.fault_description, new.contact_name, new.service_location, new.email, new.customer_ref, new.order_no, new.invoice_no, new.local_ref, new.finding);
END;
--> statement-breakpoint
CREATE TRIGGER case_code_update AFTER UPDATE OF codes ON service_case WHEN old.codes <> new.codes BEGIN
  INSERT INTO case_code (case_code, rowid, codes) VALUES ('delete', old.rid, old.codes);
  INSERT INTO case_code (rowid, codes) VALUES (new.rid, new.codes);
END;
--> statement-breakpoint
CREATE TRIGGER customer_find_insert AFTER INSERT ON customer BEGIN
  INSERT INTO customer_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
CREATE TRIGGER customer_find_delete AFTER DELETE ON customer BEGIN
  INSERT INTO customer_find (customer_find, rowid, find) VALUES ('delete', old.rid, old.find);
END;
--> statement-breakpoint
CREATE TRIGGER customer_find_update AFTER UPDATE OF find ON customer WHEN old.find <> new.find BEGIN
  INSERT INTO customer_find (customer_find, rowid, find) VALUES ('delete', old.rid, old.find);
  INSERT INTO customer_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
CREATE TRIGGER contact_find_insert AFTER INSERT ON contact BEGIN
  INSERT INTO contact_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
CREATE TRIGGER contact_find_delete AFTER DELETE ON contact BEGIN
  INSERT INTO contact_find (contact_find, rowid, find) VALUES ('delete', old.rid, old.find);
END;
--> statement-breakpoint
CREATE TRIGGER contact_find_update AFTER UPDATE OF find ON contact WHEN old.find <> new.find BEGIN
  INSERT INTO contact_find (contact_find, rowid, find) VALUES ('delete', old.rid, old.find);
  INSERT INTO contact_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
CREATE TRIGGER unit_find_insert AFTER INSERT ON unit BEGIN
  INSERT INTO unit_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
CREATE TRIGGER unit_find_delete AFTER DELETE ON unit BEGIN
  INSERT INTO unit_find (unit_find, rowid, find) VALUES ('delete', old.rid, old.find);
END;
--> statement-breakpoint
CREATE TRIGGER unit_find_update AFTER UPDATE OF find ON unit WHEN old.find <> new.find BEGIN
  INSERT INTO unit_find (unit_find, rowid, find) VALUES ('delete', old.rid, old.find);
  INSERT INTO unit_find (rowid, find) VALUES (new.rid, new.find);
END;
--> statement-breakpoint
-- Each case stands in some buckets, and each bucket knows how many stand in it. "owner:" with nothing after it is "unassigned".
CREATE VIEW case_bucket (rid, bucket) AS
  SELECT rid, 'owner:' || coalesce(owner_id, '') FROM service_case WHERE open = 1
  UNION ALL SELECT rid, 'waiting:' || waiting_for FROM service_case WHERE open = 1 AND waiting_for IS NOT NULL
  UNION ALL SELECT rid, 'bench' FROM service_case WHERE flow = 'workshop' AND state IN ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping')
  UNION ALL SELECT rid, 'ready' FROM service_case WHERE state = 'ready'
  UNION ALL SELECT rid, 'ended' FROM service_case WHERE open = 0;
--> statement-breakpoint
CREATE TRIGGER case_count_insert AFTER INSERT ON service_case BEGIN
  INSERT INTO queue_count (bucket, n) SELECT bucket, 1 FROM case_bucket WHERE rid = new.rid
  ON CONFLICT (bucket) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
CREATE TRIGGER case_count_delete BEFORE DELETE ON service_case BEGIN
  UPDATE queue_count SET n = n - 1 WHERE bucket IN (SELECT bucket FROM case_bucket WHERE rid = old.rid);
END;
--> statement-breakpoint
CREATE TRIGGER case_count_leave BEFORE UPDATE OF owner_id, state, waiting_for, flow ON service_case
WHEN (old.owner_id, old.state, old.waiting_for, old.flow) IS NOT (new.owner_id, new.state, new.waiting_for, new.flow) BEGIN
  UPDATE queue_count SET n = n - 1 WHERE bucket IN (SELECT bucket FROM case_bucket WHERE rid = old.rid);
END;
--> statement-breakpoint
CREATE TRIGGER case_count_enter AFTER UPDATE OF owner_id, state, waiting_for, flow ON service_case
WHEN (old.owner_id, old.state, old.waiting_for, old.flow) IS NOT (new.owner_id, new.state, new.waiting_for, new.flow) BEGIN
  INSERT INTO queue_count (bucket, n) SELECT bucket, 1 FROM case_bucket WHERE rid = new.rid
  ON CONFLICT (bucket) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
INSERT INTO sync_state (one, position, filled, offset_ms) VALUES (1, 0, 0, 0);
--> statement-breakpoint
-- Rows that were there before.
INSERT INTO case_text (case_text) VALUES ('rebuild');
--> statement-breakpoint
INSERT INTO case_code (case_code) VALUES ('rebuild');
--> statement-breakpoint
INSERT INTO customer_find (customer_find) VALUES ('rebuild');
--> statement-breakpoint
INSERT INTO contact_find (contact_find) VALUES ('rebuild');
--> statement-breakpoint
INSERT INTO unit_find (unit_find) VALUES ('rebuild');
--> statement-breakpoint
INSERT INTO queue_count (bucket, n) SELECT bucket, count(*) FROM case_bucket GROUP BY bucket;

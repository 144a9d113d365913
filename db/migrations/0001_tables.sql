CREATE TABLE `estimate` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`amount` integer NOT NULL,
	`text` text NOT NULL,
	`sent_by` text NOT NULL,
	`state` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`sent_at` text NOT NULL,
	`answered_at` text
);
--> statement-breakpoint
CREATE INDEX `estimate_by_case` ON `estimate` (`case_id`);--> statement-breakpoint
CREATE TABLE `fee_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`act_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `fee_by_case` ON `fee_entry` (`case_id`,`seq`);--> statement-breakpoint
CREATE TABLE `timeline_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`kind` text NOT NULL,
	`act_at` text NOT NULL,
	`decided_at` text,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `timeline_by_case` ON `timeline_entry` (`case_id`,`act_at`);--> statement-breakpoint
CREATE TABLE `warranty_decision` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`outcome` text NOT NULL,
	`programme` text,
	`covered_until` text,
	`remedy` text,
	`diagnosis_fee` integer NOT NULL,
	`reasons` text NOT NULL,
	`facts` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`act_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decision_by_case` ON `warranty_decision` (`case_id`);--> statement-breakpoint
CREATE TABLE `agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`agreement_no` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`customer_id` text,
	`routine` text
);
--> statement-breakpoint
CREATE TABLE `colleague` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`initials` text NOT NULL,
	`role` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `contact` (
	`rid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`mobile` text,
	`phone` text,
	`email` text,
	`find` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_id_unique` ON `contact` (`id`);--> statement-breakpoint
CREATE TABLE `customer` (
	`rid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_no` text NOT NULL,
	`name` text NOT NULL,
	`country` text NOT NULL,
	`address` text NOT NULL,
	`find` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_id_unique` ON `customer` (`id`);--> statement-breakpoint
CREATE TABLE `unit` (
	`rid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`customer_id` text NOT NULL,
	`serial_no` text NOT NULL,
	`product_name` text NOT NULL,
	`product` text NOT NULL,
	`maker` text NOT NULL,
	`sold_by_us` integer NOT NULL,
	`purchased_on` text,
	`order_no` text,
	`invoice_no` text,
	`customer_ref` text,
	`find` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_id_unique` ON `unit` (`id`);--> statement-breakpoint
CREATE TABLE `draft` (
	`id` text PRIMARY KEY NOT NULL,
	`form` text NOT NULL,
	`sealed` blob,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `local_passcode` (
	`command_id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`sealed` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `passcode_by_case` ON `local_passcode` (`case_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`one` integer PRIMARY KEY NOT NULL,
	`user` text NOT NULL,
	`verifier` text NOT NULL,
	`refresh` blob
);
--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `queue_count` (
	`bucket` text PRIMARY KEY NOT NULL,
	`n` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `service_case` (
	`rid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` integer,
	`local_ref` text,
	`contract` text NOT NULL,
	`contact_name` text NOT NULL,
	`mobile` text,
	`phone` text,
	`email` text,
	`service_location` text NOT NULL,
	`customer_ref` text,
	`order_no` text,
	`invoice_no` text,
	`product_name` text NOT NULL,
	`serial_no` text,
	`fault_description` text NOT NULL,
	`kind` text NOT NULL,
	`flow` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`waiting_for` text,
	`customer_id` text,
	`unit_id` text,
	`product` text NOT NULL,
	`purchased_on` text,
	`sold_by_us` integer NOT NULL,
	`used_in` text NOT NULL,
	`damage` text NOT NULL,
	`finding` text,
	`owner_id` text,
	`registered_at` text NOT NULL,
	`registered_by` text NOT NULL,
	`due_at` text,
	`due_rule` text,
	`informed_at` text,
	`decision_id` text,
	`estimate_id` text,
	`has_passcode` integer NOT NULL,
	`reminders` integer NOT NULL,
	`swap_serial_no` text,
	`linked_order_no` text,
	`assumed` text NOT NULL,
	`source` text,
	`end_reason` text,
	`changed_at` text NOT NULL,
	`codes` text NOT NULL,
	`open` integer GENERATED ALWAYS AS (state not in ('closed', 'cancelled')) VIRTUAL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `service_case_id_unique` ON `service_case` (`id`);--> statement-breakpoint
CREATE INDEX `case_by_number` ON `service_case` (`number`) WHERE number is not null;--> statement-breakpoint
CREATE INDEX `case_by_customer` ON `service_case` (`customer_id`) WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX `case_by_owner` ON `service_case` (`owner_id`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `case_by_owner_changed` ON `service_case` (`owner_id`,`changed_at`) WHERE open = 1;--> statement-breakpoint
CREATE INDEX `case_by_due` ON `service_case` (`due_at`) WHERE open = 1 and due_at is not null;--> statement-breakpoint
CREATE INDEX `case_by_waiting` ON `service_case` (`waiting_for`) WHERE open = 1 and waiting_for is not null;--> statement-breakpoint
CREATE INDEX `case_by_waiting_changed` ON `service_case` (`waiting_for`,`changed_at`) WHERE open = 1 and waiting_for is not null;--> statement-breakpoint
CREATE INDEX `case_on_bench` ON `service_case` (`flow`) WHERE state in ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping');--> statement-breakpoint
CREATE INDEX `case_on_bench_changed` ON `service_case` (`flow`,`changed_at`) WHERE state in ('received', 'diagnosing', 'quote-accepted', 'declined', 'repairing', 'swapping');--> statement-breakpoint
CREATE INDEX `case_ready` ON `service_case` (`state`) WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX `case_ready_changed` ON `service_case` (`state`,`changed_at`) WHERE state = 'ready';--> statement-breakpoint
CREATE INDEX `case_ended` ON `service_case` (`open`) WHERE open = 0;--> statement-breakpoint
CREATE INDEX `case_ended_changed` ON `service_case` (`open`,`changed_at`) WHERE open = 0;--> statement-breakpoint
CREATE TABLE `acknowledged` (
	`ord` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`args` text NOT NULL,
	`act_at` text NOT NULL,
	`retry_of` text,
	`undo_group` text,
	`case_id` text,
	`acknowledged_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `acknowledged_by_time` ON `acknowledged` (`acknowledged_at`);--> statement-breakpoint
CREATE TABLE `base_row` (
	`key` text PRIMARY KEY NOT NULL,
	`row` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `conflict` (
	`id` text PRIMARY KEY NOT NULL,
	`ord` integer NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`args` text NOT NULL,
	`act_at` text NOT NULL,
	`retry_of` text,
	`undo_group` text,
	`case_id` text,
	`error` text NOT NULL,
	`actor_name` text NOT NULL,
	`refused_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conflict_by_case` ON `conflict` (`case_id`);--> statement-breakpoint
CREATE TABLE `discard` (
	`id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `gone_row` (
	`key` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE `lease` (
	`first` integer PRIMARY KEY NOT NULL,
	`last` integer NOT NULL,
	`next` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`ord` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`args` text NOT NULL,
	`act_at` text NOT NULL,
	`retry_of` text,
	`undo_group` text,
	`case_id` text,
	`status` text NOT NULL,
	`held_by` text,
	`spent` integer DEFAULT 0 NOT NULL,
	`position` integer,
	`refusal` text,
	`touches` text DEFAULT '[]' NOT NULL,
	`crashes` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id_unique` ON `outbox` (`id`);--> statement-breakpoint
CREATE INDEX `outbox_by_case` ON `outbox` (`case_id`);--> statement-breakpoint
CREATE INDEX `outbox_to_send` ON `outbox` (`ord`) WHERE status in ('queued', 'sent');--> statement-breakpoint
CREATE INDEX `outbox_accepted` ON `outbox` (`position`) WHERE status = 'accepted';--> statement-breakpoint
CREATE INDEX `outbox_held` ON `outbox` (`held_by`) WHERE held_by is not null;--> statement-breakpoint
CREATE TABLE `sync_state` (
	`one` integer PRIMARY KEY NOT NULL,
	`epoch` text,
	`position` integer NOT NULL,
	`filled` integer NOT NULL,
	`offset_ms` integer NOT NULL,
	`contact_at` text,
	`last_pull_at` text
);
--> statement-breakpoint
CREATE TABLE `touch` (
	`name` text NOT NULL,
	`ord` integer NOT NULL,
	`kind` integer NOT NULL,
	PRIMARY KEY(`name`, `ord`)
) WITHOUT ROWID;

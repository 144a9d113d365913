ALTER TABLE `service_case` ADD `unconfirmed_acts` text;--> statement-breakpoint
ALTER TABLE `service_case` ADD `pause` text;--> statement-breakpoint
ALTER TABLE `acknowledged` ADD `skew_ms` integer DEFAULT 0;--> statement-breakpoint
ALTER TABLE `conflict` ADD `skew_ms` integer DEFAULT 0;--> statement-breakpoint
ALTER TABLE `outbox` ADD `skew_ms` integer DEFAULT 0;
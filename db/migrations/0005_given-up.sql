DROP TABLE `discard`;--> statement-breakpoint
ALTER TABLE `acknowledged` ADD `given_up` integer DEFAULT 0 NOT NULL;
CREATE TABLE "quarantine" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"error" jsonb,
	"act_at" timestamp with time zone NOT NULL,
	"handed_over_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"settled_as" text
);
--> statement-breakpoint
ALTER TABLE "command_log" ADD COLUMN "act_unconfirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "quarantine_open" ON "quarantine" USING btree ("handed_over_at");
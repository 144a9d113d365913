CREATE TYPE "public"."command_status" AS ENUM('accepted', 'refused', 'discarded');--> statement-breakpoint
CREATE SEQUENCE "public"."case_number_block" INCREMENT BY 1 MINVALUE 0 MAXVALUE 9223372036854775807 START WITH 0 CACHE 1;--> statement-breakpoint
CREATE TABLE "lease" (
	"from_number" integer PRIMARY KEY NOT NULL,
	"to_number" integer NOT NULL,
	"device_id" uuid NOT NULL,
	"leased_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" bigint NOT NULL,
	"args" jsonb NOT NULL,
	"case_id" uuid,
	"actor_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"act_at" timestamp with time zone NOT NULL,
	"act_at_clamped" boolean NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"status" "command_status" NOT NULL,
	"error" jsonb,
	"retry_of" uuid,
	"undo_group" uuid,
	"position" bigint
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passcode" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"key_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passcode_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app_user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"scope" jsonb,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "app_user_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "device" (
	"id" uuid PRIMARY KEY NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"hash" text PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "row_leave" (
	"position" bigint PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"table_name" text NOT NULL,
	"id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "row_state" (
	"table_name" text NOT NULL,
	"id" uuid NOT NULL,
	"case_id" uuid,
	"scope" text NOT NULL,
	"number" integer,
	"data" jsonb NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "row_state_table_name_id_pk" PRIMARY KEY("table_name","id")
);
--> statement-breakpoint
CREATE TABLE "sequencer" (
	"id" integer PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_app_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_device_id_device_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."device"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lease_by_device" ON "lease" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "command_log_by_case" ON "command_log" USING btree ("case_id","decided_at");--> statement-breakpoint
CREATE INDEX "command_log_by_undo_group" ON "command_log" USING btree ("undo_group");--> statement-breakpoint
CREATE INDEX "refresh_token_by_session" ON "refresh_token" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "session_by_device" ON "session" USING btree ("device_id");--> statement-breakpoint
CREATE INDEX "row_leave_by_scope" ON "row_leave" USING btree ("scope","position");--> statement-breakpoint
CREATE UNIQUE INDEX "row_state_by_position" ON "row_state" USING btree ("position");--> statement-breakpoint
CREATE INDEX "row_state_by_scope" ON "row_state" USING btree ("scope","position");--> statement-breakpoint
CREATE INDEX "row_state_by_case" ON "row_state" USING btree ("case_id","table_name") WHERE case_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "row_state_by_number" ON "row_state" USING btree ("number") WHERE number is not null;
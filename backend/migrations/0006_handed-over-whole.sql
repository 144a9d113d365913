ALTER TABLE "quarantine" ADD COLUMN "act_unconfirmed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "retry_of" uuid;--> statement-breakpoint
CREATE INDEX "quarantine_by_retry" ON "quarantine" USING btree ("retry_of") WHERE retry_of is not null;
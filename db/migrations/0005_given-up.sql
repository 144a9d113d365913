-- Of a refused command that was discarded only the id was kept: it is told to the backend, whose log has the input.
INSERT INTO outbox (id, name, version, args, act_at, status, held_by, spent)
  SELECT id, 'discarded', 1, 'null', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'held', id, 1 FROM discard;--> statement-breakpoint
DROP TABLE `discard`;--> statement-breakpoint
ALTER TABLE `acknowledged` ADD `given_up` integer DEFAULT 0 NOT NULL;
DROP INDEX "command_log_by_case";--> statement-breakpoint
DROP INDEX "command_log_by_undo_group";
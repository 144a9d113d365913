import { defineConfig } from 'drizzle-kit'

/** For `npm run migration -- db NAME`: compares the schema with the last snapshot and writes the next migration. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema/*.ts',
  out: './db/migrations',
})

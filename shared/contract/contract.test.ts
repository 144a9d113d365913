import { expect, test } from 'vitest'
import type { z } from 'zod'
import { QUEUE_SORTS, QueueName, QueueSort } from '../domain/queue.ts'
import { contract } from './contract.ts'

const input = contract.queue.list['~orpc'].inputSchema as z.ZodType

test.each(QueueName.options.flatMap((queue) => QueueSort.options.map((sort) => [queue, sort] as const)))(
  'queue %s is asked for in the order %s only if an index serves it',
  (queue, sort) => {
    expect(input.safeParse({ queue, sort }).success).toBe(QUEUE_SORTS[queue].includes(sort))
  },
)

import { describe, expect, test } from 'vitest'
import { addCounts, countPlaywright, countVitest, NONE, suiteCounts, summaryLine } from './counts.ts'

const vitestReport = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }

describe('counting', () => {
  test('a Vitest report: passed, failed, and skipped with to-dos', () => {
    const testResults = [{ status: 'failed', assertionResults: [{}] }]
    expect(countVitest({ ...vitestReport, testResults })).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })
  test('a Vitest file that could not be loaded is a failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }]
    expect(countVitest({ ...vitestReport, testResults }).failed).toBe(2)
  })
  test('a Playwright report: a flaky test is a failure', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
    expect(countPlaywright({ stats })).toEqual({ passed: 4, failed: 2, skipped: 2 })
  })
})

describe('a suite', () => {
  const three = { passed: 3, failed: 0, skipped: 0 }
  test('that passed adds what it counted', () => {
    expect(suiteCounts(three, 0)).toEqual(three)
  })
  test.each([
    ['wrote no report', undefined, 1],
    ['ran nothing', NONE, 0],
    ['skipped everything', { passed: 0, failed: 0, skipped: 9 }, 0],
    ['ended badly without a failing test', three, 1],
  ])('that %s is a failure', (_what, counts, status) => {
    expect(suiteCounts(counts, status).failed).toBe(1)
  })
  test('with failing tests is not counted twice', () => {
    expect(suiteCounts({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2)
  })
})

describe('the last line', () => {
  test('names skipped tests only where there are some', () => {
    expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(summaryLine({ passed: 12, failed: 3, skipped: 1 })).toBe('12 passed, 3 failed, 1 skipped')
  })
  test('is the sum of all suites', () => {
    expect(summaryLine(addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }))).toBe(
      '3 passed, 1 failed',
    )
  })
})

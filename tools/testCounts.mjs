/** How many tests passed and failed, out of what the runners say. */

/**
 * From Jest's `--json`. A file that could not even be run counts as a failure;
 * so does a test that somebody left out.
 */
export function countJest(report) {
  return {
    passed: report.numPassedTests,
    failed:
      report.numFailedTests +
      report.numRuntimeErrorTestSuites +
      report.numPendingTests,
  };
}

/** From the last lines of `node --test --test-reporter=tap`. */
export function countTap(output) {
  const count = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed =
    count('fail') + count('cancelled') + count('skipped') + count('todo');
  const passed = count('pass');
  return passed + failed === 0 ? { passed: 0, failed: 1 } : { passed, failed };
}

export function total(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

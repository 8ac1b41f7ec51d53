import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countJest, countTap, total } from './testCounts.mjs';

test('counts a file that could not be run, and a test left out, as failures', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 2,
    numPendingTests: 1,
  };
  assert.deepEqual(countJest(report), { passed: 7, failed: 4 });
});

test('reads the closing lines of TAP', () => {
  assert.deepEqual(
    countTap('ok 1 - a\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 1\n'),
    {
      passed: 3,
      failed: 2,
    },
  );
});

test('takes a runner that said nothing for a failure', () => {
  assert.deepEqual(countTap('Segmentation fault'), { passed: 0, failed: 1 });
});

test('adds up', () => {
  assert.deepEqual(
    total([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
    {
      passed: 3,
      failed: 3,
    },
  );
});

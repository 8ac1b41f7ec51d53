import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { root } from './steps.mjs';

const PATIENCE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 50;

/** Starts a part as the tools do, tells its number, and stays. */
const STARTER = `
  const { spawn } = require('node:child_process');
  const part = spawn(
    process.execPath,
    ['--require', ${JSON.stringify(
      path.join(root, 'tools/endWithParent.cjs'),
    )}, '-e', 'setInterval(() => {}, 1000); process.send("up")'],
    { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true },
  );
  part.once('message', () => console.log(part.pid));
`;

function isThere(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a part of the demo ends when what started it is killed', async () => {
  const starter = spawn(process.execPath, ['-e', STARTER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(starter.stdout, 'data');
  const pid = Number(said);
  assert.ok(isThere(pid));
  starter.kill('SIGKILL');
  const until = Date.now() + PATIENCE_MILLISECONDS;
  while (isThere(pid) && Date.now() < until)
    await setTimeout(POLL_MILLISECONDS);
  assert.equal(isThere(pid), false);
});

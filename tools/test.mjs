/**
 * `npm test`: everything there is to test; what does not wait for clocks beside
 * each other, then the rest in sequence. The last line is `N passed, N failed`;
 * nothing is skipped in silence.
 *
 * `npm test -- jest e2e` runs only the named parts, `npm test -- slow` those
 * that only run when they are named.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { buildApp } from './buildApp.mjs';
import { NODE_TRANSFORM } from './demo.mjs';
import { startPostgres } from './postgres.mjs';
import { root, say, toolchain } from './steps.mjs';
import { countJest, countTap, total } from './testCounts.mjs';

const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
const tsc = path.join(root, 'node_modules/typescript/bin/tsc');

/** Half a minute and more each; the walk goes through what they are about, too. */
const SLOW = '\\.slow\\.test\\.';

/** Each part gives its counts; a part that cannot run counts as one failure. */
const PARTS = {
  lint: {
    title: 'Lint, with the import boundaries of the architecture',
    isBeside: true,
    run: () => check([cli, 'repo', 'lint', '--max-warnings', '0']),
  },
  tsc: {
    title: 'Types',
    isBeside: true,
    run: () => check([tsc, '--pretty', 'false']),
  },
  app: {
    title: 'Build of the portal',
    isBeside: true,
    run: async () => {
      await buildApp(process.execPath);
      return { passed: 1, failed: 0 };
    },
  },
  tools: {
    title: 'The tools themselves',
    isBeside: true,
    run: async () => {
      const files = fs
        .readdirSync(path.join(root, 'tools'))
        .filter(name => name.endsWith('.test.mjs'))
        .map(name => path.join('tools', name));
      const { output } = await run(
        ['--test', '--test-reporter=tap', ...files],
        { quiet: true },
      );
      const counts = countTap(output);
      if (counts.failed > 0) say(output);
      return counts;
    },
  },
  jest: {
    title: 'Unit and integration tests, on SQLite and PostgreSQL',
    run: () => jest(['--testPathIgnorePatterns', SLOW]),
  },
  slow: {
    title: 'Slow tests: whole rooms with real workers, and clusters',
    isByName: true,
    run: () => jest(['--testPathPatterns', SLOW]),
  },
  e2e: {
    title: 'Browser tests',
    needs: 'app',
    run: async () => {
      const browser = await findBrowser();
      say(`  with ${browser}`);
      const file = path.join(toolchain, 'e2e.json');
      fs.rmSync(file, { force: true });
      const { code } = await run(
        ['--require', NODE_TRANSFORM, 'test/e2e/src/main.ts'],
        {
          env: { GREENROOM_BROWSER: browser, GREENROOM_E2E_RESULT: file },
        },
      );
      if (!fs.existsSync(file)) {
        throw new Error(
          `The browser tests ended with ${code} and reported no result.`,
        );
      }
      const { passed, failed } = JSON.parse(fs.readFileSync(file, 'utf8'));
      return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
    },
  },
};

/** On SQLite and a PostgreSQL of its own. */
async function jest(args) {
  const postgres = await startPostgres();
  undo.add(postgres.stop);
  const file = path.join(toolchain, 'jest.json');
  fs.rmSync(file, { force: true });
  try {
    await run(
      [
        cli,
        'repo',
        'test',
        '--watchAll=false',
        '--maxWorkers=3',
        '--json',
        `--outputFile=${file}`,
        ...args,
      ],
      { env: { GREENROOM_TEST_POSTGRES: postgres.url }, dropOutput: true },
    );
  } finally {
    undo.delete(postgres.stop);
    await postgres.stop();
  }
  return countJest(JSON.parse(fs.readFileSync(file, 'utf8')));
}

/** What is to be undone when we are stopped half-way. */
const undo = new Set();

async function check(args) {
  const { code, output } = await run(args, { quiet: true });
  if (code === 0) return { passed: 1, failed: 0 };
  say(output);
  return { passed: 0, failed: 1 };
}

function run(args, { env = {}, quiet = false, dropOutput = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, CI: '1', FORCE_COLOR: '0', ...env },
      // Jest reports on standard error; what it puts out is its JSON.
      stdio: [
        'ignore',
        quiet ? 'pipe' : dropOutput ? 'ignore' : 'inherit',
        quiet ? 'pipe' : 'inherit',
      ],
    });
    const kill = () => child.kill('SIGTERM');
    undo.add(kill);
    let output = '';
    child.stdout?.on('data', chunk => {
      output += chunk;
    });
    child.stderr?.on('data', chunk => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', code => {
      undo.delete(kill);
      resolve({ code: code ?? 1, output });
    });
  });
}

async function counted({ title, run: runPart }) {
  const began = Date.now();
  say(`\n━━ ${title} ━━`);
  let counts;
  try {
    counts = await runPart();
  } catch (error) {
    say(`✗ ${error.message}`);
    if (error.remedy) say(`  What to do: ${error.remedy}`);
    counts = { passed: 0, failed: 1 };
  }
  // A part that found nothing to run has not shown that anything works.
  if (counts.passed + counts.failed === 0) {
    say(`✗ ${title}: not one test was found.`);
    counts = { passed: 0, failed: 1 };
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  return { title, ...counts, seconds };
}

async function main(names) {
  const unknown = names.filter(name => !PARTS[name]);
  if (unknown.length > 0) {
    throw new Error(
      `There is no part '${unknown[0]}'. Use: ${Object.keys(PARTS).join(
        ', ',
      )}.`,
    );
  }
  const asked =
    names.length > 0
      ? names
      : Object.keys(PARTS).filter(name => !PARTS[name].isByName);
  const needed = asked.flatMap(name => [PARTS[name].needs ?? name, name]);
  const parts = [...new Set(needed)].map(name => PARTS[name]);
  const results = await Promise.all(
    parts.filter(({ isBeside }) => isBeside).map(counted),
  );
  for (const part of parts.filter(({ isBeside }) => !isBeside))
    results.push(await counted(part));
  say('');
  for (const { title, passed, failed, seconds } of results) {
    say(
      `${
        failed > 0 ? '✗' : '✓'
      } ${title}: ${passed} passed, ${failed} failed (${seconds} s)`,
    );
  }
  const sum = total(results);
  say(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.all([...undo].map(action => action()));
    process.exit(130);
  });
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    say(`✗ ${error.stack}`);
    say('0 passed, 1 failed');
    process.exit(1);
  },
);

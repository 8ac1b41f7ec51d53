/**
 * The way in: `node tools/bootstrap.mjs start | demo:large | test | proof | reset | dev | install`,
 * as `npm start` and `npm test` call it (`install`: the action of the plan). Runs on any Node from 18 on and needs
 * nothing installed. Each step does its work only where it is not done yet.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { buildApp } from './buildApp.mjs';
import { installDependencies } from './install.mjs';
import { root, say, StepError } from './steps.mjs';
import { findNode } from './toolchain.mjs';

const COMMANDS = {
  start: { script: 'start.mjs', app: () => true },
  'demo:large': { script: 'start.mjs', args: ['large'], app: () => true },
  // It builds the app beside the checks.
  test: { script: 'test.mjs', app: () => false },
  // Only two of the proofs look at pages.
  proof: {
    script: 'proof.mjs',
    app: ([name]) => name === 'pages' || name === 'layouts',
  },
  dev: { script: 'dev.mjs', app: () => false },
  reset: { script: 'reset.mjs', bare: true },
  // Only what comes before each of them.
  install: { app: () => false },
};

async function main([name = 'start', ...rest]) {
  const command = COMMANDS[name];
  if (!command) {
    throw new StepError(
      `There is no command '${name}'.`,
      `Use one of: ${Object.keys(COMMANDS).join(', ')}.`,
    );
  }
  let node = process.execPath;
  if (!command.bare) {
    node = await findNode();
    await installDependencies(node);
    if (command.app(rest)) await buildApp(node);
  }
  if (!command.script) return 0;
  const script = path.join(root, 'tools', command.script);
  return run(node, [script, ...(command.args ?? []), ...rest]);
}

/** Runs the command in our place: Ctrl-C is the child's to answer, its exit code is ours. */
function run(node, args) {
  const binaries = [
    path.dirname(node),
    path.join(root, 'node_modules', '.bin'),
  ];
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [...binaries, process.env.PATH].join(path.delimiter),
    },
  });
  // A terminal sends Ctrl-C to both of us; what only we are sent, we pass on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code ?? 1));
  });
}

main(process.argv.slice(2)).then(
  code => {
    process.exitCode = code;
  },
  error => {
    say('');
    say(`✗ ${error.message}`);
    if (error instanceof StepError) say(`  What to do: ${error.remedy}`);
    else say(error.stack);
    process.exitCode = 1;
  },
);

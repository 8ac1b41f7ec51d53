/** `yarn install --immutable`, when the lock file changed since the last good one. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { hashOf, root, runProgram, stampOf, step } from './steps.mjs';

const YARN = path.join(root, '.yarn', 'releases', 'yarn-4.13.0.cjs');
const NPM_REGISTRY = 'https://registry.npmjs.org';

export async function installDependencies(node) {
  const stamp = stampOf('install');
  // The optional packages with binaries differ by system and processor.
  const wanted = `${hashOf(['yarn.lock', '.yarnrc.yml'])} ${process.platform}-${
    process.arch
  }`;
  const present = fs.existsSync(
    path.join(root, 'node_modules', '@backstage', 'cli'),
  );
  if (present && stamp.is(wanted)) return;

  let doing = '';
  stamp.clear();
  await step(
    'Install the dependencies (yarn install --immutable; a first time takes some minutes)',
    () =>
      runProgram(node, [YARN, 'install', '--immutable'], {
        env: { ...process.env, ...registryOfNpm(), CI: '1' },
        remedy:
          'Check that the npm registry is reached, and that 3 GB of disk are free. ' +
          'Where it says that the lock file would be modified, run `yarn install` and commit yarn.lock.',
        onLine: line => {
          doing = /[┌└] (.+)/.exec(line)?.[1] ?? doing;
        },
      }),
    () => `(${doing})`,
  );
  stamp.set(wanted);
}

/** Yarn reads no .npmrc; where npm was told another registry, so is Yarn. */
function registryOfNpm() {
  if (process.env.YARN_NPM_REGISTRY_SERVER) return {};
  const windows = process.platform === 'win32';
  const { stdout } = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['config', 'get', 'registry'],
    { cwd: root, encoding: 'utf8', shell: windows },
  );
  const registry = stdout?.trim().replace(/\/+$/, '') ?? '';
  if (!/^https?:\/\//.test(registry) || registry === NPM_REGISTRY) return {};
  return {
    YARN_NPM_REGISTRY_SERVER: registry,
    ...(registry.startsWith('http:')
      ? { YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname }
      : {}),
  };
}

/** The frontend bundle in packages/app/dist, when its sources changed. */
import fs from 'node:fs';
import path from 'node:path';
import { hashOf, root, runProgram, stampOf, step } from './steps.mjs';

const app = path.join(root, 'packages', 'app');
const SOURCES = [
  'packages/app',
  'plugins/greenroom',
  'plugins/greenroom-common',
  'app-config.yaml',
  'yarn.lock',
];

export async function buildApp(node) {
  const stamp = stampOf('app');
  const wanted = hashOf(SOURCES);
  if (stamp.is(wanted) && fs.existsSync(path.join(app, 'dist', 'index.html')))
    return;

  stamp.clear();
  const cli = path.join(
    root,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const config = path.join(root, 'app-config.yaml');
  await step('Build the portal (packages/app/dist)', () =>
    runProgram(node, [cli, 'package', 'build', '--config', config], {
      cwd: app,
      env: { ...process.env, NODE_ENV: 'production' },
      remedy:
        'The lines above name the file. If it is not yours, delete packages/app/dist and node_modules/.cache and try again.',
    }),
  );
  stamp.set(wanted);
}

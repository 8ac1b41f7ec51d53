/** `yarn dev`: Backstage's development mode (frontend 3000, backend 7007) with the demo's git host. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { demoEnvironment, startDemoHost } from './demo.mjs';
import { root, say, step, StepError } from './steps.mjs';

const place = {
  port: 7007,
  hostPort: Number(process.env.GREENROOM_HOST_PORT || 7008),
  state: path.join(root, '.demo'),
};

async function main() {
  const host = await step('Start the demo git host', () =>
    startDemoHost(place),
  );
  const configs = ['app-config.yaml', 'app-config.development.yaml'];
  const args = configs.flatMap(file => ['--config', path.join(root, file)]);
  const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const child = spawn(process.execPath, [cli, 'repo', 'start', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: demoEnvironment(place),
  });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', async code => {
    await host.stop();
    process.exit(code ?? 0);
  });
}

main().catch(error => {
  say(`✗ ${error.message}`);
  if (error instanceof StepError) say(`  What to do: ${error.remedy}`);
  process.exit(1);
});

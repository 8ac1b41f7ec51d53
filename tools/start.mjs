/** `npm start`: the portal with the example organisation, until Ctrl-C. */
import path from 'node:path';
import { startDemo } from './demo.mjs';
import { root, say, step, StepError } from './steps.mjs';

const port = Number(process.env.GREENROOM_PORT || 7007);
const hostPort = Number(process.env.GREENROOM_HOST_PORT || 7008);

async function main() {
  let stopping = false;
  let demo;
  let doing = '';
  const stop = async code => {
    if (stopping) return;
    stopping = true;
    say('');
    say('→ Stop');
    await demo?.stop();
    say(
      '✓ Stopped. What the portal knows stays in .demo/; `npm run reset` empties it.',
    );
    process.exit(code);
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));

  demo = await step(
    'Start the portal and its git host',
    () =>
      startDemo({
        port,
        hostPort,
        state: path.join(root, '.demo'),
        progress: what => {
          doing = what;
          say(`  ${what}`);
        },
        onEnd: why => {
          say(`✗ ${why}`);
          stop(1);
        },
      }),
    () => `(${doing})`,
  );
  say('');
  say(`  Greenroom   ${demo.url}`);
  say(`  git host    ${demo.hostUrl}`);
  say('  logs        .demo/logs/');
  say('');
  say('  Ctrl-C stops both.');
}

main().catch(error => {
  say(`✗ ${error.message}`);
  if (error instanceof StepError) say(`  What to do: ${error.remedy}`);
  process.exit(1);
});

/** `npm start` and `npm run demo:large`: the portal with the example organisation, until Ctrl-C. */
import path from 'node:path';
import { startDemo } from './demo.mjs';
import { followSync } from './followSync.mjs';
import { root, say, step, StepError } from './steps.mjs';

const port = Number(process.env.GREENROOM_PORT || 7007);
const hostPort = Number(process.env.GREENROOM_HOST_PORT || 7008);
const [scale = 'example'] = process.argv.slice(2);
const folder = scale === 'large' ? '.demo-large' : '.demo';

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
      `✓ Stopped. What the portal knows stays in ${folder}/; \`npm run reset\` empties it.`,
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
        state: path.join(root, folder),
        scale,
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
  say(`  logs        ${folder}/logs/`);
  say('');
  if (scale === 'large') await followFirstSync(demo.url);
  say('  Ctrl-C stops both.');
}

/** A thousand repositories are not there at once; the pages fill meanwhile. */
async function followFirstSync(url) {
  let doing = '';
  await step(
    'Read what git declares (the pages can be looked at meanwhile)',
    () =>
      followSync(url, words => {
        doing = words;
      }),
    () => `(${doing})`,
  );
  say('');
}

main().catch(error => {
  say(`✗ ${error.message}`);
  if (error instanceof StepError) say(`  What to do: ${error.remedy}`);
  process.exit(1);
});

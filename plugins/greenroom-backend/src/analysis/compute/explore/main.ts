import readline from 'node:readline';
import { answerQuestion, type Ground } from './answerQuestion';
import type { ExplorerAsked, ExplorerSaid, GroundInput } from './protocol';
import { readGround } from './readGround';

function say(said: ExplorerSaid): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/** Answers questions about one run for as long as whoever asks holds the input open. */
async function main(): Promise<void> {
  const lines = readline.createInterface({ input: process.stdin });
  lines.once('close', () => process.exit(0));
  let ground: Promise<Ground> | undefined;
  lines.on('line', async line => {
    if (!ground) {
      ground = readGround(JSON.parse(line) as GroundInput);
      ground.then(
        () => say({ type: 'ready' }),
        (error: Error) => say({ type: 'failed', message: error.message }),
      );
      return;
    }
    const { id, question } = JSON.parse(line) as ExplorerAsked;
    try {
      const answer = answerQuestion(await ground, question);
      say({ type: 'answer', id, answer });
    } catch (error) {
      const { name, message } = error as Error;
      say({
        type: 'refused',
        id,
        message,
        isAskers: name === 'ExploreError' || name === 'RangeError',
      });
    }
  });
}

void main();

import readline from 'node:readline';
import { answerQuestion } from './answerQuestion';
import { GroundReader } from './GroundReader';
import type { ExplorerAsked, ExplorerSaid, GroundInput } from './protocol';

function say(said: ExplorerSaid): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/** Answers questions about one run for as long as whoever asks holds the input open. */
async function main(): Promise<void> {
  const lines = readline.createInterface({ input: process.stdin });
  lines.once('close', () => process.exit(0));
  let reader: GroundReader | undefined;
  lines.on('line', async line => {
    if (!reader) {
      reader = new GroundReader(JSON.parse(line) as GroundInput);
      reader.rows.then(
        () => say({ type: 'ready' }),
        (error: Error) => say({ type: 'failed', message: error.message }),
      );
      return;
    }
    const { id, question } = JSON.parse(line) as ExplorerAsked;
    try {
      const ground = await reader.groundOf(question.view.type);
      const answer = answerQuestion(ground, question);
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

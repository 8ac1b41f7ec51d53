import readline from 'node:readline';
import type { ComputeQuestion, WorkerSaid } from './protocol';

type Tell = (fraction: number, message?: string) => void;

/** Loads only what the question needs: native libraries are slow to open. */
async function answer(question: ComputeQuestion, tell: Tell): Promise<unknown> {
  const { outDirectory } = question;
  switch (question.kind) {
    case 'profile':
      return loaded(await import('./profile')).profile(
        question.input,
        outDirectory,
        tell,
      );
    case 'inspect':
      return loaded(await import('./inspect')).inspect(question.input);
    case 'comparison':
      return loaded(await import('./comparison')).comparison(
        question.input,
        outDirectory,
        tell,
      );
    case 'blame':
      return loaded(await import('./blame')).blame(
        question.input,
        outDirectory,
        tell,
      );
    case 'drift':
      return loaded(await import('./drift')).drift(
        question.input,
        outDirectory,
        tell,
      );
    case 'evaluation':
      return loaded(await import('./evaluation')).evaluate(
        question.input,
        outDirectory,
        tell,
      );
    case 'plan':
      return loaded(await import('./plan')).plan(
        question.input,
        outDirectory,
        tell,
      );
    case 'predictions':
      return loaded(await import('./predictions')).predictions(
        question.input,
        outDirectory,
        tell,
      );
    case 'labels':
      return loaded(await import('./labels/labels')).labels(
        question.input,
        outDirectory,
        tell,
      );
    case 'boxes':
      return loaded(await import('./boxes/boxes')).boxes(
        question.input,
        outDirectory,
        tell,
      );
    case 'errors':
      return loaded(await import('./errors')).errors(question.input, tell);
    case 'error-trend':
      return loaded(await import('./errorTrend')).errorTrend(
        question.input,
        tell,
      );
    case 'attribution':
      return loaded(await import('./attribution/attribution')).attribution(
        question.input,
        tell,
      );
    case 'run-comparison':
      return loaded(await import('./runComparison')).runComparison(
        question.input,
        outDirectory,
        tell,
      );
    case 'leakage':
      return loaded(await import('./leakage')).leakage(
        question.input,
        outDirectory,
        tell,
      );
    case 'derived':
      return loaded(await import('./derived/derive')).derive(
        question.input,
        outDirectory,
        tell,
      );
    case 'requests':
      return loaded(await import('./requests')).requests(
        question.input,
        outDirectory,
        tell,
      );
    case 'selection':
      return loaded(await import('./selection')).selection(
        question.input,
        outDirectory,
        tell,
      );
    case 'augmentation':
      return loaded(await import('./augmentation')).augmentation(
        question.input,
        outDirectory,
        tell,
      );
    default:
      throw new Error(
        `Unknown question ${JSON.stringify(question satisfies never)}`,
      );
  }
}

/** Where TypeScript is run from source, a CommonJS module stands behind `default`. */
function loaded<Module extends object>(
  module: Module & { default?: Module },
): Module {
  return module.default ?? module;
}

function say(said: WorkerSaid): Promise<void> {
  return new Promise(resolve => {
    process.stdout.write(`${JSON.stringify(said)}\n`, () => resolve());
  });
}

/** Whoever asked holds the input open for as long as the answer is wanted. */
function firstLine(): Promise<string> {
  const input = readline.createInterface({ input: process.stdin });
  input.once('close', () => process.exit(1));
  return new Promise(resolve => input.once('line', resolve));
}

async function main(): Promise<void> {
  const question = JSON.parse(await firstLine()) as ComputeQuestion;
  try {
    const result = await answer(question, (fraction, message) => {
      void say({ type: 'progress', fraction, message });
    });
    await say({ type: 'result', result });
  } catch (error) {
    const { message, file, line } = error as Error & {
      file?: string;
      line?: number;
    };
    await say({ type: 'error', message, file, line });
  }
  process.exit(0);
}

void main();

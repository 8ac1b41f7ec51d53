import { type ModelName, MODELS, retrain } from '@greenroom/catalog';

/** Files are base64 by path. */
export type TrainingQuestion = {
  readonly model: string;
  readonly modelFiles: Record<string, string>;
  readonly dataFiles: Record<string, string>;
  readonly datasetRevision: string;
};
export type TrainingAnswer = {
  readonly files: Record<string, string>;
  readonly message: string;
  readonly accuracy: number;
};

function decoded(files: Record<string, string>): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      Buffer.from(content, 'base64'),
    ]),
  );
}

function isTrained(model: string): model is ModelName {
  return Object.hasOwn(MODELS, model);
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const question = JSON.parse(
    Buffer.concat(chunks).toString('utf8'),
  ) as TrainingQuestion;
  const { model } = question;
  if (!isTrained(model)) {
    throw new Error(`There is no training program for ${model}.`);
  }
  const trained = await retrain({
    model,
    modelFiles: decoded(question.modelFiles),
    dataFiles: decoded(question.dataFiles),
    datasetRevision: question.datasetRevision,
  });
  const answer: TrainingAnswer = {
    message: trained.message,
    accuracy: trained.accuracy,
    files: Object.fromEntries(
      Object.entries(trained.files).map(([path, content]) => [
        path,
        content.toString('base64'),
      ]),
    ),
  };
  process.stdout.write(JSON.stringify(answer));
}

if (require.main === module) {
  main().catch(error => {
    console.error(error);
    process.exit(1);
  });
}

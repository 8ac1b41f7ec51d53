import { assertRunnable, readModelFile } from '@greenroom/evaluation';
import type { RunnableModel } from '@greenroom/manifest';

export type InspectInput = {
  readonly model: string;
  /** The file's path in its repository, for messages. */
  readonly name: string;
  readonly manifest: RunnableModel;
};

/** Reads the protobuf before any runtime opens it. */
export async function inspect({ model, name, manifest }: InspectInput) {
  const facts = await readModelFile(model, name);
  assertRunnable(facts, manifest);
  return { inputs: facts.inputs, outputs: facts.outputs };
}

import type { RunnableModel } from '@greenroom/manifest';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { assertRunnable } from './assertRunnable';
import { ModelError } from './ModelError';
import { type NameOf, Preparation } from './preprocessing/Preparation';
import type { InputRow } from './preprocessing/PreparedStep';
import type { StepFiles } from './preprocessing/StepFiles';
import { ClassOutputs, readOutputs } from './readOutputs';
import { type ModelFacts, readModel } from './readModel';
import { elementTypeOf } from './session/elementTypes';
import type { InputBatch, OutputValues } from './session/InputBatch';
import { Session } from './session/Session';

/** A model with its preprocessing: rows in, probabilities out. It blocks its thread. */
export class OpenModel {
  #preparation: Preparation | undefined;

  private constructor(
    private readonly session: Session,
    private readonly facts: ModelFacts,
    private readonly manifest: RunnableModel,
    private readonly files: StepFiles,
  ) {}

  /**
   * @param modelPath - on this machine
   * @param files - those that steps read, by the path that the manifest names
   * @throws ModelError where the runtime must not or cannot open the model
   */
  static async open(
    modelPath: string,
    manifest: RunnableModel,
    files: StepFiles = {},
  ): Promise<OpenModel> {
    const facts = readModel(await readFile(modelPath), manifest.model.path);
    assertRunnable(facts, manifest);
    await assertWeights(modelPath, facts);
    const session = await Session.open(modelPath, facts);
    return new OpenModel(session, facts, manifest, files);
  }

  /**
   * @returns what the model says of each class, row by row
   * @throws Error naming a row that cannot be prepared, ModelError where inputs or outputs do not fit
   */
  async classify(
    rows: readonly InputRow[],
    nameOf?: NameOf,
  ): Promise<ClassOutputs> {
    const { preprocessing, classes } = this.manifest;
    const { output } = preprocessing;
    const outputs = await this.outputsOf(rows, [output], nameOf);
    return readOutputs(preprocessing, classes, outputs.get(output)!);
  }

  /** What outputs of the model hold, as they are. */
  async outputsOf(
    rows: readonly InputRow[],
    outputs: readonly string[],
    nameOf?: NameOf,
  ): Promise<ReadonlyMap<string, OutputValues>> {
    return this.session.run(await this.#prepare(rows, nameOf), outputs);
  }

  async close(): Promise<void> {
    await this.session.close();
  }

  async #prepare(
    rows: readonly InputRow[],
    nameOf?: NameOf,
  ): Promise<InputBatch> {
    this.#preparation ??= await Preparation.open(
      this.manifest.preprocessing,
      rows,
      {
        files: this.files,
        isSingle: input =>
          elementTypeOf(
            this.facts.inputs.find(({ name }) => name === input)?.elementType,
          ) === 'float32',
      },
    );
    return this.#preparation.prepare(rows, nameOf);
  }
}

/** The runtime follows links: those out of the model's folder are none of its files. */
async function assertWeights(
  modelPath: string,
  { file, externalData }: ModelFacts,
): Promise<void> {
  const folder = await realpath(path.dirname(modelPath));
  for (const location of externalData) {
    const found = await realpath(path.join(folder, location)).catch(
      () => undefined,
    );
    if (found?.startsWith(`${folder}${path.sep}`)) continue;
    throw new ModelError(
      `${file} keeps weights in ${location}, which is ${
        found ? 'outside its folder' : 'not there'
      }. Put the file beside the model.`,
      file,
    );
  }
}

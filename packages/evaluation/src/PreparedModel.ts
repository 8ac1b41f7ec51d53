import type { RunnableModel } from '@greenroom/manifest';
import { type NameOf, Preparation } from './preprocessing/Preparation';
import type { InputRow } from './preprocessing/PreparedStep';
import type { StepFiles } from './preprocessing/StepFiles';
import { type ClassOutputs, readOutputs } from './readOutputs';
import type { ModelFacts } from './readModel';
import type { RowModel } from './RowModel';
import { elementTypeOf } from './session/elementTypes';
import type { InputBatch, OutputValues } from './session/InputBatch';

/** What runs prepared rows. */
export type Runner = {
  run(
    batch: InputBatch,
    outputs: readonly string[],
  ): Promise<ReadonlyMap<string, OutputValues>>;
  close(): Promise<void>;
};

/** What a manifest says of how a model is fed and read. */
export type Fitted = Pick<RunnableModel, 'preprocessing' | 'classes'>;

/** A runner behind the preprocessing of its manifest. */
export class PreparedModel implements RowModel {
  #preparation: Promise<Preparation> | undefined;

  constructor(
    private readonly runner: Runner,
    private readonly facts: Pick<ModelFacts, 'inputs'>,
    private readonly fitted: Fitted,
    private readonly files: StepFiles,
  ) {}

  async classify(
    rows: readonly InputRow[],
    nameOf?: NameOf,
  ): Promise<ClassOutputs> {
    const { preprocessing, classes } = this.fitted;
    const { output } = preprocessing;
    const outputs = await this.outputsOf(rows, [output], nameOf);
    return readOutputs(preprocessing, classes, outputs.get(output)!);
  }

  async outputsOf(
    rows: readonly InputRow[],
    outputs: readonly string[],
    nameOf?: NameOf,
  ): Promise<ReadonlyMap<string, OutputValues>> {
    this.#preparation ??= Preparation.open(this.fitted.preprocessing, rows, {
      files: this.files,
      isSingle: input =>
        elementTypeOf(
          this.facts.inputs.find(({ name }) => name === input)?.elementType,
        ) === 'float32',
    });
    const preparation = await this.#preparation;
    return this.runner.run(await preparation.prepare(rows, nameOf), outputs);
  }

  async close(): Promise<void> {
    await this.runner.close();
  }
}

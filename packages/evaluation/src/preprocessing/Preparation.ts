import type { Preprocessing } from '@greenroom/manifest';
import type { InputBatch, Numbers, PreparedInput } from '../session/InputBatch';
import type { InputRow, PreparedStep } from './PreparedStep';
import { prepareSteps } from './prepareSteps';
import type { StepFiles } from './StepFiles';

/** Steps of one input, side by side. */
type Lane = {
  readonly steps: readonly {
    readonly step: PreparedStep;
    readonly at: number;
  }[];
  readonly width: number;
  readonly shape?: readonly number[];
};

/** What a row is called in messages. */
export type NameOf = (row: InputRow, index: number) => string;

/** The preprocessing of a model made ready: it turns rows into what the inputs are given. */
export class Preparation {
  private constructor(
    private readonly lanes: ReadonlyMap<string, Lane>,
    private readonly isSingle: (input: string) => boolean,
  ) {}

  /**
   * @param rows - the first ones; at least one where pictures are of a size that no step says
   * @param isSingle - whether an input takes numbers of single precision: the others are prepared in double
   * @throws ModelError where a file that a step reads is not there, or is another one
   */
  static async open(
    preprocessing: Pick<Preprocessing, 'input' | 'steps'>,
    rows: readonly InputRow[],
    {
      files = {},
      isSingle = () => true,
    }: {
      readonly files?: StepFiles;
      readonly isSingle?: (input: string) => boolean;
    } = {},
  ): Promise<Preparation> {
    const steps = await prepareSteps(preprocessing.steps, rows, files);
    const inputs = [
      ...new Set(steps.map(({ input }) => input ?? preprocessing.input)),
    ];
    return new Preparation(
      new Map(
        inputs.map(input => [
          input,
          laneOf(
            input,
            steps.filter(step => (step.input ?? preprocessing.input) === input),
          ),
        ]),
      ),
      isSingle,
    );
  }

  /**
   * Prepares rows for the session.
   *
   * @throws Error naming row and column of a value that does not fit
   */
  async prepare(
    rows: readonly InputRow[],
    nameOf: NameOf = (_row, index) => `Row ${index + 1}`,
  ): Promise<InputBatch> {
    const inputs = new Map<string, PreparedInput>();
    for (const [input, lane] of this.lanes) {
      const values = this.#allocate(input, lane, rows.length);
      await fill(lane, rows, values, nameOf);
      inputs.set(input, { values, width: lane.width, shape: lane.shape });
    }
    return { rows: rows.length, inputs };
  }

  #allocate(
    input: string,
    { steps, width }: Lane,
    rows: number,
  ): PreparedInput['values'] {
    const length = rows * width;
    if (steps[0].step.kind === 'texts')
      return new Array<string>(length).fill('');
    return this.isSingle(input)
      ? new Float32Array(length)
      : new Float64Array(length);
  }
}

async function fill(
  { steps, width }: Lane,
  rows: readonly InputRow[],
  values: PreparedInput['values'],
  nameOf: NameOf,
): Promise<void> {
  const slow: Promise<void>[] = [];
  let failure: Error | undefined;
  const fail = (row: InputRow, i: number) => (error: unknown) => {
    failure ??= new Error(`${nameOf(row, i)}: ${(error as Error).message}`);
  };
  for (let i = 0; i < rows.length && !failure; i++) {
    for (const { step, at } of steps) {
      try {
        const writing = write(step, rows[i], values, i * width + at);
        if (writing) slow.push(writing.catch(fail(rows[i], i)));
      } catch (error) {
        fail(rows[i], i)(error);
      }
    }
  }
  await Promise.all(slow);
  if (failure) throw failure;
}

function laneOf(input: string, steps: readonly PreparedStep[]): Lane {
  const texts = steps.filter(({ kind }) => kind === 'texts').length;
  if (texts > 0 && texts < steps.length) {
    throw new Error(
      `The input ${input} is fed both texts and numbers. Feed texts to an input of their own (input).`,
    );
  }
  const widths = steps.map(({ width }) => width);
  const sumBefore = (i: number) =>
    widths.slice(0, i).reduce((sum, width) => sum + width, 0);
  return {
    steps: steps.map((step, i) => ({ step, at: sumBefore(i) })),
    width: sumBefore(widths.length),
    shape: steps.length === 1 ? steps[0].shape : undefined,
  };
}

function write(
  step: PreparedStep,
  row: InputRow,
  values: PreparedInput['values'],
  at: number,
): Promise<void> | void {
  // `laneOf` has seen to it that texts and numbers do not mix.
  return step.kind === 'texts'
    ? step.write(row, values as string[], at)
    : step.write(row, values as Numbers, at);
}

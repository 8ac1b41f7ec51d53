import type { Fitted } from '../PreparedModel';
import { type ClassOutputs, readOutputs } from '../readOutputs';
import type { RowModel } from '../RowModel';
import type { OutputValues } from '../session/InputBatch';

/** What a server said of the samples, in their order, as a model that is asked about them. */
export class SampleAnswers implements RowModel {
  readonly #parts = new Map<string, OutputValues[]>();

  constructor(private readonly manifest: Fitted) {}

  add(outputs: ReadonlyMap<string, OutputValues>, rows: number): void {
    for (const [name, { values, width }] of outputs) {
      const parts = this.#parts.get(name) ?? [];
      parts.push({ values: values.slice(0, rows * width), width });
      this.#parts.set(name, parts);
    }
  }

  async outputsOf(
    _rows: readonly unknown[],
    outputs: readonly string[],
  ): Promise<ReadonlyMap<string, OutputValues>> {
    return new Map(outputs.map(name => [name, this.#whole(name)]));
  }

  async classify(): Promise<ClassOutputs> {
    const { preprocessing, classes } = this.manifest;
    return readOutputs(
      preprocessing,
      classes,
      this.#whole(preprocessing.output),
    );
  }

  async close(): Promise<void> {}

  #whole(name: string): OutputValues {
    const parts = this.#parts.get(name) ?? [];
    const all = parts.flatMap(({ values }): (number | string)[] => [...values]);
    return {
      values:
        typeof all[0] === 'string'
          ? all.map(String)
          : Float64Array.from(all as number[]),
      width: parts[0]?.width ?? 0,
    };
  }
}

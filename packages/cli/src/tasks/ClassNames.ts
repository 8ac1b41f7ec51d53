import { UsageError } from '../UsageError';

/** The classes of `--classes`, or as many as there are columns of probabilities. */
export class ClassNames {
  readonly #index: ReadonlyMap<string, number>;

  constructor(readonly names: readonly string[] | undefined) {
    this.#index = new Map(names?.map((name, i) => [name, i]));
  }

  static ofFlag(flag: string | undefined): ClassNames {
    return new ClassNames(flag?.split(','));
  }

  /**
   * The index of a class that is given by index or by name.
   *
   * @throws UsageError naming the place of what is none
   */
  indexOf(value: unknown, place: string): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0)
      return value;
    const index =
      typeof value === 'string' ? this.#index.get(value) : undefined;
    if (index !== undefined) return index;
    throw new UsageError(
      `${place} has the class ${JSON.stringify(value)}. ${
        this.names
          ? `Choose an index, or one of ${this.names.join(', ')}.`
          : 'Give indices from 0, or name the classes: --classes A,B,C in the order of the probabilities.'
      }`,
    );
  }

  /** @throws UsageError where there are not as many names as columns */
  check(columns: number): void {
    if (this.names && this.names.length !== columns)
      throw new UsageError(
        `--classes names ${this.names.length} classes; the probabilities have ${columns}.`,
      );
  }

  /** A class as people call it. */
  nameOf(index: number): string {
    return this.names?.[index] ?? String(index);
  }
}

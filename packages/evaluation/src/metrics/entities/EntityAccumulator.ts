import type { Accumulator } from '../rows/Accumulator';
import { integers } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { ENTITY_COUNTS, EntitySample } from './EntitySample';
import { EntitySpan, readSpans, TagScheme } from './readSpans';

export type EntityChunk = {
  /** The tags of each sentence, a token each. */
  readonly given: readonly (readonly string[])[];
  readonly predicted: readonly (readonly string[])[];
  readonly units?: ArrayLike<number>;
};

/**
 * Metrics of entity recognition: precision, recall and F1 of whole spans (a span
 * counts where type and both ends agree), micro, macro and by type. Keeps 20
 * bytes a sentence and type in it, and no token. Sentences are what is drawn in
 * resamples.
 */
export class EntityAccumulator implements Accumulator<EntityChunk> {
  /** sentence, type, given, predicted, right */
  readonly #counts = integers();
  readonly #types: string[] = [];
  readonly #units = new RowUnits();
  #misplaced = 0;

  constructor(readonly scheme: TagScheme = 'iob2') {}

  add({ given, predicted, units }: EntityChunk): void {
    const first = this.#units.values.length;
    if (given.length !== predicted.length)
      throw new MetricError(
        `${given.length} sentences are given and ${predicted.length} predicted.`,
      );
    given.forEach((tags, i) => {
      const sentence = first + i;
      if (tags.length !== predicted[i].length) {
        throw new MetricError(
          `the sentence has ${tags.length} given and ${predicted[i].length} predicted tags. Give one a token.`,
          sentence,
        );
      }
      const real = readSpans(tags, this.scheme, sentence);
      if (real.misplaced.length > 0) {
        throw new MetricError(
          `the given tag "${tags[real.misplaced[0]]}" of token ${
            real.misplaced[0]
          } does not follow from the one before. Begin a span with B.`,
          sentence,
        );
      }
      const found = readSpans(predicted[i], this.scheme, sentence);
      this.#misplaced += found.misplaced.length;
      this.#count(sentence, real.spans, found.spans);
    });
    this.#units.add(given.length, units);
  }

  merge(other: EntityAccumulator): void {
    const sentences = this.#units.values.length;
    const types = other.#types.map(type => this.#typeIndex(type));
    const { values } = other.#counts;
    for (let at = 0; at < values.length; at += ENTITY_COUNTS) {
      this.#counts.append([
        sentences + values[at],
        types[values[at + 1]],
        ...values.subarray(at + 2, at + ENTITY_COUNTS),
      ]);
    }
    this.#units.merge(other.#units);
    this.#misplaced += other.#misplaced;
  }

  finish(): EntitySample {
    if (this.#units.values.length === 0)
      throw new MetricError('There are no sentences to measure.');
    return new EntitySample(
      this.#counts.values,
      this.#types,
      this.#units.values,
      this.#misplaced,
    );
  }

  #count(
    sentence: number,
    given: readonly EntitySpan[],
    predicted: readonly EntitySpan[],
  ): void {
    const place = ({ type, first, last }: EntitySpan) =>
      `${first} ${last} ${type}`;
    const real = new Set(given.map(place));
    const types = new Set([...given, ...predicted].map(({ type }) => type));
    for (const type of types) {
      const own = predicted.filter(span => span.type === type);
      this.#counts.append([
        sentence,
        this.#typeIndex(type),
        given.filter(span => span.type === type).length,
        own.length,
        own.filter(span => real.has(place(span))).length,
      ]);
    }
  }

  #typeIndex(type: string): number {
    const known = this.#types.indexOf(type);
    return known >= 0 ? known : this.#types.push(type) - 1;
  }
}

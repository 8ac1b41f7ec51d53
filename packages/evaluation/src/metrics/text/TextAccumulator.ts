import type { Accumulator } from '../rows/Accumulator';
import { floats } from '../rows/GrowingArray';
import { MetricError } from '../rows/MetricError';
import { RowUnits } from '../rows/RowUnits';
import { exactMatch, tokenF1 } from './answerMatch';
import { bleuCounts } from './bleu';
import { chrfCounts } from './chrf';
import { splitWords } from './ngrams';
import { rougeL } from './rougeL';
import { TEXT_COUNTS, TextSample } from './TextSample';
import { translationEdits } from './translationEdits';
import { wordErrors } from './wordErrors';

export type TextChunk = {
  /** What the model wrote. */
  readonly hypotheses: readonly string[];
  /** What would have been right, one or several texts a row. */
  readonly references: readonly (readonly string[])[];
  readonly units?: ArrayLike<number>;
};

/**
 * Metrics of texts: exact match, token F1, BLEU, chrF2, TER, ROUGE-L, word error
 * rate. Keeps counts and no text: 276 bytes a row.
 */
export class TextAccumulator implements Accumulator<TextChunk> {
  readonly #counts = floats();
  readonly #units = new RowUnits();

  add({ hypotheses, references, units }: TextChunk): void {
    if (hypotheses.length !== references.length) {
      throw new MetricError(
        `${hypotheses.length} texts and ${references.length} lists of references are given. Give one list a text.`,
      );
    }
    const first = this.#counts.length / TEXT_COUNTS;
    const none = references.findIndex(list => list.length === 0);
    if (none >= 0)
      throw new MetricError(
        'there is no reference; give one text or more.',
        first + none,
      );
    hypotheses.forEach((text, i) => {
      this.#counts.append(countsOf(text, references[i]));
    });
    this.#units.add(hypotheses.length, units);
  }

  merge(other: TextAccumulator): void {
    this.#counts.append(other.#counts.values);
    this.#units.merge(other.#units);
  }

  finish(): TextSample {
    if (this.#counts.length === 0)
      throw new MetricError('There are no texts to measure.');
    return new TextSample(this.#counts.values, this.#units.values);
  }
}

/** In the order that `TextSample` reads. */
function countsOf(text: string, references: readonly string[]): number[] {
  const lowered = splitWords(text.toLowerCase());
  const lowerReferences = references.map(reference =>
    splitWords(reference.toLowerCase()),
  );
  const edits = lowerReferences.map(words => translationEdits(lowered, words));
  const meanLength =
    lowerReferences.reduce((sum, { length }) => sum + length, 0) /
    references.length;
  const words = splitWords(text);
  const [errors, length] = references
    .map(splitWords)
    .map(reference => [wordErrors(words, reference), reference.length] as const)
    .sort((a, b) => a[0] * b[1] - b[0] * a[1])[0];
  return [
    exactMatch(text, references),
    tokenF1(text, references),
    rougeL(text, references),
    Math.min(...edits),
    meanLength,
    errors,
    length,
    ...bleuCounts(text, references),
    ...chrfCounts(text, references),
  ];
}

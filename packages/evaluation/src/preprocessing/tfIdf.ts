import type { TfIdfStep } from '@greenroom/manifest';
import { z } from 'zod';
import { categoryIn } from './categoriesOf';
import type { PreparedStep } from './PreparedStep';
import { parseStepFile, type StepFiles } from './StepFiles';
import { scaleToLength } from './scaleToLength';

const vocabularySchema = z
  .object({
    terms: z.array(z.string()).min(1).max(1_048_576),
    idf: z.array(z.number()),
  })
  .refine(
    ({ terms, idf }) => terms.length === idf.length,
    'terms and idf need as many entries',
  );

/** Two or more letters, digits or underscores: scikit-learn's `(?u)\b\w\w+\b`. */
const WORD = /[\p{L}\p{N}_]{2,}/gu;

/**
 * Counts of the vocabulary's terms (runs of words, joined by a space) times
 * their inverse document frequency (Spärck Jones 1972), a row scaled to length
 * 1: scikit-learn's TfidfVectorizer with its `vocabulary_` and `idf_`.
 */
export async function tfIdf(
  step: TfIdfStep,
  files: StepFiles,
): Promise<PreparedStep> {
  const { column, lowercase = true, normalise = 'l2' } = step;
  const [least, most] = step.ngrams ?? [1, 1];
  const { terms, idf } = await parseStepFile(
    step.vocabulary,
    vocabularySchema,
    files,
  );
  const places = new Map(terms.map((term, place) => [term, place]));
  return {
    kind: 'numbers',
    input: step.input,
    width: terms.length,
    write(row, out, at) {
      const cell = categoryIn(row[column]);
      const words = (lowercase ? cell.toLowerCase() : cell).match(WORD) ?? [];
      const weights = out.subarray(at, at + terms.length);
      for (let n = least; n <= most; n++) {
        for (let i = 0; i + n <= words.length; i++) {
          const place = places.get(words.slice(i, i + n).join(' '));
          if (place !== undefined) weights[place]++;
        }
      }
      weights.forEach((count, place) => {
        if (count === 0) return;
        weights[place] =
          (step.sublinear ? 1 + Math.log(count) : count) * idf[place];
      });
      scaleToLength(weights, normalise);
    },
  };
}

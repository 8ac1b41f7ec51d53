import type { RunnableModel } from '@greenroom/manifest';
import { z } from 'zod';
import { ModelError } from './ModelError';
import { prepareInputs } from './preprocessing/prepareInputs';
import type { Session } from './Session';

const samplesSchema = z
  .array(
    z.object({
      row: z.record(z.string(), z.unknown()),
      probabilities: z.array(z.number()),
    }),
  )
  .min(1)
  .max(1_000);

/** A probability may differ from its sample by this much. */
const SAMPLE_TOLERANCE = 1e-4;

/**
 * Runs the samples that came with the model: where preprocessing or model are
 * not those of its training, this fails before a run counts.
 *
 * @param text - JSON: `[{ "row": {…}, "probabilities": [...] }]`
 * @throws ModelError naming the sample that differs most
 */
export async function checkSamples(
  session: Session,
  manifest: RunnableModel,
  text: string,
): Promise<void> {
  const file = manifest.preprocessing.samples ?? 'samples';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ModelError(
      `${file} is not JSON. Write a list of samples with row and probabilities.`,
      file,
    );
  }
  const read = samplesSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ModelError(
      `${file}: ${issue.path.join('.')}: ${issue.message}.`,
      file,
    );
  }
  const rows = read.data.map(({ row }) => row);
  const k = manifest.classes.length;
  const uneven = read.data.findIndex(
    ({ probabilities }) => probabilities.length !== k,
  );
  if (uneven >= 0) {
    throw new ModelError(
      `Sample ${uneven + 1} of ${file} has ${
        read.data[uneven].probabilities.length
      } probabilities; the manifest names ${k} classes. Write one for each class, in their order.`,
      file,
    );
  }
  const inputs = prepareInputs(manifest.preprocessing, rows);
  const outputs = await session.run(inputs, inputs.length / rows.length, k);
  let worst = { index: 0, difference: 0 };
  read.data.forEach(({ probabilities }, index) => {
    probabilities.forEach((expected, j) => {
      const output = outputs[index * k + j];
      const difference = Number.isFinite(output)
        ? Math.abs(output - expected)
        : Infinity;
      if (difference > worst.difference) worst = { index, difference };
    });
  });
  if (worst.difference <= SAMPLE_TOLERANCE) return;
  throw new ModelError(
    `Sample ${worst.index + 1} of ${file} comes out ${worst.difference.toFixed(
      4,
    )} away from the expected probability. The preprocessing (often its scale) is not the one the model was trained with.`,
    file,
  );
}

import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { compareRuns } from '@greenroom/evaluation';
import type { Manifest, ModelManifest } from '@greenroom/manifest';
import { Command, optional } from '../Command';
import { declaredIn } from '../declaredIn';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

/** A folder that `evaluate --out` wrote, or the file in it. */
async function predictionsIn(run: string): Promise<string> {
  const isFolder = existsSync(run) && (await stat(run)).isDirectory();
  const file = isFolder ? path.join(run, 'predictions.parquet') : run;
  if (!existsSync(file))
    throw new UsageError(
      `There is no file ${file}. Name a folder that "evaluate --out" wrote, or its predictions.parquet.`,
    );
  return file;
}

type Classifier = ModelManifest & Required<Pick<ModelManifest, 'classes'>>;

function isClassifier(manifest: Manifest): manifest is Classifier {
  return manifest.kind === 'Model' && manifest.classes !== undefined;
}

/** `evaluate compare RUN_A RUN_B`: what changed between two runs on the same rows. */
export const evaluateCompare: Command = {
  usage: 'evaluate compare RUN_A RUN_B --model MODEL.yaml [--format json]',
  options: { model: { type: 'string' } },
  async run([before, after], flags) {
    if (!before || !after)
      throw new UsageError('Name two runs: the one before and the one after.');
    const model = optional(flags, 'model');
    if (!model)
      throw new UsageError(
        '--model is missing. Name the manifest of the model, which says the order of its classes.',
      );
    const { delta, mcnemarP, fixedKeys, brokenKeys, ...more } =
      await compareRuns(
        await predictionsIn(before),
        await predictionsIn(after),
        (
          await declaredIn(model, isClassifier, 'model with classes')
        ).classes,
      );
    const { negativeFlipRate, differences } = more;
    const four = (value: number | undefined) =>
      value === undefined ? '' : Number(value.toPrecision(4));
    return {
      json: {
        ...more,
        delta: delta.value,
        interval: { low: delta.low, high: delta.high },
        rows: delta.n,
        mcnemar: mcnemarP,
        fixed: fixedKeys,
        broken: brokenKeys,
      },
      text: [
        `${fixedKeys.length} rows fixed and ${brokenKeys.length} broken, of ${
          delta.n
        } in both; accuracy ${four(delta.value)} (${four(delta.low)} to ${four(
          delta.high,
        )}), McNemar p ${four(mcnemarP)}, negative flip rate ${four(
          negativeFlipRate,
        )}`,
        textTable(
          ['metric', 'difference', 'low', 'high', 'p', 'Holm', 'BH'],
          Object.entries(differences).map(([name, difference]) => [
            name,
            ...[
              difference.value,
              difference.low,
              difference.high,
              difference.pValue,
              difference.holmP,
              difference.falseDiscoveryQ,
            ].map(four),
          ]),
        ),
      ].join('\n'),
    };
  },
};

import {
  evaluateDetections,
  type Intervals,
  readFoundBoxes,
} from '@greenroom/evaluation';
import type { DetectionDataset } from '@greenroom/manifest';
import {
  identifier,
  literal,
  openTable,
  type TableFile,
  type TableSpec,
} from '@greenroom/dataset';
import path from 'node:path';
import type { EvaluationSides } from './EvaluationSides';
import { isSameModel } from './isSameModel';
import type { MeasuredSide } from './measureSide';
import { readPictures } from './readPictures';
import type { TypedTable } from './TypedTable';

/** Pictures whose keys are named where nothing is known of them. */
const NAMED_KEYS = 20;
/** The column that says which picture it is, where pictures are at hand. */
const BYTES = 'sha256';

/**
 * Measures a detector on one side by the COCO results that its manifest names.
 * A picture that the results do not mention has nothing in it that was found,
 * except where it is new and the results are those of the side before: nobody
 * looked at it, so it is left out.
 *
 * @throws RangeError, TableError saying why it cannot be measured
 */
export async function measureBoxes(
  sides: EvaluationSides,
  end: 'before' | 'after',
  rows: {
    readonly table: TypedTable;
    readonly source: TableSpec | undefined;
    readonly dataset: DetectionDataset;
  },
  of: {
    readonly folder: string;
    readonly before: MeasuredSide | undefined;
    readonly intervals: Intervals;
  },
): Promise<MeasuredSide> {
  const { side, spec } = sides[end]!;
  const { table, source, dataset } = rows;
  const { manifest, files } = side;
  const results =
    spec.predictions === undefined ? undefined : files[spec.predictions];
  if (results === undefined)
    throw new RangeError(
      `Nothing says which boxes ${sides.model} finds: detectors are not run here. Name COCO results as predictions of ${spec.name} in its manifest.`,
    );
  const all = await readPictures(table, dataset, spec.split);
  const found = await readFoundBoxes(
    { path: results, name: spec.predictions! },
    {
      split: spec.split,
      ids: filesOfSplit(source, spec.split),
      classes: manifest.classes ?? dataset.classes,
    },
  );
  const unseen =
    end === 'after' && isSameResults(sides)
      ? await unseenPictures(sides, found)
      : new Set<string>();
  const pictures = all.filter(({ key }) => !unseen.has(key));
  const missing = all.filter(({ key }) => unseen.has(key));
  if (pictures.length === 0)
    throw new RangeError(
      `Nobody looked for boxes in any picture of ${spec.split}: all of them are new.`,
    );
  const unknown = pictures.find(({ key }) => !found.has(key));
  if (unknown)
    throw new RangeError(
      `The picture ${unknown.key} of the split ${spec.split} is in no COCO file that ids could stand for.`,
    );
  const run = path.join(of.folder, 'run.parquet');
  const result = await evaluateDetections({
    evaluation: spec,
    classes: manifest.classes ?? dataset.classes,
    pictures,
    found,
    outPredictions: run,
    against: of.before && {
      path: of.before.run,
      name: `${manifest.name} before`,
    },
    intervals: of.intervals,
  });
  return {
    result,
    run,
    gathered: {
      reused: pictures.length,
      made: 0,
      missing: missing.length,
      missingKeys: missing.slice(0, NAMED_KEYS).map(({ key }) => key),
    },
  };
}

/** Whether the results after were made before the change. */
function isSameResults({ before, after }: EvaluationSides): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    before.spec.predictions === after.spec.predictions &&
    isSameModel(before.side, after.side)
  );
}

/** Pictures that come to the split and of which the results say nothing, and those that are another picture now. */
async function unseenPictures(
  { changes, data }: EvaluationSides,
  found: ReadonlyMap<string, readonly unknown[]>,
): Promise<ReadonlySet<string>> {
  if (changes === undefined) return new Set();
  const { split } = data.roles;
  const isMoved =
    split === undefined
      ? 'false'
      : `before.${identifier(split)} IS DISTINCT FROM after.${identifier(
          split,
        )}`;
  const table = await openTable({ path: changes, format: 'parquet' });
  const unseen = new Set<string>();
  try {
    for await (const rows of table.stream(
      `SELECT key, list_contains(changed, ${literal(BYTES)}) AS is_other FROM t
        WHERE change = 'added'
           OR (change = 'changed' AND (list_contains(changed, ${literal(BYTES)})
               OR ${isMoved}))`,
    ))
      for (const { key, is_other: isOther } of rows)
        if (isOther === true || (found.get(String(key)) ?? []).length === 0)
          unseen.add(String(key));
    return unseen;
  } finally {
    table.close();
  }
}

/** COCO files of a split, under the names that people know. */
function filesOfSplit(
  spec: TableSpec | undefined,
  split: string,
): { readonly path: string; readonly name: string }[] {
  if (spec === undefined) return [];
  const listed = spec.splits
    ? spec.splits.filter(({ name }) => name === split).map(each => each.path)
    : [spec.path ?? []];
  return listed
    .flatMap(each => (typeof each === 'string' ? [each] : each))
    .map((file: TableFile) =>
      typeof file === 'string' ? { path: file, name: file } : file,
    );
}

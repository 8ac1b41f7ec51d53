import type { Bump } from '@greenroom/dataset';
import type { EvaluationSpec } from '@greenroom/manifest';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type DataFindings, findData } from './DataFindings';
import { type EvaluationFindings, findEvaluations } from './EvaluationFindings';
import { findDebt } from './findDebt';
import type { OfAsset, Plan, PlannedAsset, PlanReason } from './Plan';
import { gatesDropped, planLicence } from './planDeclarations';
import type { PlanQuestion } from './PlanQuestion';
import { planVerdict } from './planVerdict';
import { trainingReasons } from './trainingReasons';

/** Changed rows in the plan, of each data set, where nobody says how many. */
const SAMPLE_ROWS = 50;
/** Of all the time: the rows, then what models make of them. */
const DATA_SHARE = 0.5;

/**
 * What a change of data sets and models would do, were it merged. Both sides are
 * read where they lie on this machine; nothing is fetched and no network is
 * used, so that the command line, a job of CI and the portal give one answer.
 *
 * Memory is bounded: rows stream through DuckDB, which spills to disk; of models'
 * predictions only what metrics need is held.
 *
 * What cannot be read or measured is said in the plan, not thrown.
 */
export async function makePlan(question: PlanQuestion): Promise<Plan> {
  const { base, head, folder, signal } = question;
  const tell = (fraction: number, message: string) => {
    signal?.throwIfAborted();
    question.onProgress?.(fraction, message);
  };
  const data = await findAllData(question, (share, message) =>
    tell(DATA_SHARE * share, message),
  );
  const byName = new Map(data.map(found => [found.name, found]));
  const dataOf = ({ dataset }: Pick<EvaluationSpec, 'dataset'>) =>
    byName.get(dataset);
  const models: EvaluationFindings[] = [];
  for (const [i, sides] of question.models.entries())
    models.push(
      await findEvaluations(sides, dataOf, {
        folder: path.join(folder, `model-${i}`),
        onUnanswered: question.onUnanswered,
        tell: (share, message) =>
          tell(
            DATA_SHARE +
              ((1 - DATA_SHARE) * (i + share)) / question.models.length,
            message,
          ),
      }),
    );
  const debt = await findDebt(data, question.models, models, folder);
  const findings = {
    base,
    head,
    assets: [
      ...data
        .filter(({ change }) => change !== 'same')
        .map(found => datasetAsset(found, debt.remarksOf(found.name))),
      ...models.flatMap(modelAsset),
    ],
    ...ofData(data),
    debt: debt.found,
    licences: [
      ...each(data, ({ licences }) => licences),
      ...models.flatMap(({ name, sides }) =>
        planLicence({
          before: sides.before?.manifest,
          after: sides.after?.manifest,
        }).map(licence => ({ asset: name, ...licence })),
      ),
    ],
    evaluations: models.flatMap(({ evaluations }) => evaluations),
    metrics: models.flatMap(({ metrics }) => metrics),
    slices: models.flatMap(({ slices }) => slices),
    stale: models.flatMap(({ stale }) => stale),
    gates: models.flatMap(({ gates }) => gates),
  };
  tell(1, 'Done');
  return {
    ...findings,
    ...planVerdict(findings, knownReasons(question, data, models)),
  };
}

async function findAllData(
  {
    datasets,
    folder,
    changes = folder,
    sampleRows = SAMPLE_ROWS,
  }: PlanQuestion,
  tell: (share: number, message: string) => void,
): Promise<DataFindings[]> {
  const found: DataFindings[] = [];
  for (const [i, sides] of datasets.entries()) {
    const own = path.join(folder, `data-${i}`);
    await mkdir(own, { recursive: true });
    found.push(
      await findData(sides, {
        folder: own,
        changes: path.join(changes, `${i}.parquet`),
        sampleRows,
        tell: (share, message) => tell((i + share) / datasets.length, message),
      }),
    );
  }
  return found;
}

function ofData(
  data: readonly DataFindings[],
): Pick<
  Plan,
  | 'rows'
  | 'labelTransitions'
  | 'boxes'
  | 'schema'
  | 'drift'
  | 'leakage'
  | 'duplicates'
  | 'personal'
  | 'semver'
  | 'releases'
> {
  const changed = data.filter(({ change }) => change !== 'same');
  const sum = (of: keyof Plan['rows']) =>
    changed.reduce((total, { rows }) => total + (rows?.rows[of] ?? 0), 0);
  const releases = each(changed, ({ release }) => (release ? [release] : []));
  const columns = (of: 'added' | 'removed') =>
    each(changed, ({ rows }) =>
      (rows?.columns[of] ?? []).map(column => ({ column })),
    );
  return {
    rows: {
      from: sum('from'),
      to: sum('to'),
      added: sum('added'),
      removed: sum('removed'),
      changed: sum('changed'),
    },
    labelTransitions: each(changed, ({ rows }) => rows?.labelTransitions ?? []),
    boxes: each(changed, ({ rows }) => (rows?.boxes ? [rows.boxes] : [])),
    schema: {
      added: columns('added'),
      removed: columns('removed'),
      retyped: each(changed, ({ rows }) =>
        (rows?.columns.retyped ?? []).map(({ name, from, to }) => ({
          column: name,
          from,
          to,
        })),
      ),
    },
    drift: each(changed, ({ rows }) => rows?.drift ?? []),
    leakage: each(changed, ({ alike, near }) => [
      ...(alike?.leakage ?? []),
      ...(near?.leakage ?? []),
    ]),
    duplicates: each(changed, ({ alike }) => (alike ? [alike.duplicates] : [])),
    personal: each(changed, ({ personal }) => personal),
    semver: largest(releases.map(({ proposed }) => proposed)),
    releases,
  };
}

function each<T>(
  data: readonly DataFindings[],
  of: (found: DataFindings) => readonly T[],
): OfAsset<T>[] {
  return data.flatMap(found =>
    of(found).map(entry => ({ asset: found.name, ...entry })),
  );
}

const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

function largest(bumps: readonly Bump[]): Bump {
  return BUMPS[Math.max(0, ...bumps.map(bump => BUMPS.indexOf(bump)))];
}

function datasetAsset(
  { name, path: file, change, rows, remarks }: DataFindings,
  more: readonly string[],
): PlannedAsset {
  return {
    name,
    kind: 'Dataset',
    path: file,
    // Those that are the same are not listed.
    change: change === 'same' ? 'affected' : change,
    ...(rows
      ? {
          ...(rows.matchedBy ? { matchedBy: rows.matchedBy } : {}),
          rows: rows.rows,
          ...(rows.cells ? { cells: rows.cells } : {}),
          ...(rows.sample ? { sample: rows.sample } : {}),
        }
      : {}),
    remarks: [...remarks, ...more],
  };
}

function modelAsset({
  name,
  sides,
  stale,
}: EvaluationFindings): PlannedAsset[] {
  const { before, after } = sides;
  const asset = { name, kind: 'Model' as const, path: sides.path, remarks: [] };
  if (before === after)
    return stale.length > 0 ? [{ ...asset, change: 'affected' }] : [];
  if (!before) return [{ ...asset, change: 'added' }];
  return [{ ...asset, change: after ? 'changed' : 'removed' }];
}

function knownReasons(
  { problems = [], datasets, models }: PlanQuestion,
  data: readonly DataFindings[],
  found: readonly EvaluationFindings[],
): PlanReason[] {
  return [
    ...problems.map(
      ({ path: file, message }): PlanReason => ({
        weight: 'failed',
        text: `${file} cannot be read: ${message}`,
      }),
    ),
    ...data.flatMap(({ name, unreadable }, i) =>
      unreadable === undefined || !datasets[i].after
        ? []
        : [
            {
              // Rows that could not be read before either are not this change's doing.
              weight: data[i].data.before
                ? ('failed' as const)
                : ('warned' as const),
              asset: name,
              text: `The rows of ${name} cannot be read. ${unreadable}`,
            },
          ],
    ),
    ...models.flatMap(sides =>
      gatesDropped({
        before: sides.before?.manifest,
        after: sides.after?.manifest,
      }).map(
        ({ evaluation, gate }): PlanReason => ({
          weight: 'warned',
          asset: (sides.after ?? sides.before)!.manifest.name,
          text: `A gate of ${evaluation} on ${gate.metric} is no longer declared as it was.`,
        }),
      ),
    ),
    ...trainingReasons(found, data),
  ];
}

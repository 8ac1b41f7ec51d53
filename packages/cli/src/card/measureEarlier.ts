import path from 'node:path';
import { existsSync, readFileSync } from 'node:fs';
import { type MeasuredRun, isSamePins } from '@greenroom/governance';
import { type ModelManifest, readManifest } from '@greenroom/manifest';
import { findDataset } from '../evaluate/findDataset';
import { EarlierCommits } from './EarlierCommits';
import { type Measured, measureRuns } from './measureRuns';

/**
 * Runs a model as earlier commits had it, and its data where they are in the same
 * repository, until no figure is open or the limit is reached. What is not in git
 * has no earlier.
 */
export async function measureEarlier({
  file,
  dataset,
  limit,
  known,
  isOpen,
}: {
  readonly file: string;
  readonly dataset?: string;
  readonly limit: number;
  readonly known: readonly MeasuredRun[];
  readonly isOpen: (runs: readonly MeasuredRun[]) => boolean;
}): Promise<Measured> {
  const folders = await foldersOf(file, dataset, known);
  const commits = await EarlierCommits.of(folders);
  const runs: MeasuredRun[] = [];
  const problems: string[] = [];
  let measured = 0;
  // The newest is often what is there now, and not every commit touches what is measured.
  const listed = (await commits?.list(3 * limit)) ?? [];
  for (const commit of listed) {
    const all = [...known, ...runs];
    if (measured === limit || !isOpen(all)) break;
    const at = `at ${commit.slice(0, 7)}`;
    try {
      const found = await commits!.at(commit, placeOf =>
        measureThere(placeOf(file), {
          dataset: dataset && placeOf(dataset),
          outside: dataset,
          at,
          isKnown: run =>
            all.some(
              other =>
                other.evaluation === run.evaluation &&
                isSamePins(other.pins, run.pins),
            ),
        }),
      );
      if (found.runs.length > 0) measured++;
      runs.push(...found.runs);
      problems.push(...found.problems);
    } catch (error) {
      problems.push(
        `What was ${at} was not measured: ${(error as Error).message}`,
      );
    }
  }
  return { runs, problems };
}

async function measureThere(
  file: string,
  {
    dataset,
    outside,
    at,
    isKnown,
  }: {
    readonly dataset?: string;
    readonly outside?: string;
    readonly at: string;
    readonly isKnown: Parameters<typeof measureRuns>[0]['isKnown'];
  },
): Promise<Measured> {
  if (!existsSync(file)) return { runs: [], problems: [] };
  const read = readManifest(file, readFileSync(file));
  const manifest = read.ok
    ? read.assets.find(
        (asset): asset is ModelManifest => asset.kind === 'Model',
      )
    : undefined;
  if (!manifest) return { runs: [], problems: [] };
  return measureRuns({
    file,
    manifest,
    dataset: dataset && existsSync(dataset) ? dataset : outside,
    isCurrent: false,
    at,
    isKnown,
  });
}

/** Where the model and its data sets lie. */
async function foldersOf(
  file: string,
  dataset: string | undefined,
  known: readonly MeasuredRun[],
): Promise<string[]> {
  const named = [...new Set(known.map(run => run.dataset))];
  const found = await Promise.all(
    named.map(name => findDataset(dataset, file, name).catch(() => undefined)),
  );
  return [
    path.dirname(file),
    ...found.flatMap(each => (each ? [path.dirname(each.file)] : [])),
  ];
}

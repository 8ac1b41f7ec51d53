/**
 * Prints what the example shows: how many planted label errors confident
 * learning finds with out-of-fold and with in-sample probabilities, and what
 * careful corrections bring. Run with `node --require
 * @backstage/cli/config/nodeTransform.cjs catalog/src/measure.ts`.
 */
import { prepareInputs } from '@greenroom/evaluation';
import { findLabelIssues } from '@greenroom/label-quality';
import { plantedFlips } from './flips';
import { commitIds } from './gitObjects';
import { ModelName, MODELS } from './modelSpecs';
import { Network, toSparse } from './Network';
import { readRows, retrain } from './retrain';
import type { SeedRepository } from './SeedRepository';
import { measureScenes } from './scenes/measureScenes';
import { seedRepositories } from './seedRepositories';

type Files = Record<string, Buffer>;

/** Files of a repository after its first `count` commits. */
function filesAfter(repository: SeedRepository, count: number): Files {
  const files: Files = {};
  for (const commit of repository.commits.slice(0, count)) {
    for (const [path, content] of Object.entries(commit.files)) {
      if (content) files[path] = content;
      else delete files[path];
    }
  }
  return files;
}

/** The CSV with the labels of some ids set; it quotes nothing. */
function relabelCsv(csv: Buffer, labels: ReadonlyMap<string, string>): Buffer {
  const [head, ...lines] = csv.toString('utf8').split('\n');
  const names = head.split(',');
  const [id, label] = [names.indexOf('id'), names.indexOf('label')];
  const edited = lines.map(line => {
    const cells = line.split(',');
    const to = labels.get(cells[id]);
    return to === undefined ? line : cells.with(label, to).join(',');
  });
  return Buffer.from([head, ...edited].join('\n'));
}

function relabelJsonl(
  jsonl: Buffer,
  labels: ReadonlyMap<string, string>,
): Buffer {
  const lines = jsonl.toString('utf8').split('\n').filter(Boolean);
  const edited = lines.map(line => {
    const row = JSON.parse(line) as { id: string };
    const to = labels.get(row.id);
    return to === undefined ? line : JSON.stringify({ ...row, label: to });
  });
  return Buffer.from(`${edited.join('\n')}\n`);
}

async function measure(name: ModelName): Promise<void> {
  const startedAt = performance.now();
  const spec = MODELS[name];
  const repositories = await seedRepositories();
  const find = (wanted: string) =>
    repositories.find(repository => repository.name === wanted)!;
  const data = find(spec.dataRepository.split('/')[1]);
  const dataFiles = filesAfter(data, 1);
  const modelFiles = filesAfter(find(name), 2);
  const rows = await readRows(spec, dataFiles);
  const train = [...rows.keys()].filter(i => rows[i].split === 'train');
  const k = spec.classes.length;
  const labels = Int32Array.from(rows, ({ label }) =>
    spec.classes.indexOf(label),
  );
  const flips = plantedFlips(spec.dataset as 'digits' | 'mails', '1.0.0');

  const byKey = new Map<string, number[]>();
  for (const line of modelFiles['model/out-of-fold.csv']
    .toString('utf8')
    .trim()
    .split('\n')
    .slice(1)) {
    const [key, , ...p] = line.split(',');
    byKey.set(key, p.map(Number));
  }
  const matrix = prepareInputs(
    spec.preprocessing,
    rows.map(({ cells }) => cells),
  );
  const sparse = toSparse(matrix, matrix.length / rows.length);
  const network = Network.train(sparse, labels, train, k, spec.plans[2]);

  const flagged = (probabilities: number[][]) => {
    const { issues } = findLabelIssues({
      labels: Int32Array.from(train, i => labels[i]),
      predProbs: Float64Array.from(probabilities.flat()),
      classes: k,
    });
    return Array.from(issues, i => rows[train[i]].key);
  };
  const planted = train.filter(i => flips.has(rows[i].key)).length;
  const report = (kind: string, keys: string[]) => {
    const hits = keys.filter(key => flips.has(key)).length;
    print(
      `${name}: ${kind}: flagged ${
        keys.length
      }, planted ${planted}, found ${hits}: recall ${percent(
        hits / planted,
      )}, precision ${percent(hits / keys.length)}`,
    );
  };
  const outOfFold = flagged(train.map(i => byKey.get(rows[i].key)!));
  report('out-of-fold', outOfFold);
  report(
    'in-sample',
    flagged(train.map(i => Array.from(network.predict(sparse, i)))),
  );

  const corrections = new Map(
    outOfFold.flatMap(key =>
      flips.has(key) ? [[key, flips.get(key)!] as const] : [],
    ),
  );
  const relabel = spec.table.endsWith('.csv') ? relabelCsv : relabelJsonl;
  const question = {
    model: name,
    modelFiles,
    datasetRevision: commitIds(data)[0],
  };
  const retrainStart = performance.now();
  const before = await retrain({ ...question, dataFiles });
  const seconds = (performance.now() - retrainStart) / 1000;
  const after = await retrain({
    ...question,
    dataFiles: {
      ...dataFiles,
      [spec.table]: relabel(dataFiles[spec.table], corrections),
    },
  });
  print(
    `${name}: test accuracy: ${percent(before.accuracy)} before, ${percent(
      after.accuracy,
    )} after ${corrections.size} corrections; a retrain took ${seconds.toFixed(
      1,
    )} s; all ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}

function percent(value: number): string {
  return `${(100 * value).toFixed(2)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  for (const name of ['digit-reader', 'mail-filter'] as const)
    await measure(name);
  const { recall, precision } = measureScenes();
  print(
    `scene-reader: boxes out-of-fold: recall ${percent(
      recall,
    )}, precision ${percent(precision)}`,
  );
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});

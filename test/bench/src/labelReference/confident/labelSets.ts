import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What people said of the rows they were asked about: whether the label is wrong. */
export type Reviewed = ReadonlyMap<number, 'wrong' | 'right'>;

/** A public set with labels, predictions and the reference's figures. */
export type LabelSet = {
  readonly name: string;
  /** ARRAYs of the command line. */
  readonly labels: string;
  readonly predProbs: string;
  readonly reference: Reference;
  readonly reviewed: Reviewed;
};

type Scores = {
  readonly sha256_f64: string;
  readonly sample: { readonly values: readonly number[] };
  readonly order_stable_sha256_i32?: string;
};
export type Reference = {
  readonly confident_thresholds: readonly number[];
  readonly confident_joint_stable_sort: {
    readonly sha256_i32_rowmajor: string;
  };
  readonly joint_trace_stable_sort: number;
  readonly find_label_issues: Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  readonly scores: Readonly<Record<string, Scores>>;
  readonly ood_pred_probs: Readonly<Record<string, Scores>>;
  readonly estimate_latent: Readonly<
    Record<string, { readonly py: readonly number[] }>
  >;
  readonly health_summary: {
    readonly overall_label_health_score: number;
    readonly classes_by_label_quality: readonly Readonly<
      Record<string, number>
    >[];
    readonly overlapping_classes_top20: readonly Readonly<
      Record<string, number>
    >[];
  };
  readonly seconds_single_thread: Readonly<Record<string, number>>;
};

/** An item is wrong when fewer than so many of five workers chose the given label. */
const MAJORITY = 3;

type Asked = {
  readonly id: number | string;
  readonly mturk: { given: number };
};

/**
 * MNIST and IMDB test labels, and digits with planted flips.
 *
 * @param scratch - a folder for tables that are given their missing header
 */
export function labelSets(folder: string, scratch: string): LabelSet[] {
  const json = (file: string) =>
    JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const input = (file: string) => path.join(folder, 'inputs', file);
  const files: readonly string[] = json(
    'inputs/imdb_test_set_index_to_filename.json',
  );
  const rowOfFile = new Map(
    files.map((file, row) => [`test/${file.replace('.txt', '')}`, row]),
  );
  const reviews = (
    asked: readonly Asked[],
    rowOf: (id: Asked['id']) => number,
  ) =>
    new Map(
      asked.map(({ id, mturk }) => [
        rowOf(id),
        mturk.given < MAJORITY ? ('wrong' as const) : ('right' as const),
      ]),
    );
  const headed = (file: string) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const columns = text.slice(0, text.indexOf('\n')).split(',');
    const copy = path.join(scratch, file);
    writeFileSync(copy, `${columns.map((_, j) => `c${j}`).join(',')}\n${text}`);
    return { copy, lines: text.trim().split('\n') };
  };
  const digits = headed('digits_planted.csv');
  return [
    {
      name: 'mnist',
      labels: input('mnist_labels.npy'),
      predProbs: input('mnist_pred_probs.npy'),
      reference: json('mnist.json'),
      reviewed: reviews(json('inputs/mnist_mturk.json'), Number),
    },
    {
      name: 'imdb',
      labels: input('imdb_labels.npy'),
      predProbs: input('imdb_pred_probs.npy'),
      reference: json('imdb.json'),
      reviewed: reviews(
        json('inputs/imdb_mturk.json'),
        id => rowOfFile.get(String(id))!,
      ),
    },
    {
      name: 'digits',
      labels: `${digits.copy}#c0`,
      predProbs: `${headed('digits_planted_pred_probs.csv').copy}#*`,
      reference: json('digits.json').classification,
      reviewed: new Map(
        digits.lines.map((line, row) => {
          const [given, truth] = line.split(',');
          return [row, given === truth ? 'right' : 'wrong'];
        }),
      ),
    },
  ];
}

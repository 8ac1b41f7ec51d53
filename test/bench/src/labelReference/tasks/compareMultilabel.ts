import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { peerPython, PEER_MISSING } from '../../peerPython';
import type { Report } from '../../Report';
import { runGreenroom } from '../../runMeasured';
import { share } from './hash32';
import { TOLERANCE } from './sameVector';
import type { TaskCase } from './TaskFixture';

type Found = {
  readonly issues: readonly number[];
  readonly scores: readonly number[];
  readonly health: number;
  readonly byClass: readonly {
    readonly likelyAbsent: number;
    readonly likelyPresent: number;
  }[];
};

/** The size of the cut of AudioSet in the reference. */
const ROWS = 3000;
const CLASSES = 40;
const SEED = 11;
/** Of a hundred rows so many have a class, and so many words on a class are wrong. */
const GIVEN_PERCENT = 8;
const WRONG_PERCENT = 4;

/** As AudioSet's probabilities were made for the reference. */
const probability = (at: number, predicted: boolean) => {
  const u = share(at + Math.imul(SEED, 0x9e3779b9));
  return predicted ? 0.5 + 0.5 * u : 0.4 * u ** 4;
};

const PEER = `
import json, sys
import numpy as np
from cleanlab.multilabel_classification import filter, rank, dataset
folder = sys.argv[1]
y = np.loadtxt(folder + '/given.csv', delimiter=',', skiprows=1).astype(int)
p = np.loadtxt(folder + '/probs.csv', delimiter=',', skiprows=1)
labels = [np.flatnonzero(row).tolist() for row in y]
methods = ['prune_by_noise_rate', 'prune_by_class', 'both', 'confident_learning', 'predicted_neq_given', 'low_normalized_margin', 'low_self_confidence']
issues = {m: np.flatnonzero(filter.find_label_issues(labels, p, filter_by=m, n_jobs=1)).tolist() for m in methods}
scores = {}
for method in ['self_confidence', 'normalized_margin', 'confidence_weighted_entropy']:
    for adjust in ([False] if method == 'confidence_weighted_entropy' else [False, True]):
        for name, kwargs in [('exponential_moving_average', {'alpha': 0.8}), ('softmin', {})]:
            key = method + ('+adjust' if adjust else '') + '|' + name
            scores[key] = rank.get_label_quality_scores(labels, p, method=method, adjust_pred_probs=adjust, aggregator_kwargs={'method': name, **kwargs}).tolist()
common = dataset.common_multilabel_issues(labels, p)
counts = [[0, 0] for _ in range(p.shape[1])]
for _, row in common.iterrows():
    counts[row['Class Index']][0 if row['In Given Label'] else 1] = int(row['Num Examples'])
json.dump({'issues': issues, 'scores': scores, 'counts': counts, 'health': float(dataset.overall_multilabel_health_score(labels, p))}, open(folder + '/peer.json', 'w'))
`;

type Peer = {
  readonly issues: Readonly<Record<string, readonly number[]>>;
  readonly scores: Readonly<Record<string, readonly number[]>>;
  readonly counts: readonly (readonly [number, number])[];
  readonly health: number;
};

/**
 * The labels of AudioSet are not beside its reference, only their hash, so its
 * figures cannot be compared. Labels of the same size are made here, and the peer
 * answers them beside us.
 */
export async function compareMultilabel(
  report: Report,
  { scratch }: TaskCase,
): Promise<void> {
  report.print(
    '  multilabel: the labels of AudioSet are not beside audioset_multilabel.json, only their hash; labels of its size are made instead',
  );
  const python = peerPython();
  if (!python) {
    report.print(`  ${PEER_MISSING}`);
    return;
  }
  const [given, probs] = makeLabels(scratch);
  const peer = askPeer(python, scratch);
  const ask = (...args: readonly string[]) =>
    runGreenroom<Found>(
      'labels',
      'multilabel',
      '--labels',
      given,
      '--pred-probs',
      probs,
      ...args,
    );
  for (const [method, issues] of Object.entries(peer.issues)) {
    const { answer } = await ask('--method', method);
    report.same(
      `multilabel, ${method}: the ${issues.length} issues`,
      [...answer.issues].sort((a, b) => a - b),
      issues,
    );
    if (method !== 'prune_by_noise_rate') continue;
    report.near(
      'multilabel: health',
      [answer.health],
      [peer.health],
      TOLERANCE,
    );
    report.same(
      'multilabel: likely absent and present by class',
      answer.byClass.map(each => [each.likelyAbsent, each.likelyPresent]),
      peer.counts,
    );
  }
  for (const [key, scores] of Object.entries(peer.scores)) {
    const [score, aggregation] = key.split('|');
    const [method, ...adjust] = score.split('+');
    const { answer } = await ask(
      '--score',
      method,
      '--aggregation',
      aggregation,
      ...adjust.map(() => '--adjust'),
    );
    report.near(`multilabel, ${key}`, answer.scores, scores, TOLERANCE);
  }
}

/** @returns names of the arrays of labels and probabilities */
function makeLabels(scratch: string): [given: string, probs: string] {
  const columns = Array.from({ length: CLASSES }, (_, j) => `c${j}`).join(',');
  const table = (name: string, cell: (at: number) => number) => {
    const rows = Array.from({ length: ROWS }, (_, i) =>
      Array.from({ length: CLASSES }, (__, j) => cell(i * CLASSES + j)).join(),
    );
    const file = path.join(scratch, name);
    writeFileSync(file, [columns, ...rows, ''].join('\n'));
    return `${file}#${columns}`;
  };
  const isTrue = (at: number) => 100 * share(at + 1_000_003) < GIVEN_PERCENT;
  const isWrong = (at: number) => 100 * share(at + 2_000_003) < WRONG_PERCENT;
  return [
    table('given.csv', at => Number(isTrue(at) !== isWrong(at))),
    table('probs.csv', at => probability(at, isTrue(at))),
  ];
}

function askPeer(python: string, scratch: string): Peer {
  const { status, stderr } = spawnSync(python, ['-c', PEER, scratch], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The peer failed: ${stderr}`);
  return JSON.parse(readFileSync(path.join(scratch, 'peer.json'), 'utf8'));
}

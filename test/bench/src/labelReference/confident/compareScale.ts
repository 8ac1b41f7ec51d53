import path from 'node:path';
import { PEER_MISSING, peerPython } from '../../peerPython';
import type { Report } from '../../Report';
import { runGreenroom, runMeasured } from '../../runMeasured';
import { LEAST_OVERLAP, overlap } from '../../overlap';
import type { Found } from './compareSet';

/**
 * Makes probabilities by the rule of cifar100_scale.json and says what cleanlab
 * finds in them with every sort stable. The real first choices that the rule
 * asks for are not among the fixtures; here three rows in ten are seen as a
 * class drawn by hash.
 */
const PROGRAM = `
import json, sys
import numpy as np
sort = np.argsort
np.argsort = lambda a, axis=-1, kind=None, order=None, **rest: sort(a, axis=axis, kind="stable", order=order, **rest)
from cleanlab.filter import find_label_issues
folder, classes = sys.argv[1], int(sys.argv[2])
labels = np.load(sys.argv[3]).astype(np.int64)
def hash32(x):
    x = np.asarray(x, dtype=np.uint32).copy()
    x ^= x >> 16; x *= np.uint32(0x7feb352d); x ^= x >> 15; x *= np.uint32(0x846ca68b); x ^= x >> 16
    return x
share = lambda x: (hash32(x) >> 8) / 2**24
n, seed = len(labels), 7
i = np.arange(n, dtype=np.uint64)
seen = np.where(share((i + 101) % 2**32) < 0.3, hash32((i + 202) % 2**32) % classes, labels).astype(np.int64)
at = np.arange(n * classes, dtype=np.uint64)
u = share((at + seed * 0x9E3779B9) % 2**32).reshape(n, classes)
w = ((u * u) * (u * u)) * ((u * u) * (u * u))
v = share((i + seed * 0x85EBCA6B + 0x1234567) % 2**32)
w[np.arange(n), seen] += 1 + 30 * v * v
p = w / np.cumsum(w, axis=1)[:, -1:]
np.save(folder + "/labels.npy", labels)
np.save(folder + "/probs.npy", p)
methods = ["prune_by_noise_rate", "prune_by_class", "both", "confident_learning", "predicted_neq_given", "low_normalized_margin", "low_self_confidence"]
print(json.dumps({
  "issues": {m: np.flatnonzero(find_label_issues(labels, p, filter_by=m, n_jobs=1)).tolist() for m in methods},
}))
`;

type Peer = {
  readonly issues: Readonly<Record<string, readonly number[]>>;
};

/** The labels of CIFAR-100 with a hundred synthetic probabilities each, beside cleanlab itself. */
export async function compareScale(
  report: Report,
  { labels, scratch }: { readonly labels: string; readonly scratch: string },
): Promise<void> {
  report.print('\n  cifar100, synthetic probabilities');
  const python = peerPython();
  if (!python) {
    report.print(`    ${PEER_MISSING}`);
    return;
  }
  const { stdout, stderr, status } = await runMeasured(python, [
    ...['-c', PROGRAM, scratch, '100', labels],
  ]);
  if (status !== 0) throw new Error(`cleanlab failed: ${stderr}`);
  const peer = JSON.parse(stdout) as Peer;
  for (const [method, expected] of Object.entries(peer.issues)) {
    const { answer, run } = await runGreenroom<Found>(
      ...['labels', 'find', '--labels', path.join(scratch, 'labels.npy')],
      ...['--pred-probs', path.join(scratch, 'probs.npy')],
      ...['--method', method],
    );
    report.atLeast(
      `cifar100 ${method}, rows that both flag of ${answer.issues.length}`,
      overlap(answer.issues, expected),
      LEAST_OVERLAP,
      '',
    );
    if (method !== 'prune_by_noise_rate') continue;
    report.print(`    ${run.seconds.toFixed(2)} s, ${run.peakMegabytes} MB`);
  }
}

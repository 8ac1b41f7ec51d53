/**
 * `npm run proof -- NAME [ARGUMENTS]`: slow or heavy proofs, each a script of
 * its own that prints its figures and fails where they are not as they must be.
 */
import { spawn } from 'node:child_process';
import { NODE_TRANSFORM } from './demo.mjs';
import { startPostgres } from './postgres.mjs';
import { root, say } from './steps.mjs';

const PROOFS = {
  sync: { script: 'test/bench/src/sync.ts' },
  data: { script: 'test/bench/src/data.ts' },
  plan: { script: 'test/bench/src/plan.ts' },
  augment: { script: 'test/bench/src/augmentation.ts' },
  pages: { script: 'test/bench/src/pages.ts' },
  blame: { script: 'test/bench/src/blame.ts' },
  labels: { script: 'test/bench/src/labels.ts' },
  'label-reference': { script: 'test/bench/src/labelReference.ts' },
  metrics: { script: 'test/bench/src/metrics.ts' },
  slices: { script: 'test/bench/src/slices.ts' },
  exchange: { script: 'test/bench/src/exchange.ts' },
  models: { script: 'test/bench/src/models.ts' },
  inference: { script: 'test/bench/src/inference.ts' },
  jobs: { script: 'test/bench/src/jobs.ts' },
  lineage: { script: 'test/bench/src/lineage.ts', needs: startPostgres },
  faults: { script: 'test/faults/src/jobs.ts' },
  replicas: { script: 'test/faults/src/replicas.ts', needs: startPostgres },
  kubernetes: { script: 'test/kubernetes/src/main.ts' },
  action: { script: 'test/e2e/src/action.ts' },
  layouts: { script: 'test/e2e/src/layouts.ts' },
  policies: { script: 'test/bench/src/policies.ts' },
  fuzz: { script: 'test/fuzz/src/main.ts' },
};

const [name, ...args] = process.argv.slice(2);
const proof = PROOFS[name];
if (!proof) {
  say(`Name one of the proofs: ${Object.keys(PROOFS).join(', ')}.`);
  process.exit(2);
}
const postgres = await proof.needs?.();
const child = spawn(
  process.execPath,
  ['--require', NODE_TRANSFORM, proof.script, ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(postgres ? { GREENROOM_TEST_POSTGRES: postgres.url } : {}),
    },
  },
);
const code = await new Promise(done => child.once('close', done));
await postgres?.stop();
process.exit(code ?? 1);

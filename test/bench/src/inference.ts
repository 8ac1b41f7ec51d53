import { spawnSync } from 'node:child_process';
import { besideNative } from './inference/besideNative';
import { growth } from './inference/growth';
import { shards } from './inference/shards';
import { inFolder } from './inFolder';
import { modelReference } from './modelReference';
import { Report } from './Report';
import { runSections } from './Section';

function peer(): string | undefined {
  const python = process.env.GREENROOM_PEER_PYTHON ?? 'python3';
  const { status } = spawnSync(python, ['-c', 'import numpy, onnxruntime']);
  if (status === 0) return python;
  console.log(
    'No Python with numpy and onnxruntime: set GREENROOM_PEER_PYTHON to one to see the native runtime beside us.',
  );
  return undefined;
}

/**
 * Inference beside the native ONNX Runtime in one run, how whole evaluations
 * grow, and what shards bring. Usage: inference.ts [SECTION…]. The models are those of
 * GREENROOM_MODEL_REFERENCE, else of ../shared/fixtures beside the checkout; the
 * native runtime is the onnxruntime of GREENROOM_PEER_PYTHON.
 */
inFolder('inference', async folder => {
  const fixtures = modelReference();
  await runSections(
    fixtures ? [besideNative, growth, shards] : [growth, shards],
    process.argv.slice(2),
    new Report(),
    { fixtures: fixtures ?? '', folder, python: peer() },
  );
});

import { isRunnable, isServed } from './Manifest';
import { readManifest } from './readManifest';

function read(spec: string) {
  return readManifest(
    'greenroom.yaml',
    `apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata: { name: reader }
spec:
  task: tabular-classification
  classes: [a, b]
${spec}`,
  );
}
const ENDPOINT =
  '  endpoint: { protocol: oip-v2, url: "https://models.example.com", model: reader }\n';
const PREPROCESSING =
  '  preprocessing: { input: x, output: y, steps: [{ op: numbers, columns: [n] }] }\n';

describe('spec.endpoint', () => {
  it('makes a model that a server runs, and nothing here', () => {
    const found = read(ENDPOINT + PREPROCESSING);
    if (!found.ok) throw new Error(found.errors[0].message);
    const [manifest] = found.assets;
    expect([isServed(manifest), isRunnable(manifest)]).toEqual([true, false]);
  });

  it.each([
    [
      'a file beside it',
      `${ENDPOINT}${PREPROCESSING}  model: { path: m.onnx }\n`,
      /from its file \(model\) or by a server \(endpoint\)/,
    ],
    [
      'no preprocessing',
      `${ENDPOINT}  evaluations: [{ name: e, dataset: d, split: test }]\n`,
      /no spec\.preprocessing/,
    ],
    [
      'credentials in the address',
      ENDPOINT.replace('https://', 'https://me:secret@') + PREPROCESSING,
      /leave credentials out/,
    ],
    [
      'an address of another kind',
      ENDPOINT.replace('https://', 'grpc://') + PREPROCESSING,
      /write an address such as/,
    ],
  ])('refuses %s', (_what, spec, reason) => {
    const found = read(spec);
    const messages = found.ok ? [] : found.errors.map(each => each.message);
    expect(messages.join('\n')).toMatch(reason);
  });
});

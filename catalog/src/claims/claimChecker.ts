import { JONAS } from '../people';
import { SeedRepository, texts } from '../SeedRepository';

/** What the server adds up, of inputs in standard deviations: see `settledWith`. */
const WEIGHTS = [-2.1, 2.3, -1.5] as const;
const BIAS = 0.4;

const MANIFEST = `# Greenroom reads this file. The model runs on a server, whose address KServe knows.
apiVersion: greenroom.dev/v1alpha1
kind: Model
metadata:
  name: claim-checker
  title: Claim checker
  description: A second look at claims, by a model of another team that runs as a service.
  owner: group:default/governance
  system: paper-forms
  tags: [tables, forms, served]
spec:
  version: 1.0.0
  license: Apache-2.0
  task: tabular-classification
  classes: [check, settle]
  endpoint: { protocol: oip-v2, model: claim-checker, version: '1' }
  preprocessing:
    input: input
    output: probabilities
    steps:
      - op: numbers
        columns: [amount, months_insured, earlier_claims]
        mean: [340, 48, 0.9]
        scale: [240, 36, 1]
  evaluations:
    - name: nightly
      dataset: claims
      repository: northlight/claim-data
      split: test
      metrics: [accuracy, precision, recall, logLoss]
      schedule: { every: P1D }
`;

const SERVICE = `apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: claim-checker
  namespace: claims
  annotations:
    greenroom.dev/asset: northlight/claim-checker#claim-checker
spec:
  predictor:
    model:
      modelFormat: { name: onnx }
      protocolVersion: v2
      storageUri: s3://northlight-models/claim-checker/1.0.0
`;

/** The repository of a model that a server runs, beside what KServe is told to serve. */
export function claimChecker(): SeedRepository {
  return {
    name: 'claim-checker',
    description: 'A second look at claims, as a service',
    topics: ['model', 'tables'],
    commits: [
      {
        message: 'Serve the second look at claims',
        author: JONAS,
        date: '2026-09-21T13:00:00Z',
        tag: 'v1.0.0',
        files: texts({
          'greenroom.yaml': MANIFEST,
          'kserve/claim-checker.yaml': SERVICE,
          '.github/CODEOWNERS':
            '# Who is asked for a review.\n* @northlight/governance\n',
        }),
      },
    ],
  };
}

/** What the served model says of a row: the probability that the claim is settled at once. */
export function settledWith(inputs: readonly number[]): number {
  const sum = WEIGHTS.reduce(
    (all, weight, i) => all + weight * inputs[i],
    BIAS,
  );
  return 1 / (1 + Math.exp(-sum));
}

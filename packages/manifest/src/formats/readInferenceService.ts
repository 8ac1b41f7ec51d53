import { Assembly } from '../Assembly';
import { Fields, type Reading } from '../Fields';
import type { Declaration, Deployment } from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { present } from '../present';

/** Predictors of KServe v1beta1 before `model` came; the key was the format. */
const OLD_FORMATS = [
  'sklearn',
  'xgboost',
  'tensorflow',
  'pytorch',
  'triton',
  'onnx',
  'pmml',
  'lightgbm',
  'paddle',
  'huggingface',
];

/** Whether a Kubernetes document is an InferenceService. */
export function isInferenceService(value: unknown): boolean {
  const { apiVersion, kind } = (value ?? {}) as Record<string, unknown>;
  return (
    kind === 'InferenceService' &&
    /^serving\.(kserve\.io|kubeflow\.org)\//.test(String(apiVersion))
  );
}

/** Reads what KServe is told to serve; other Kubernetes documents of the file are passed over. */
export function readInferenceService(
  readings: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const services = readings.filter(({ document }) =>
    isInferenceService(document.value),
  );
  const found = services.flatMap(reading => {
    const root = Fields.root(reading)!;
    const version = root.text('apiVersion')!.split('/')[1];
    if (version !== 'v1beta1') {
      root.refuse(
        'apiVersion',
        `is ${version}; v1beta1 is read. Move the service to serving.kserve.io/v1beta1.`,
      );
      return [];
    }
    const name = root.map('metadata')?.text('name');
    const predictor = root.map('spec')?.map('predictor');
    if (!name || !predictor) {
      root.refuse(
        name ? 'spec' : 'metadata',
        name ? 'has no predictor. Add it.' : 'has no name. Add it.',
      );
      return [];
    }
    const deployment = deploymentOf(root, name, predictor);
    return new Assembly('Deployment', 'kserve', root.position().line)
      .name(
        name,
        root.map('metadata')!.origin('name'),
        placeName(reading.path, context.repository),
      )
      .put('deployment', deployment, predictor.origin())
      .done<Declaration>();
  });
  if (services.length === 0) {
    const [reading] = readings;
    reading.errors.push({
      ...reading.document.position([]),
      pointer: '',
      message:
        'No document of this file is a KServe InferenceService (serving.kserve.io/v1beta1). Nothing is read from it.',
    });
  }
  return found;
}

function deploymentOf(
  root: Fields,
  name: string,
  predictor: Fields,
): Deployment {
  const metadata = root.map('metadata')!;
  const annotations = metadata.map('annotations');
  const labels = metadata.map('labels');
  const model = predictor.map('model');
  const format = OLD_FORMATS.find(key => predictor.has(key));
  const served = model ?? (format ? predictor.map(format) : undefined);
  const storage = served?.map('storage');
  const storageUri =
    served?.text('storageUri') ??
    (storage &&
      [storage.text('key'), storage.text('path')].filter(Boolean).join('/'));
  return present<Deployment>({
    name,
    namespace: metadata.text('namespace'),
    storageUri: storageUri || undefined,
    modelFormat: model?.map('modelFormat')?.text('name') ?? format,
    runtime: model?.text('runtime'),
    asset:
      annotations?.text('greenroom.dev/asset') ??
      labels?.text('greenroom.dev/asset'),
    version:
      annotations?.text('greenroom.dev/version') ??
      labels?.text('app.kubernetes.io/version') ??
      versionIn(storageUri),
    revision: annotations?.text('greenroom.dev/revision'),
    canaryTrafficPercent: predictor.number('canaryTrafficPercent'),
    servedAt: root.map('status')?.text('url'),
    origin: (served ?? predictor).origin(
      served?.has('storageUri') ? 'storageUri' : undefined,
    ),
  });
}

/** A folder of the address that is a semantic version: `s3://models/reader/2.1.0`. */
function versionIn(storageUri: string | undefined): string | undefined {
  return storageUri
    ?.split(/[/@]/)
    .reverse()
    .find(part => /^v?\d+\.\d+\.\d+([-+].+)?$/.test(part))
    ?.replace(/^v/, '');
}

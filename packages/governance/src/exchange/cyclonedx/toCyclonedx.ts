import {
  Enums,
  Models,
  Serialize,
  SPDX,
  Spec,
} from '@cyclonedx/cyclonedx-library';
import type { ModelManifest } from '@greenroom/manifest';
import type { ExportedAsset } from '../ExportedAsset';
import { uuidOf } from '../uuidOf';
import { MlNormalizerFactory } from './MlNormalizerFactory';
import { modelCardOf } from './modelCardOf';

/** The newest that all of its readers take (OWASP, ECMA-424). */
const SPEC = Spec.Spec1dot6;

/**
 * A CycloneDX 1.6 ML-BOM: the model with its bytes, licence and model card, and
 * the data sets that it was trained and evaluated on; or a data set alone. The
 * same version gives the same bytes.
 *
 * @returns JSON
 */
export function toCyclonedx(asset: ExportedAsset): string {
  const { manifest, time } = asset;
  const factory = new MlNormalizerFactory(SPEC);
  const component = componentOf(asset);
  const bom = new Models.Bom({
    serialNumber: serialOf(asset),
    metadata: new Models.Metadata({
      component,
      ...(time && { timestamp: new Date(time) }),
      tools: new Models.Tools({
        components: new Models.ComponentRepository([
          new Models.Component(Enums.ComponentType.Application, 'greenroom'),
        ]),
      }),
    }),
  });
  if (manifest.kind === 'Model') {
    const datasets = datasetsOf(manifest);
    for (const data of datasets) {
      bom.components.add(data);
      component.dependencies.add(data.bomRef);
    }
    factory.modelCards.set(component, modelCardOf(manifest, asset.runs));
  } else {
    factory.data.set(component, [
      {
        type: 'dataset',
        name: manifest.name,
        ...(manifest.description && { description: manifest.description }),
      },
    ]);
  }
  if (manifest.tags?.length) factory.tags.set(component, manifest.tags);
  return new Serialize.JsonSerializer(factory).serialize(bom, {
    sortLists: true,
    space: 2,
  });
}

function componentOf({
  manifest,
  repository,
  commit,
  files = [],
}: ExportedAsset): Models.Component {
  const isModel = manifest.kind === 'Model';
  const component = new Models.Component(
    isModel
      ? Enums.ComponentType.MachineLearningModel
      : Enums.ComponentType.Data,
    manifest.name,
    {
      bomRef: `${isModel ? 'model' : 'dataset'}:${manifest.name}`,
      version: manifest.version,
      description: manifest.description,
      publisher: manifest.owner,
    },
  );
  for (const licence of licencesOf(manifest)) component.licenses.add(licence);
  for (const { path, sha256, url } of files) {
    if (sha256 && files.length === 1)
      component.hashes.set(Enums.HashAlgorithm['SHA-256'], sha256);
    const hashes = new Models.HashDictionary(
      sha256 ? [[Enums.HashAlgorithm['SHA-256'], sha256]] : [],
    );
    component.externalReferences.add(
      new Models.ExternalReference(
        url ?? encodeURI(path),
        Enums.ExternalReferenceType.Distribution,
        { hashes, comment: path },
      ),
    );
  }
  for (const [name, value] of [
    ['greenroom:repository', repository],
    ['greenroom:commit', commit],
  ] as const)
    if (value) component.properties.add(new Models.Property(name, value));
  return component;
}

function licencesOf({
  license,
  licenses = license ? [license] : [],
}: ExportedAsset['manifest']): Models.License[] {
  // One expression may stand alone, and only so.
  if (licenses.length === 1 && /\s(AND|OR|WITH)\s/.test(licenses[0]))
    return [new Models.LicenseExpression(licenses[0])];
  return licenses.map(name =>
    SPDX.isSupportedSpdxId(name)
      ? new Models.SpdxLicense(name)
      : new Models.NamedLicense(name),
  );
}

function datasetsOf({
  trainedOn,
  evaluations = [],
  datasets = [],
}: ModelManifest): Models.Component[] {
  const named = new Map<string, { version?: string; repository?: string }>();
  if (trainedOn) named.set(trainedOn.dataset, trainedOn);
  for (const { dataset, repository } of evaluations)
    if (!named.has(dataset)) named.set(dataset, { repository });
  for (const name of datasets) {
    const last = name.split('/').at(-1)!;
    if (!named.has(last)) named.set(last, { repository: name });
  }
  return [...named].map(([name, { version, repository }]) => {
    const component = new Models.Component(Enums.ComponentType.Data, name, {
      bomRef: `dataset:${name}`,
      version,
    });
    if (repository)
      component.properties.add(
        new Models.Property('greenroom:repository', repository),
      );
    return component;
  });
}

/** Of what is told, so that nothing in the file is by chance. */
function serialOf({
  manifest,
  repository,
  commit,
  runs,
}: ExportedAsset): string {
  const measured = runs.map(({ pins, figures }) => [pins, figures]);
  const { name, version } = manifest;
  return `urn:uuid:${uuidOf([repository, commit, name, version, measured])}`;
}

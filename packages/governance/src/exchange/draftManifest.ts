import {
  COLUMN_TYPES,
  type DatasetManifest,
  type DeclaredColumn,
  type Manifest,
  type ModelManifest,
  readManifest,
} from '@greenroom/manifest';
import { stringify } from 'yaml';
import { presentFields } from './presentFields';

/** A greenroom.yaml of what a file of another format declares. */
export type ManifestDraft = {
  readonly name: string;
  readonly kind: Manifest['kind'];
  readonly yaml: string;
  /** Sentences: what has still to be written before it is a manifest; empty where it is one. */
  readonly lacking: readonly string[];
  /** Fields that are known and that our manifest has no place for; they stay in the file they came from. */
  readonly left: readonly string[];
};

/** That our manifests have a word for. */
const KNOWN_TYPES: ReadonlySet<string> = new Set(COLUMN_TYPES);
const NAME_CHARACTERS = 63;
/** What is no field that somebody declared. */
const OURS = new Set(['kind', 'line', 'origins', 'formats', 'name']);

/** What an import writes: everything that is known and has a place, and what is lacking, by the words of the manifest's own reader. */
export function draftManifest(manifest: Manifest): ManifestDraft {
  const name = slug(manifest.name);
  const spec =
    manifest.kind === 'Dataset' ? datasetSpec(manifest) : modelSpec(manifest);
  const metadata = {
    name,
    title:
      manifest.title ?? (name === manifest.name ? undefined : manifest.name),
    description: manifest.description?.slice(0, 5_000),
    owner: manifest.owner,
    tags: manifest.tags?.map(slug).filter(Boolean).slice(0, 20),
  };
  const yaml = stringify(
    presentFields({
      apiVersion: 'greenroom.dev/v1alpha1',
      kind: manifest.kind,
      metadata: presentFields(metadata),
      spec: presentFields(spec),
    }),
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
  const read = readManifest('greenroom.yaml', yaml);
  const kept = new Set([...Object.keys(metadata), ...Object.keys(spec)]);
  return {
    name,
    kind: manifest.kind,
    yaml,
    lacking: read.ok ? [] : read.errors.map(({ message }) => message),
    left: Object.keys(manifest).filter(
      field =>
        !kept.has(field) &&
        !OURS.has(field) &&
        (manifest as Readonly<Record<string, unknown>>)[field] !== undefined,
    ),
  };
}

function datasetSpec({
  version,
  license,
  files = [],
  tables = [],
  columns = tables[0]?.columns,
}: DatasetManifest): Readonly<Record<string, unknown>> {
  const [file] = files.filter(({ path }) => path !== undefined);
  const key = tables[0]?.key;
  return {
    version: semverOf(version),
    license,
    table: file && { path: file.path },
    key: key?.length === 1 ? key[0] : undefined,
    columns: columns && columns.length > 0 ? columns.map(columnOf) : undefined,
  };
}

function columnOf({ name, type, description, unit }: DeclaredColumn): object {
  return presentFields({
    name,
    type: type && KNOWN_TYPES.has(type) ? type : 'string',
    description: description?.slice(0, 1_000),
    unit,
  });
}

function modelSpec({
  version,
  license,
  task,
  files = [],
  datasets = [],
}: ModelManifest): Readonly<Record<string, unknown>> {
  const onnx = files.find(({ path }) => path?.endsWith('.onnx'));
  const [dataset] = datasets;
  return {
    version: semverOf(version),
    license,
    task,
    model: onnx && { path: onnx.path, format: 'onnx' },
    trainedOn:
      dataset === undefined
        ? undefined
        : { dataset: slug(dataset.split('/').at(-1)!) },
  };
}

function semverOf(version: string | undefined): string | undefined {
  return version && /^\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(version)
    ? version
    : undefined;
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_CHARACTERS)
    .replace(/^-+|-+$/g, '');
}

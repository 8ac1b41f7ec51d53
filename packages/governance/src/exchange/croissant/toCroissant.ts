import type { DatasetManifest, DeclaredColumn } from '@greenroom/manifest';
import { ExportError, type ExportedAsset } from '../ExportedAsset';

/** The context that the specification asks for in every file (Croissant 1.0, Appendix 1). */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const TYPES: Readonly<Record<string, string>> = {
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  date: 'sc:Date',
  datetime: 'sc:DateTime',
  time: 'sc:Time',
  image: 'sc:ImageObject',
  audio: 'sc:AudioObject',
  video: 'sc:VideoObject',
  url: 'sc:URL',
};

const MEDIA: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  jsonl: 'application/jsonlines',
  json: 'application/json',
  parquet: 'application/x-parquet',
};

/**
 * A data set as Croissant 1.0 JSON-LD (MLCommons 2024): its files with their
 * digests, and its table as a record set.
 *
 * @returns JSON
 * @throws ExportError for a model, which Croissant has no word for
 */
export function toCroissant(asset: ExportedAsset): string {
  const { manifest, time, repository } = asset;
  if (manifest.kind !== 'Dataset')
    throw new ExportError(
      `${manifest.name} is a model, and Croissant tells of data sets. Export it as cyclonedx or hf-card.`,
    );
  const files = filesOf(asset);
  const document = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: manifest.name,
    description: manifest.description,
    license: manifest.licenses ?? manifest.license,
    url: manifest.homepage ?? (repository && repositoryUrl(repository)),
    version: manifest.version,
    citeAs: manifest.citation,
    datePublished: manifest.publishedAt ?? time?.slice(0, 10),
    keywords: manifest.tags,
    creator: manifest.creators?.map(name => ({ '@type': 'sc:Person', name })),
    ...responsibleOf(manifest),
    distribution: files,
    recordSet: recordSetOf(manifest, files),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

type FileObject = {
  readonly '@type': string;
  readonly '@id': string;
  readonly [field: string]: unknown;
};

function filesOf({ files = [], manifest }: ExportedAsset): FileObject[] {
  const declared = (manifest.files ?? []).flatMap(file =>
    file.path || file.url
      ? [{ ...file, path: file.path ?? file.url!, url: file.url }]
      : [],
  );
  const all = files.length > 0 ? files : declared;
  return all.map(({ path, sha256, sizeBytes, url }) => ({
    '@type': 'cr:FileObject',
    '@id': path,
    name: path,
    contentUrl: url ?? path,
    ...(sizeBytes !== undefined && { contentSize: `${sizeBytes} B` }),
    encodingFormat:
      MEDIA[path.split('.').at(-1)!.toLowerCase()] ??
      'application/octet-stream',
    ...(sha256 && { sha256 }),
  }));
}

function recordSetOf(
  manifest: DatasetManifest,
  files: readonly FileObject[],
): object[] {
  const columns = manifest.columns ?? [];
  if (columns.length === 0) return [];
  const [source] = files;
  const key = [manifest.key].flat().filter(name => name !== undefined);
  return [
    {
      '@type': 'cr:RecordSet',
      '@id': 'rows',
      name: 'rows',
      ...(key.length > 0 && {
        key: key.map(name => ({ '@id': `rows/${name}` })),
      }),
      field: columns.map(column => fieldOf(column, source)),
    },
  ];
}

function fieldOf(
  { name, description, type }: DeclaredColumn,
  source: FileObject | undefined,
): object {
  return {
    '@type': 'cr:Field',
    '@id': `rows/${name}`,
    name,
    ...(description && { description }),
    dataType: TYPES[type ?? 'text'] ?? 'sc:Text',
    ...(source && {
      source: {
        fileObject: { '@id': source['@id'] },
        extract: { column: name },
      },
    }),
  };
}

/** Columns that tell of people, in the RAI vocabulary. */
function responsibleOf({ columns = [], responsible = {} }: DatasetManifest) {
  const personal = columns
    .filter(each => each.personal)
    .map(({ name }) => name);
  const told = Object.entries(responsible).map(
    ([term, text]) => [`rai:${term}`, text] as const,
  );
  return {
    ...(personal.length > 0 && {
      'rai:personalSensitiveInformation': `Columns that tell of people: ${personal.join(
        ', ',
      )}.`,
    }),
    ...Object.fromEntries(told),
  };
}

function repositoryUrl(repository: string): string | undefined {
  return /^https?:\/\//.test(repository) ? repository : undefined;
}

import type { Reading } from '../Fields';
import {
  columnSchema,
  type GreenroomDatasetSpec,
  manifestDocumentSchema,
} from '../greenroomDocument';
import type { Declaration, Manifest, Origin } from '../Manifest';
import { type ManifestProblem, pointerOf } from '../ManifestProblem';
import { crossProblems, type GreenroomManifest } from '../crossProblems';
import { keysOf, schemaProblems } from '../schemaProblems';
import type { TableDeclaration } from '../tableDocument';

/** The words a manifest may use as keys, for "did you mean". */
const KNOWN_KEYS = [
  ...keysOf(manifestDocumentSchema),
  ...Object.keys(columnSchema.shape),
];

/** Reads our own `greenroom.dev/v1alpha1` documents; what is not in the schema is refused. */
export function readGreenroom(readings: readonly Reading[]): Declaration[] {
  const assets = readings.flatMap(reading => readDocument(reading) ?? []);
  const [first] = readings;
  first?.errors.push(...duplicates(assets));
  return assets;
}

function readDocument(reading: Reading): Manifest | undefined {
  const { document, errors, path: file } = reading;
  const read = manifestDocumentSchema.safeParse(document.value, {
    reportInput: true,
  });
  const place = (path: readonly PropertyKey[]) => document.position(path);
  if (!read.success) {
    errors.push(...schemaProblems(read.error, place, KNOWN_KEYS));
    return undefined;
  }
  const { kind, metadata, spec } = read.data;
  const flat = {
    kind,
    ...metadata,
    ...(kind === 'Dataset' ? impliedRoles(spec.table) : {}),
    ...spec,
  } as GreenroomManifest;
  const crossed = crossProblems(flat);
  errors.push(
    ...crossed.map(({ path, message }) => ({
      ...place(path),
      pointer: pointerOf(path),
      message,
    })),
  );
  if (crossed.length > 0) return undefined;
  const said = [
    ...Object.keys(metadata).map(key => ['metadata', key]),
    ...Object.keys(spec).map(key => ['spec', key]),
  ];
  const origins = Object.fromEntries(
    said.map(path => {
      const origin: Origin = {
        format: 'greenroom',
        path: file,
        line: place(path).line,
        pointer: pointerOf(path),
      };
      return [`/${path[1]}`, origin];
    }),
  );
  return {
    ...flat,
    line: place([]).line,
    formats: ['greenroom'],
    origins,
  } as Manifest;
}

/** Columns that the table has because of how it is declared, by what they are. */
function impliedRoles({
  format,
  splits,
}: TableDeclaration): Partial<GreenroomDatasetSpec> {
  const isPictures = format && ['images', 'coco', 'voc'].includes(format);
  return {
    ...(splits || format === 'images' ? { split: 'split' } : {}),
    ...(isPictures ? { key: 'path' } : {}),
    ...(format === 'images' ? { label: 'label' } : {}),
  };
}

function duplicates(assets: readonly Manifest[]): ManifestProblem[] {
  const lines = new Map<string, number>();
  return assets.flatMap(({ name, line }) => {
    const first = lines.get(name);
    if (first === undefined) {
      lines.set(name, line);
      return [];
    }
    return [
      {
        line,
        column: 1,
        pointer: '/metadata/name',
        message: `${name} is declared twice, first in line ${first}. Give each asset a name of its own.`,
      },
    ];
  });
}

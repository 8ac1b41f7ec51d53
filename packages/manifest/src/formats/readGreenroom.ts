import type { z } from 'zod';
import type { Reading } from '../Fields';
import {
  columnSchema,
  type GreenroomDatasetSpec,
  manifestDocumentSchema,
} from '../greenroomDocument';
import type { Declaration, Manifest, Origin } from '../Manifest';
import { type ManifestProblem, pointerOf } from '../ManifestProblem';
import { crossProblems, type GreenroomManifest } from '../crossProblems';
import { nearestWord } from '../nearestWord';
import type { TableDeclaration } from '../tableDocument';

/** The words a manifest may use as keys, for "did you mean". */
const KNOWN_KEYS = [
  ...wordsOf(manifestDocumentSchema),
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
    // A misspelled key is the cause, the key that is missing for it the consequence.
    const issues = [...read.error.issues].sort(
      (a, b) =>
        Number(b.code === 'unrecognized_keys') -
        Number(a.code === 'unrecognized_keys'),
    );
    errors.push(...issues.flatMap(issue => toProblems(issue, place)));
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

/** Every key of a schema, however deep. */
function wordsOf(schema: unknown, depth = 0): string[] {
  const { def } = (schema ?? {}) as { def?: Record<string, unknown> };
  if (!def || depth > 12) return [];
  const shape = (def.shape ?? {}) as Record<string, unknown>;
  const inner = [
    def.innerType,
    def.element,
    def.in,
    ...((def.options as unknown[]) ?? []),
  ];
  return [
    ...Object.keys(shape),
    ...Object.values(shape).flatMap(value => wordsOf(value, depth + 1)),
    ...inner.flatMap(value => wordsOf(value, depth + 1)),
  ];
}

type Place = { line: number; column: number };

function toProblems(
  issue: z.core.$ZodIssue,
  place: (path: readonly PropertyKey[]) => Place,
): ManifestProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => {
      const near = nearestWord(key, KNOWN_KEYS);
      const remedy = near ? `Did you mean "${near}"?` : 'Remove it.';
      const path = [...issue.path, key];
      return {
        ...place(path),
        pointer: pointerOf(path),
        message: `Unknown key "${key}". ${remedy}`,
      };
    });
  }
  const where =
    issue.path.length > 0
      ? `"${issue.path.map(String).join('.')}"`
      : 'The document';
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  const message = missing
    ? `${where} is missing. Add it.`
    : `${where}: ${issue.message}${found(issue.input)}.`;
  return [{ ...place(issue.path), pointer: pointerOf(issue.path), message }];
}

function found(input: unknown): string {
  if (
    typeof input === 'string' ||
    typeof input === 'number' ||
    typeof input === 'boolean'
  ) {
    return `; found ${JSON.stringify(input).slice(0, 80)}`;
  }
  return '';
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

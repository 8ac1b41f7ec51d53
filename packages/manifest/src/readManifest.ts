import {
  Document,
  isMap,
  isNode,
  LineCounter,
  parseAllDocuments,
  YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { Manifest, manifestDocumentSchema } from './Manifest';
import { nearestWord } from './nearestWord';

/** One thing that is wrong in a manifest, and where. */
export type ManifestProblem = {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** JSON pointer into the document; empty for the document itself. */
  readonly pointer: string;
  /** What was expected, what was found, what to do. */
  readonly message: string;
};

export type ManifestResult =
  | {
      readonly ok: true;
      readonly format: 'greenroom';
      readonly assets: readonly Manifest[];
      readonly warnings: readonly ManifestProblem[];
    }
  | {
      readonly ok: false;
      readonly format: 'greenroom';
      readonly errors: readonly ManifestProblem[];
      readonly warnings: readonly ManifestProblem[];
    };

const KNOWN_KEYS = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'name',
  'title',
  'description',
  'owner',
  'system',
  'tags',
  'retain',
  'version',
  'license',
  'task',
  'table',
  'path',
  'format',
  'join',
  'on',
  'key',
  'label',
  'split',
  'annotator',
  'classes',
  'audited',
  'columns',
  'type',
  'unit',
  'personal',
  'slice',
  'width',
  'height',
  'channels',
  'model',
  'card',
  'trainedOn',
  'dataset',
  'repository',
  'revision',
  'preprocessing',
  'input',
  'output',
  'steps',
  'samples',
  'op',
  'column',
  'scale',
  'offset',
  'layout',
  'buckets',
  'ngrams',
  'lowercase',
  'weighting',
  'normalise',
  'mean',
  'predictions',
  'outOfFold',
  'evaluations',
  'metrics',
  'gates',
  'metric',
  'min',
  'max',
  'training',
  'workflow',
  'ref',
] as const;

/** Bounds on what a stranger's manifest may ask of the reader. */
export const MANIFEST_LIMITS = {
  sizeBytes: 1024 * 1024,
  /** Collections within collections. */
  depth: 64,
  /** An alias bomb needs few lines and many aliases. */
  aliases: 100,
  documents: 1_000,
} as const;

/** Whether a path in a repository is that of a manifest. */
export function isManifestPath(path: string): boolean {
  return /(^|\/)greenroom\.ya?ml$/.test(path);
}

/**
 * Reads a manifest; never throws.
 *
 * @param path - its path, for messages
 * @param text - its content; bytes must be UTF-8, with or without a byte order mark
 * @returns every asset it declares, or everything that is wrong with it
 */
export function readManifest(
  path: string,
  text: string | Uint8Array,
): ManifestResult {
  const decoded = decode(text);
  if (typeof decoded !== 'string') return refused([decoded]);
  const tooDeep = findTooDeep(decoded);
  if (tooDeep) return refused([tooDeep]);

  const lines = new LineCounter();
  const documents = parseAllDocuments(decoded, {
    lineCounter: lines,
    uniqueKeys: true,
  });
  const parsed = Array.isArray(documents) ? documents : [];
  const errors: ManifestProblem[] = [];
  const assets: Manifest[] = [];
  for (const document of parsed.slice(0, MANIFEST_LIMITS.documents)) {
    if (document.errors.length > 0) {
      errors.push(...document.errors.map(error => syntaxProblem(error, lines)));
      continue;
    }
    if (document.contents === null) continue;
    const read = readDocument(document, lines);
    if ('errors' in read) errors.push(...read.errors);
    else assets.push(read.manifest);
  }
  if (parsed.length > MANIFEST_LIMITS.documents) {
    errors.push(
      at(
        1,
        1,
        `The file has more than ${MANIFEST_LIMITS.documents} documents. Split it.`,
      ),
    );
  }
  errors.push(...duplicates(assets));
  if (errors.length === 0 && assets.length === 0) {
    errors.push(
      at(
        1,
        1,
        `${path} declares nothing. Write a document with apiVersion, kind, metadata and spec.`,
      ),
    );
  }
  return errors.length > 0
    ? refused(errors)
    : { ok: true, format: 'greenroom', assets, warnings: [] };
}

function refused(errors: readonly ManifestProblem[]): ManifestResult {
  return { ok: false, format: 'greenroom', errors, warnings: [] };
}

function at(
  line: number,
  column: number,
  message: string,
  pointer = '',
): ManifestProblem {
  return { line, column, pointer, message };
}

function decode(text: string | Uint8Array): string | ManifestProblem {
  const sizeBytes =
    typeof text === 'string'
      ? new TextEncoder().encode(text).length
      : text.length;
  if (sizeBytes > MANIFEST_LIMITS.sizeBytes) {
    return at(
      1,
      1,
      `The manifest has ${sizeBytes} bytes; ${MANIFEST_LIMITS.sizeBytes} are allowed. Move data into files of its own.`,
    );
  }
  let decoded: string;
  try {
    decoded =
      typeof text === 'string'
        ? text
        : new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return at(1, 1, 'The manifest is not UTF-8 text. Save it as UTF-8.');
  }
  const withoutMark = decoded.replace(/^\uFEFF/, '');
  const nul = withoutMark.indexOf('\0');
  if (nul >= 0) {
    const line = withoutMark.slice(0, nul).split('\n').length;
    return at(
      line,
      1,
      'The manifest holds binary data. Write it as YAML text in UTF-8.',
    );
  }
  return withoutMark;
}

/** Refuses by a look at indentation and brackets, before a recursive parser sees the text. */
function findTooDeep(text: string): ManifestProblem | undefined {
  let flow = 0;
  for (const [i, line] of text.split('\n').entries()) {
    const indent = line.length - line.trimStart().length;
    const dashes = /^\s*((?:-\s+)+)/.exec(line)?.[1].match(/-/g)?.length ?? 0;
    let deepest = flow;
    for (const char of line) {
      if (char === '[' || char === '{') flow++;
      else if ((char === ']' || char === '}') && flow > 0) flow--;
      deepest = Math.max(deepest, flow);
    }
    if (
      deepest > MANIFEST_LIMITS.depth ||
      dashes > MANIFEST_LIMITS.depth ||
      indent > 16 * MANIFEST_LIMITS.depth
    ) {
      return at(
        i + 1,
        1,
        `The manifest nests deeper than ${MANIFEST_LIMITS.depth} levels. Flatten it.`,
      );
    }
  }
  return undefined;
}

function syntaxProblem(error: YAMLError, lines: LineCounter): ManifestProblem {
  const { line, col } = lines.linePos(error.pos[0]);
  const message =
    error.code === 'DUPLICATE_KEY'
      ? 'The same key stands twice in this map. Keep one of them.'
      : `This is not YAML: ${error.message
          .split('\n')[0]
          .replace(/ at line \d+, column \d+:?$/, '')}.`;
  return at(line, col, message);
}

function readDocument(
  document: Document.Parsed,
  lines: LineCounter,
): { manifest: Manifest } | { errors: ManifestProblem[] } {
  const place = (path: readonly PropertyKey[]) =>
    placeOf(document, lines, path);
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MANIFEST_LIMITS.aliases });
  } catch {
    return {
      errors: [
        {
          ...place([]),
          pointer: '',
          message: `The document repeats itself through more than ${MANIFEST_LIMITS.aliases} aliases. Write the values out.`,
        },
      ],
    };
  }
  const read = manifestDocumentSchema.safeParse(value, { reportInput: true });
  if (!read.success) {
    // A misspelled key is the cause, the key that is missing for it the consequence.
    const issues = [...read.error.issues].sort(
      (a, b) =>
        Number(b.code === 'unrecognized_keys') -
        Number(a.code === 'unrecognized_keys'),
    );
    return { errors: issues.flatMap(issue => toProblems(issue, place)) };
  }
  const { kind, metadata, spec } = read.data;
  const flat = {
    kind,
    ...metadata,
    ...spec,
    line: place([]).line,
    origins: {},
  } as Manifest;
  const crossed = crossProblems(flat).map(({ path, message }) => ({
    ...place(path),
    pointer: pointerOf(path),
    message,
  }));
  return crossed.length > 0 ? { errors: crossed } : { manifest: flat };
}

type Place = { line: number; column: number };

/** Where a path stands in the text; for what is absent, where its parent stands. */
function placeOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): Place {
  for (let length = path.length; length >= 0; length--) {
    const parent =
      length === 0
        ? undefined
        : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent)
      ? parent.items.find(
          item =>
            String(isNode(item.key) ? item.key.toJSON() : item.key) ===
            String(key),
        )
      : undefined;
    const value =
      length === 0
        ? document.contents
        : document.getIn(path.slice(0, length), true);
    const node = pair && isNode(pair.key) ? pair.key : value;
    if (isNode(node) && node.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map(part => `/${String(part).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}

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

/** What one field says of another. */
function crossProblems(
  manifest: Manifest,
): { path: PropertyKey[]; message: string }[] {
  if (manifest.kind === 'Dataset') {
    const roles = [manifest.key, manifest.label, manifest.split];
    const personal = manifest.columns?.findIndex(
      column =>
        column.personal && [manifest.key, manifest.label].includes(column.name),
    );
    return [
      ...(new Set(roles).size < roles.length
        ? [
            {
              path: ['spec', 'key'],
              message:
                'key, label and split must be three columns. Name another.',
            },
          ]
        : []),
      ...(personal !== undefined && personal >= 0
        ? [
            {
              path: ['spec', 'columns', personal, 'personal'],
              message:
                'The key and the label cannot be personal data: every page and pull request names them. Use another key.',
            },
          ]
        : []),
    ];
  }
  return (manifest.evaluations ?? []).flatMap((evaluation, i) =>
    (evaluation.gates ?? []).flatMap((gate, j) =>
      (evaluation.metrics as readonly string[]).includes(gate.metric)
        ? []
        : [
            {
              path: ['spec', 'evaluations', i, 'gates', j, 'metric'],
              message: `The gate bounds ${
                gate.metric
              }, which this evaluation does not measure. Add it to metrics (${evaluation.metrics.join(
                ', ',
              )} so far).`,
            },
          ],
    ),
  );
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
      at(
        line,
        1,
        `${name} is declared twice, first in line ${first}. Give each asset a name of its own.`,
        '/metadata/name',
      ),
    ];
  });
}

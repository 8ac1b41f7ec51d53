import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type {
  Declaration,
  DeclaredColumn,
  DeclaredFile,
  DeclaredSplit,
  DeclaredTable,
} from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { tableFormatOf } from './tableFormatOf';
import { nonEmpty, present } from '../present';

const CROISSANT = 'http://mlcommons.org/croissant/';
const RAI = 'http://mlcommons.org/croissant/RAI/';
const SCHEMA = 'https://schema.org/';
const VERSIONS = ['1.0', '1.1'];

/** Three fields of the RAI vocabulary that the exporters put under the core prefix. */
const RESPONSIBLE = [
  'dataBiases',
  'dataCollection',
  'personalSensitiveInformation',
].map(term => `${CROISSANT}${term}`);

/** Data types by the last part of their IRI (Croissant 1.1, "Data types"). */
const TYPES: Readonly<Record<string, DeclaredColumn['type']>> = {
  Text: 'text',
  Integer: 'integer',
  Int8: 'integer',
  Int16: 'integer',
  Int32: 'integer',
  Int64: 'integer',
  UInt8: 'integer',
  UInt16: 'integer',
  UInt32: 'integer',
  UInt64: 'integer',
  Number: 'number',
  Float: 'number',
  Float16: 'number',
  Float32: 'number',
  Float64: 'number',
  BFloat16: 'number',
  Boolean: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  URL: 'url',
  ImageObject: 'image',
  SegmentationMask: 'image',
  AudioObject: 'audio',
  VideoObject: 'video',
  BoundingBox: 'list',
  GeoCoordinates: 'geo',
  GeoShape: 'geo',
  Enumeration: 'string',
};

/**
 * Reads Croissant 1.0 and 1.1 JSON-LD (MLCommons 2024, 2025) with its RAI
 * vocabulary. Terms are resolved by the context that stands in the file;
 * contexts are never fetched.
 */
export function readCroissant(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const terms = termsOf(root);
  const data = root;
  const is = (key: string) => keyOf(data, terms, key);
  const version = asText(data.raw(is('conformsTo')))?.match(
    /croissant\/(\d+\.\d+)/,
  )?.[1];
  if (version && !VERSIONS.includes(version)) {
    data.refuse(
      is('conformsTo'),
      `is Croissant ${version}; ${VERSIONS.join(
        ' and ',
      )} are read. Convert the file with mlcroissant.`,
    );
    return [];
  }
  if (!version) {
    data.note(
      is('conformsTo'),
      `does not say which Croissant it conforms to. Add "conformsTo": "${CROISSANT}1.1".`,
    );
  }
  if (!data.has(is('name'))) {
    data.note('name', 'is missing, which Croissant requires. Add it.');
  }
  const files = data
    .maps(is('distribution'))
    .flatMap(entry => fileOf(entry, terms, reading.path));
  const sets = data.maps(is('recordSet'));
  const splits = sets.filter(set =>
    typesOf(set, terms).includes(`${CROISSANT}Split`),
  );
  const enumerations = new Map(sets.map(set => [idOf(set), set]));
  const tables = sets
    .filter(set => !isEnumeration(set, terms))
    .map(set => tableOf(set, terms, enumerations));
  const assembly = new Assembly('Dataset', 'croissant', root.position().line)
    .name(
      data.text(is('name')),
      data.origin(is('name')),
      placeName(reading.path, context.repository),
    )
    .text('description', data, is('description'))
    .text('version', data, is('version'))
    .text('homepage', data, is('url'))
    .text('citation', data, is('citeAs'))
    .text('publishedAt', data, is('datePublished'))
    .texts('tags', data, is('keywords'))
    .licenses(licensesOf(data, is('license')), data.origin(is('license')))
    .put('creators', namesOf(data, is('creator')), data.origin(is('creator')))
    .put(
      'languages',
      namesOf(data, is('inLanguage')),
      data.origin(is('inLanguage')),
    )
    .put(
      'isLive',
      data.flag(is('isLiveDataset')),
      data.origin(is('isLiveDataset')),
    )
    .put('files', files, data.origin(is('distribution')))
    .put('tables', tables, data.origin(is('recordSet')))
    .put(
      'splits',
      splits.flatMap(set => splitsOf(set, terms)),
      data.origin(is('recordSet')),
    )
    .put('responsible', responsibleOf(data, terms), data.origin());
  describeOnlyTable(
    assembly,
    data.origin(is('recordSet')),
    sets,
    tables,
    files,
    terms,
    enumerations,
  );
  return [assembly.done()];
}

type Terms = ReadonlyMap<string, string>;

/** Terms of the inline context as IRIs; well-known prefixes stand even where a file forgets them. */
function termsOf(root: Fields): Terms {
  const terms = new Map<string, string>([
    ['sc', SCHEMA],
    ['cr', CROISSANT],
    ['rai', RAI],
    ['dct', 'http://purl.org/dc/terms/'],
  ]);
  const contexts = [root.raw('@context')].flat();
  for (const context of contexts) {
    if (!isMap(context)) continue;
    for (const [term, value] of Object.entries(context)) {
      const iri = isMap(value) ? value['@id'] : value;
      if (typeof iri === 'string' && !term.startsWith('@'))
        terms.set(term, iri);
    }
    if (typeof context['@vocab'] === 'string')
      terms.set('@vocab', context['@vocab']);
  }
  return terms;
}

function expand(name: string, terms: Terms): string {
  const whole = terms.get(name);
  if (whole && whole !== name)
    return expand(whole, new Map([...terms].filter(([term]) => term !== name)));
  const [prefix, ...rest] = name.split(':');
  const base =
    rest.length > 0 && !rest[0].startsWith('//')
      ? terms.get(prefix)
      : undefined;
  if (base) return `${expand(base, new Map())}${rest.join(':')}`;
  return name.includes(':') ? name : `${terms.get('@vocab') ?? SCHEMA}${name}`;
}

/** The key under which a file has a term of ours, whatever prefix it writes. */
function keyOf(fields: Fields, terms: Terms, term: string): string {
  if (fields.has(term)) return term;
  const wanted = [
    '',
    ...['sc:', 'cr:', 'dct:', 'rai:'].map(prefix => prefix),
  ].map(prefix => `${prefix}${term}`);
  const found = fields.keys().find(key => {
    if (wanted.includes(key)) return true;
    if (!key.includes(':')) return false;
    const iri = expand(key, terms);
    return (
      iri === `${SCHEMA}${term}` ||
      iri === `${CROISSANT}${term}` ||
      iri === `http://schema.org/${term}`
    );
  });
  return found ?? term;
}

function idOf(fields: Fields): string {
  return asText(fields.raw('@id')) ?? asText(fields.raw('name')) ?? '';
}

function nameOf(fields: Fields, terms: Terms): string {
  return asText(fields.raw(keyOf(fields, terms, 'name'))) ?? idOf(fields);
}

function typesOf(fields: Fields, terms: Terms): string[] {
  return fields
    .texts(keyOf(fields, terms, 'dataType'))
    .map(type => expand(type, terms));
}

function isEnumeration(set: Fields, terms: Terms): boolean {
  const types = typesOf(set, terms);
  return (
    types.some(type => /\/(Split|Enumeration)$/.test(type)) &&
    set.has(keyOf(set, terms, 'data'))
  );
}

/** Texts, or the names (else addresses) of things. */
function namesOf(fields: Fields, key: string): string[] {
  return [fields.raw(key)]
    .flat()
    .flatMap(value => {
      if (isMap(value))
        return (
          asText(value.name) ?? asText(value.url) ?? asText(value['@id']) ?? []
        );
      return asText(value) ?? [];
    })
    .filter(name => name !== '');
}

function licensesOf(fields: Fields, key: string): string[] {
  return [fields.raw(key)].flat().flatMap(value => {
    if (isMap(value))
      return (
        asText(value.url) ?? asText(value.name) ?? asText(value['@id']) ?? []
      );
    return asText(value) ?? [];
  });
}

function fileOf(
  entry: Fields,
  terms: Terms,
  manifestPath: string,
): DeclaredFile[] {
  const at = (term: string) => keyOf(entry, terms, term);
  const address = entry.text(at('contentUrl'));
  const includes = entry.texts(at('includes'));
  const container = namesOrIds(entry.raw(at('containedIn')))[0];
  // Inside an archive a path is the archive's, not the repository's.
  const place =
    address && !container ? filePlace(address, manifestPath) : undefined;
  if (place && !place.ok) {
    entry.warn(at('contentUrl'), place.reason);
    return [];
  }
  return [
    present<DeclaredFile>({
      name: asText(entry.raw('@id')) ?? entry.text(at('name')),
      description: entry.text(at('description')),
      format: entry.texts(at('encodingFormat'))[0],
      path: includes.join(',') || (container ? address : undefined),
      ...(place?.ok ? place.file : {}),
      sha256: entry.text(at('sha256')),
      md5: entry.text(at('md5')),
      sizeBytes: sizeOf(entry.text(at('contentSize'))),
      containedIn: container,
    }),
  ];
}

function namesOrIds(value: unknown): string[] {
  return [value]
    .flat()
    .flatMap(item =>
      isMap(item) ? asText(item['@id']) ?? [] : asText(item) ?? [],
    );
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

function sizeOf(said: string | undefined): number | undefined {
  const [, number, unit = 'b'] =
    /^([\d.]+)\s*([a-z]*)$/i.exec(said ?? '') ?? [];
  const size = Math.round(
    Number(number) * (UNITS[unit.toLowerCase() || 'b'] ?? NaN),
  );
  return Number.isSafeInteger(size) ? size : undefined;
}

type FieldFacts = {
  column: DeclaredColumn;
  source?: string;
  sourceColumn?: string;
  isLabel: boolean;
  refersTo?: string;
};

function fieldsOf(set: Fields, terms: Terms): Fields[] {
  return set.maps(keyOf(set, terms, 'field'));
}

function factsOf(
  field: Fields,
  set: Fields,
  terms: Terms,
  enumerations: ReadonlyMap<string, Fields>,
): FieldFacts {
  const at = (term: string) => keyOf(field, terms, term);
  const types = typesOf(field, terms);
  const known = types.flatMap(type => TYPES[type.replace(/^.*[/#]/, '')] ?? []);
  const source = isMap(field.raw(at('source')))
    ? field.map(at('source'))
    : undefined;
  const extract =
    source && isMap(source.raw('extract')) ? source.map('extract') : undefined;
  const references = isMap(field.raw(at('references')))
    ? field.map(at('references'))
    : undefined;
  const refersTo =
    references &&
    namesOrIds(references.raw('field') ?? references.raw('@id'))[0];
  const enumeration = refersTo
    ? enumerations.get(refersTo.split('/')[0])
    : undefined;
  const classes = enumeration && classesOf(enumeration, terms);
  const isList =
    field.raw(at('repeated')) === true || field.raw(at('isArray')) === true;
  const isGroup = field.has(at('subField'));
  return {
    source:
      source &&
      namesOrIds(source.raw('fileObject') ?? source.raw('fileSet'))[0],
    sourceColumn: extract && asText(extract.raw('column')),
    isLabel: types.some(type => type.endsWith('/Label')),
    refersTo,
    column: present<DeclaredColumn>({
      name:
        (extract && asText(extract.raw('column'))) ??
        nameWithin(nameOf(field, terms), set, terms),
      type: isList
        ? 'list'
        : known.find(type => type !== 'text') ??
          (isGroup ? 'object' : known[0]),
      declaredType: field.texts(at('dataType')).join(', ') || undefined,
      description: field.text(at('description')),
      classes,
      // A record set whose rows stand in the file lists the values; any other is where they come from.
      from: refersTo && !classes ? [{ column: refersTo }] : undefined,
    }),
  };
}

/** Fields are often named `<record set>/<field>`. */
function nameWithin(name: string, set: Fields, terms: Terms): string {
  const prefixes = [idOf(set), nameOf(set, terms)].map(prefix => `${prefix}/`);
  const prefix = prefixes.find(candidate => name.startsWith(candidate));
  return prefix ? name.slice(prefix.length) : name;
}

/** The values of an enumeration that stands in the file. */
function classesOf(set: Fields, terms: Terms): string[] | undefined {
  const rows = [set.raw(keyOf(set, terms, 'data'))].flat().filter(isMap);
  const names = rows.flatMap(row => {
    const entries = Object.entries(row);
    const [, value] =
      entries.find(([key]) => /(^|\/)name$/.test(key)) ?? entries[0] ?? [];
    return asText(value) ?? [];
  });
  return names.length > 0 ? names : undefined;
}

function tableOf(
  set: Fields,
  terms: Terms,
  enumerations: ReadonlyMap<string, Fields>,
): DeclaredTable {
  const facts = fieldsOf(set, terms).map(field =>
    factsOf(field, set, terms, enumerations),
  );
  return present<DeclaredTable>({
    name: nameOf(set, terms),
    description: set.text(keyOf(set, terms, 'description')),
    files: nonEmpty([...new Set(facts.flatMap(({ source }) => source ?? []))]),
    columns: nonEmpty(facts.map(({ column }) => column)),
    key: nonEmpty(
      namesOrIds(set.raw(keyOf(set, terms, 'key'))).map(name =>
        nameWithin(name, set, terms),
      ),
    ),
  });
}

function splitsOf(set: Fields, terms: Terms): DeclaredSplit[] {
  return (classesOf(set, terms) ?? []).map(name => ({ name }));
}

function responsibleOf(
  root: Fields,
  terms: Terms,
): Record<string, string> | undefined {
  const found = root.keys().flatMap(key => {
    const iri = expand(key, terms);
    const isResponsible = iri.startsWith(RAI) || RESPONSIBLE.includes(iri);
    const value = isResponsible ? root.texts(key).join('\n') : '';
    return value === '' ? [] : [[iri.replace(/^.*\//, ''), value] as const];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** One table in one file of the repository says what our own manifest would: table, key, label, split, classes. */
function describeOnlyTable(
  assembly: Assembly,
  origin: ReturnType<Fields['origin']>,
  sets: readonly Fields[],
  tables: readonly DeclaredTable[],
  files: readonly DeclaredFile[],
  terms: Terms,
  enumerations: ReadonlyMap<string, Fields>,
): void {
  if (tables.length !== 1) return;
  const [table] = tables;
  assembly.put('columns', table.columns, origin);
  const set = sets.find(candidate => !isEnumeration(candidate, terms))!;
  const facts = fieldsOf(set, terms).map(field =>
    factsOf(field, set, terms, enumerations),
  );
  const label = facts.filter(({ isLabel }) => isLabel);
  if (label.length === 1) {
    assembly.put('label', label[0].column.name, origin);
    assembly.put('classes', label[0].column.classes, origin);
  }
  const split = facts.find(({ refersTo }) => {
    const referred = refersTo && enumerations.get(refersTo.split('/')[0]);
    return referred && typesOf(referred, terms).includes(`${CROISSANT}Split`);
  });
  if (split?.sourceColumn) assembly.put('split', split.sourceColumn, origin);
  if (table.key?.length === 1) assembly.put('key', table.key[0], origin);
  const file = files.find(({ name }) => name === table.files?.[0]);
  const isOneFile = table.files?.length === 1 && !file?.containedIn;
  // What is drawn from names of files or from inside values is no column of the file.
  const isPlain = facts.every(({ sourceColumn }) => sourceColumn !== undefined);
  const format =
    file?.path && isOneFile && isPlain
      ? tableFormatOf(file.format, file.path)
      : undefined;
  if (format) assembly.put('table', { path: file!.path, format }, origin);
}

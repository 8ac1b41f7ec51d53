import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type {
  Declaration,
  DeclaredColumn,
  DeclaredFile,
  DeclaredTable,
} from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { nonEmpty, present } from '../present';
import { parseJson } from '../text/parseJson';
import { parseYaml } from '../text/parseYaml';
import { frictionlessDialect } from './frictionlessDialect';
import { tableFormatOf } from './tableFormatOf';

const TYPES: Readonly<Record<string, DeclaredColumn['type']>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  object: 'object',
  array: 'list',
  list: 'list',
  date: 'date',
  time: 'time',
  datetime: 'datetime',
  year: 'integer',
  yearmonth: 'string',
  duration: 'duration',
  geopoint: 'geo',
  geojson: 'geo',
};

/** Reads a Data Package (Frictionless Data, v1 of 2017 and v2 of 2024). */
export function readFrictionless(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const root = Fields.root(reading);
  if (!root) return [];
  const resources = root.maps('resources');
  if (resources.length === 0) {
    root.refuse(
      'resources',
      'is missing or empty; a data package has at least one resource. Add it.',
    );
    return [];
  }
  const read = resources.map((resource, i) =>
    readResource(resource, i, reading.path, context),
  );
  if (reading.errors.length > 0) return [];
  const files = read.flatMap(({ files: found }) => found);
  const tables = read.flatMap(({ table }) => table ?? []);
  const assembly = new Assembly('Dataset', 'frictionless', root.position().line)
    .name(
      root.text('name'),
      root.origin('name'),
      placeName(reading.path, context.repository),
    )
    .text('title', root, 'title')
    .text('description', root, 'description')
    .text('version', root, 'version')
    .text('homepage', root, 'homepage')
    .text('publishedAt', root, 'created')
    .texts('tags', root, 'keywords')
    .licenses(
      licensesOf(root),
      root.origin(root.has('licenses') ? 'licenses' : 'license'),
    )
    .put(
      'creators',
      root
        .maps('contributors')
        .flatMap(person => person.text('title') ?? person.text('name') ?? []),
      root.origin('contributors'),
    )
    .put('sourceDatasets', sourcesOf(root), root.origin('sources'))
    .put('files', files, root.origin('resources'))
    .put('tables', tables, root.origin('resources'));
  const only = read.findIndex(({ table }) => table !== undefined);
  if (tables.length === 1)
    describeOnlyTable(assembly, read[only], resources[only]);
  return [assembly.done()];
}

/** v1 and v2 have a list of maps; before, there was one text. */
function licensesOf(root: Fields): string[] {
  const old = root.raw('license');
  const listed = root
    .maps('licenses')
    .flatMap(
      license =>
        license.text('name') ??
        license.text('title') ??
        license.text('path') ??
        [],
    );
  if (listed.length > 0) return listed;
  if (isMap(old))
    return [
      asText(old.type) ?? asText(old.name) ?? asText(old.url) ?? '',
    ].filter(Boolean);
  return root.texts('license');
}

function sourcesOf(root: Fields): string[] {
  return root
    .maps('sources')
    .flatMap(
      source =>
        source.text('title') ?? source.text('path') ?? source.text('web') ?? [],
    );
}

type ReadResource = {
  files: DeclaredFile[];
  table?: DeclaredTable;
  schema?: Fields;
};

function readResource(
  resource: Fields,
  index: number,
  manifestPath: string,
  context: ReadContext,
): ReadResource {
  const name = resource.text('name') ?? `resource-${index + 1}`;
  if (!resource.has('name'))
    resource.note(
      'name',
      'is missing, which the specification requires. Add it.',
    );
  const hasData = resource.has('data');
  const key = resource.has('path') ? 'path' : 'url';
  const paths = resource.texts(key);
  if (paths.length === 0 && !hasData) {
    resource.refuse(
      undefined,
      'has neither "path" nor "data"; a resource has one of them. Add it.',
    );
    return { files: [] };
  }
  if (paths.length > 0 && hasData)
    resource.note(
      'data',
      'stands beside "path"; a resource has one of them. The path is read.',
    );
  const format = resource.text('format') ?? resource.text('mediatype');
  const files = paths.flatMap(said => {
    const place = filePlace(said, manifestPath);
    if (!place.ok) {
      resource.refuse(key, `${place.reason}.`);
      return [];
    }
    return present<DeclaredFile>({
      name,
      ...place.file,
      format,
      description: resource.text('description'),
      sizeBytes: resource.count('bytes'),
      ...hashOf(resource),
    });
  });
  const schema = schemaOf(resource, context);
  const isTabular =
    schema !== undefined ||
    /tabular/.test(
      `${asText(resource.raw('profile'))} ${asText(
        resource.raw('type'),
      )} ${asText(resource.raw('$schema'))}`,
    );
  return {
    files,
    schema,
    table: isTabular ? tableOf(resource, name, paths, schema) : undefined,
  };
}

/** `sha256:…`, `md5:…`, or an MD5 without a prefix. */
function hashOf(resource: Fields): Pick<DeclaredFile, 'sha256' | 'md5'> {
  const hash = resource.text('hash');
  if (!hash) return {};
  const [algorithm, digest] = hash.includes(':')
    ? hash.split(':')
    : ['md5', hash];
  if (/^sha-?256$/i.test(algorithm)) return { sha256: digest };
  if (/^md5$/i.test(algorithm)) return { md5: digest };
  resource.note('hash', `is by ${algorithm}; MD5 and SHA-256 are kept.`);
  return {};
}

/** Inline, or in a file beside the package; never fetched from elsewhere. */
function schemaOf(resource: Fields, context: ReadContext): Fields | undefined {
  const said = resource.raw('schema');
  if (typeof said !== 'string') return resource.map('schema');
  const place = filePlace(said, resource.reading.path);
  if (!place.ok) {
    resource.refuse('schema', `${place.reason}.`);
    return undefined;
  }
  const text = place.file.path && context.beside?.(place.file.path);
  if (!text) {
    resource.note(
      'schema',
      `names ${said.slice(
        0,
        80,
      )}, which is not at hand; the columns are left out.`,
    );
    return undefined;
  }
  const parsed = /\.ya?ml$/i.test(said) ? parseYaml(text) : parseJson(text);
  if (!parsed.ok) {
    resource.note(
      'schema',
      `names ${said.slice(0, 80)}, which cannot be read: ${
        parsed.errors[0].message
      }`,
    );
    return undefined;
  }
  const [document] = parsed.documents;
  return (
    document &&
    Fields.of({ ...resource.reading, path: said, document }, [], document.value)
  );
}

function tableOf(
  resource: Fields,
  name: string,
  paths: readonly string[],
  schema?: Fields,
): DeclaredTable {
  return present<DeclaredTable>({
    name,
    title: resource.text('title'),
    description: resource.text('description'),
    files: nonEmpty(paths),
    columns: schema && nonEmpty(schema.maps('fields').flatMap(columnOf)),
    key: schema && nonEmpty(schema.texts('primaryKey')),
  });
}

function columnOf(field: Fields): DeclaredColumn[] {
  const name = field.text('name');
  if (!name) {
    field.warn('name', 'is missing');
    return [];
  }
  const declaredType = field.text('type');
  const constraints = field.map('constraints');
  const categories = field.has('categories')
    ? categoriesOf(field)
    : constraints?.texts('enum');
  return [
    present<DeclaredColumn>({
      name,
      type: declaredType === undefined ? undefined : TYPES[declaredType],
      declaredType,
      title: field.text('title'),
      description: field.text('description'),
      required: constraints?.flag('required'),
      unique: constraints?.flag('unique'),
      classes: categories && nonEmpty(categories),
    }),
  ];
}

/** v2: texts, or maps of value and label. */
function categoriesOf(field: Fields): string[] {
  return [field.raw('categories')]
    .flat()
    .flatMap(item => asText(isMap(item) ? item.value : item) ?? []);
}

function describeOnlyTable(
  assembly: Assembly,
  { table, files, schema }: ReadResource,
  resource: Fields,
): void {
  assembly.put('columns', table?.columns, resource.origin('schema'));
  if (table?.key?.length === 1)
    assembly.put('key', table.key[0], resource.origin('schema'));
  const paths = files.flatMap(({ path }) => path ?? []);
  const formats = new Set(
    files.map(file => tableFormatOf(file.format, file.path)),
  );
  const [format] = formats;
  const dialect = frictionlessDialect(resource, schema);
  if (
    paths.length === 0 ||
    paths.length < files.length ||
    formats.size > 1 ||
    !format ||
    !dialect
  )
    return;
  const isSaid = Object.keys(dialect).length > 0;
  assembly.put(
    'table',
    {
      path: paths.length === 1 ? paths[0] : paths,
      format,
      ...(isSaid ? { dialect } : {}),
    },
    resource.origin('path'),
  );
}

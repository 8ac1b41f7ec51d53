import { Assembly } from '../Assembly';
import { asText, Fields, isMap, type Reading } from '../Fields';
import { filePlace } from '../filePlace';
import type {
  Declaration,
  DeclaredColumn,
  DeclaredSplit,
  DeclaredTable,
} from '../Manifest';
import type { ReadContext } from '../ManifestReader';
import { placeName } from '../placeName';
import { nonEmpty, present } from '../present';
import { cardTable, type SplitFiles } from './cardTable';
import { licencesOf } from './cardLicences';

/**
 * Reads the front matter of a Hugging Face data set card (Hub documentation,
 * "Dataset Cards"), with the keys it had before 2023.
 */
export function readDatasetCard(
  [reading]: readonly Reading[],
  context: ReadContext,
): Declaration[] {
  const card = Fields.root(reading);
  if (!card) return [];
  const infos = infosOf(card);
  const configs = configsOf(card, reading.path);
  const tables = mergeTables(infos.map(tableOf), configs.tables);
  const splits = [...infos.flatMap(splitsOf), ...configs.splits];
  const assembly = new Assembly('Dataset', 'huggingface-dataset', 1)
    .name(undefined, card.origin(), placeName(reading.path, context.repository))
    .text('title', card, 'pretty_name')
    .licenses(
      licencesOf(card),
      card.origin(card.has('license') ? 'license' : 'licenses'),
    )
    .texts('tags', card, 'tags')
    .put(
      'languages',
      flatTexts(card, 'language', 'languages'),
      card.origin(card.has('language') ? 'language' : 'languages'),
    )
    .put(
      'tasks',
      flatTexts(card, 'task_categories'),
      card.origin('task_categories'),
    )
    .put(
      'task',
      flatTexts(card, 'task_categories')[0],
      card.origin('task_categories'),
    )
    .put(
      'sizeCategories',
      flatTexts(card, 'size_categories'),
      card.origin('size_categories'),
    )
    .put(
      'sourceDatasets',
      flatTexts(card, 'source_datasets'),
      card.origin('source_datasets'),
    )
    .put(
      'annotationCreators',
      flatTexts(card, 'annotations_creators'),
      card.origin('annotations_creators'),
    )
    .put(
      'tables',
      tables,
      card.origin(card.has('dataset_info') ? 'dataset_info' : 'configs'),
    )
    .put(
      'splits',
      distinctSplits(splits),
      card.origin(card.has('dataset_info') ? 'dataset_info' : 'configs'),
    )
    .put(
      'sizeBytes',
      total(infos, 'dataset_size'),
      card.origin('dataset_info'),
    );
  const labels = infos
    .flatMap(info => columnsOf(info))
    .filter(({ classes }) => classes);
  const columns = infos.length === 1 ? columnsOf(infos[0]) : [];
  const table = cardTable(configs.read, columns);
  assembly.put('table', table, card.origin('configs'));
  if (table?.splits) assembly.put('split', 'split', card.origin('configs'));
  if (infos.length === 1) {
    assembly.put('columns', columnsOf(infos[0]), card.origin('dataset_info'));
    if (labels.length === 1) {
      assembly.put('label', labels[0].name, card.origin('dataset_info'));
      assembly.put('classes', labels[0].classes, card.origin('dataset_info'));
    }
  }
  return [assembly.done()];
}

/** A list, or (in cards before 2022) a list for each configuration. */
function flatTexts(card: Fields, ...keys: readonly string[]): string[] {
  for (const key of keys) {
    const value = card.raw(key);
    if (value === undefined || value === null) continue;
    const found = isMap(value)
      ? Object.values(value)
          .flat()
          .flatMap(item => asText(item) ?? [])
      : card.texts(key);
    return [...new Set(found)];
  }
  return [];
}

/** `dataset_info` is one map, or a list with one for each configuration. */
function infosOf(card: Fields): Fields[] {
  return card.maps('dataset_info');
}

function total(infos: readonly Fields[], key: string): number | undefined {
  const sizes = infos.flatMap(info => info.count(key) ?? []);
  return sizes.length > 0
    ? sizes.reduce((sum, size) => sum + size, 0)
    : undefined;
}

function tableOf(info: Fields): DeclaredTable {
  const splits = splitsOf(info);
  const rows = splits.flatMap(split => split.rows ?? []);
  return present<DeclaredTable>({
    name: asText(info.raw('config_name')) ?? 'default',
    columns: nonEmpty(columnsOf(info)),
    rows:
      rows.length === splits.length && rows.length > 0
        ? rows.reduce((sum, n) => sum + n, 0)
        : undefined,
  });
}

function splitsOf(info: Fields): DeclaredSplit[] {
  const said = info.raw('splits');
  const table = asText(info.raw('config_name'));
  // Before 2022 a map by name instead of a list.
  const maps = isMap(said)
    ? info
        .map('splits')!
        .keys()
        .flatMap(key => info.map('splits')!.map(key) ?? [])
    : info.maps('splits');
  return maps.flatMap(split => {
    const name = split.text('name');
    return name
      ? present<DeclaredSplit>({
          name,
          table,
          rows: split.count('num_examples'),
          sizeBytes: split.count('num_bytes'),
        })
      : [];
  });
}

const DTYPES: readonly (readonly [RegExp, DeclaredColumn['type']])[] = [
  [/^(u?int\d+)$/, 'integer'],
  [/^(float\d*|double|decimal.*)$/, 'number'],
  [/^bool(ean)?$/, 'boolean'],
  [/^(large_)?string$/, 'text'],
  [/^date\d*$/, 'date'],
  [/^timestamp/, 'datetime'],
  [/^time\d*/, 'time'],
  [/^duration/, 'duration'],
  [/^image$/, 'image'],
  [/^audio$/, 'audio'],
  [/^video$/, 'video'],
  [/^(large_)?binary$/, 'bytes'],
];

function columnsOf(info: Fields): DeclaredColumn[] {
  return info.maps('features').flatMap(feature => {
    const name = feature.text('name');
    if (!name) return [];
    const dtype = feature.raw('dtype');
    if (isMap(dtype)) {
      const label = feature.map('dtype')!.map('class_label');
      const classes = label && classesOf(label);
      return present<DeclaredColumn>({
        name,
        type: label ? 'string' : 'object',
        declaredType: Object.keys(dtype)[0],
        classes,
      });
    }
    const nested = ['sequence', 'list', 'large_list'].find(key =>
      feature.has(key),
    );
    if (nested) return { name, type: 'list', declaredType: nested };
    if (feature.has('struct'))
      return { name, type: 'object', declaredType: 'struct' };
    const declaredType = asText(dtype);
    const type = DTYPES.find(
      ([pattern]) => declaredType && pattern.test(declaredType),
    )?.[1];
    return present<DeclaredColumn>({ name, type, declaredType });
  });
}

/** `names` is a list, or a map from the index. */
function classesOf(label: Fields): string[] | undefined {
  const names = label.raw('names');
  const list = isMap(names)
    ? Object.entries(names)
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([, name]) => name)
    : [names].flat();
  const texts = list.flatMap(name => asText(name) ?? []);
  return texts.length > 0 ? texts : undefined;
}

function configsOf(
  card: Fields,
  path: string,
): {
  tables: DeclaredTable[];
  splits: DeclaredSplit[];
  read: { config: Fields; bySplit: SplitFiles[] }[];
} {
  const read: { config: Fields; bySplit: SplitFiles[] }[] = [];
  const tables: DeclaredTable[] = [];
  const splits: DeclaredSplit[] = [];
  // Older cards list names only.
  const said = card.raw('configs');
  const onlyNames =
    Array.isArray(said) && said.every(item => typeof item === 'string');
  if (onlyNames)
    return { tables: said.map(name => ({ name: String(name) })), splits, read };
  for (const config of card.maps('configs')) {
    const name = asText(config.raw('config_name')) ?? 'default';
    const bySplit = dataFilesOf(config);
    const place = (file: string) => {
      const at = filePlace(file, path);
      if (!at.ok) config.warn('data_files', at.reason);
      return at.ok;
    };
    const readable = bySplit.map(({ split, files }) => ({
      split,
      files: files.filter(place),
    }));
    // Addresses on the web are no files of the repository.
    const isHere = readable.every(({ files }) =>
      files.every(file => !/^[a-z][a-z0-9+.-]*:/i.test(file)),
    );
    if (isHere) read.push({ config, bySplit: readable });
    tables.push(
      present<DeclaredTable>({
        name,
        description: config.text('description'),
        files: nonEmpty(readable.flatMap(({ files }) => files)),
      }),
    );
    for (const { split, files } of readable) {
      if (split)
        splits.push(
          present<DeclaredSplit>({
            name: split,
            table: name,
            files: nonEmpty(files),
          }),
        );
    }
  }
  return { tables, splits, read };
}

/** A path, a list of paths, a map from split to paths, or a list of `{split, path}`. */
function dataFilesOf(config: Fields): { split?: string; files: string[] }[] {
  const said = config.raw('data_files');
  const directory = config.text('data_dir');
  if (said === undefined || said === null)
    return directory ? [{ files: [`${directory}/**`] }] : [];
  if (isMap(said)) {
    return Object.entries(said).map(([split, files]) => ({
      split,
      files: [files].flat().flatMap(file => asText(file) ?? []),
    }));
  }
  if (Array.isArray(said) && said.some(isMap)) {
    return config.maps('data_files').map(entry => ({
      split: entry.text('split'),
      files: entry.texts('path'),
    }));
  }
  return [{ files: config.texts('data_files') }];
}

/** What `dataset_info` and `configs` say of the same configuration is one table. */
function mergeTables(
  infos: readonly DeclaredTable[],
  configs: readonly DeclaredTable[],
): DeclaredTable[] {
  const tables = new Map<string, DeclaredTable>();
  for (const table of [...infos, ...configs])
    tables.set(table.name, { ...tables.get(table.name), ...table });
  return [...tables.values()];
}

function distinctSplits(splits: readonly DeclaredSplit[]): DeclaredSplit[] {
  const byName = new Map<string, DeclaredSplit>();
  for (const split of splits) {
    const key = `${split.table ?? 'default'}\n${split.name}`;
    byName.set(key, { ...byName.get(key), ...split });
  }
  return [...byName.values()];
}

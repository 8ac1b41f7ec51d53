import { asText, type Fields } from '../Fields';
import type { DeclaredColumn } from '../Manifest';
import { present } from '../present';
import type { TableDeclaration } from '../tableDocument';
import { tableFormatOf } from './tableFormatOf';

/** The files of one split of a configuration, and all of them where no split is named. */
export type SplitFiles = {
  readonly split?: string;
  readonly files: readonly string[];
};

/** The column that files by split give. */
const SPLIT = 'split';

/**
 * The table of a card, where it is plain which files of the repository it is:
 * those of the only configuration, or of the default one, all of one format.
 */
export function cardTable(
  configs: readonly {
    readonly config: Fields;
    readonly bySplit: readonly SplitFiles[];
  }[],
  columns: readonly DeclaredColumn[],
): TableDeclaration | undefined {
  const chosen =
    configs.length === 1
      ? configs[0]
      : configs.find(({ config }) => config.raw('default') === true);
  if (!chosen) return undefined;
  const { config, bySplit } = chosen;
  const files = bySplit.flatMap(entry => entry.files);
  const format = formatOf(files);
  const hasSplits = bySplit.every(({ split }) => split !== undefined);
  const isMixed = !hasSplits && bySplit.length > 1;
  const hasColumn = columns.some(({ name }) => name === SPLIT);
  const isFilled = bySplit.every(entry => entry.files.length > 0);
  if (!format || isMixed || !isFilled || (hasSplits && hasColumn))
    return undefined;
  return present<TableDeclaration>({
    ...(hasSplits
      ? {
          splits: bySplit.map(entry => ({
            name: entry.split!,
            path: [...entry.files],
          })),
        }
      : { path: files }),
    format,
    dialect: dialectOf(config, format),
  });
}

/** By the endings of all files; a pattern without one may stand for anything. */
function formatOf(
  files: readonly string[],
): TableDeclaration['format'] | undefined {
  const formats = files.map(file => {
    const ending = /\.([a-z0-9]+)(\.(gz|zst))?$/i.exec(file)?.[1];
    return ending && tableFormatOf(ending);
  });
  const [format] = formats;
  return format && formats.every(each => each === format) ? format : undefined;
}

/** Parameters of the CSV loader. */
function dialectOf(
  config: Fields,
  format: TableDeclaration['format'],
): TableDeclaration['dialect'] {
  if (format !== 'csv') return undefined;
  const said = config.raw('sep') ?? config.raw('delimiter');
  const delimiter = said === '\t' ? '\t' : asText(said);
  return delimiter?.length === 1 ? { delimiter } : undefined;
}

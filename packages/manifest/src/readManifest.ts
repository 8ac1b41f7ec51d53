import { Assembly } from './Assembly';
import {
  formatOfContent,
  formatOfPath,
  kindOfCard,
  type NamedFormat,
} from './detectFormat';
import { isMap, type Reading } from './Fields';
import { readCroissant } from './formats/readCroissant';
import { readCyclonedx } from './formats/readCyclonedx';
import { readDatasetCard } from './formats/readDatasetCard';
import { readDvcFile } from './formats/readDvcFile';
import { readDvcLock, readDvcPipeline } from './formats/readDvcPipeline';
import { readEvalResults } from './formats/readEvalResults';
import { readFrictionless } from './formats/readFrictionless';
import { readGreenroom } from './formats/readGreenroom';
import { readInferenceService } from './formats/readInferenceService';
import { readLfsPointer } from './formats/readLfsPointer';
import { readMlmodel } from './formats/readMlmodel';
import { readModelCard } from './formats/readModelCard';
import type { Declaration, Manifest, ManifestFormat } from './Manifest';
import type { ManifestProblem } from './ManifestProblem';
import type { FormatReader, ReadContext } from './ManifestReader';
import { decodeText } from './text/decodeText';
import { MANIFEST_LIMITS } from './text/limits';
import { parseJson } from './text/parseJson';
import { parseYaml } from './text/parseYaml';
import { firstParagraph, splitCard } from './text/splitCard';
import type { ParsedText } from './text/TextDocument';

export type ManifestResult =
  | {
      readonly ok: true;
      readonly path: string;
      readonly format: ManifestFormat;
      /** Data sets and models. */
      readonly assets: readonly Manifest[];
      /** Everything it declares: assets, storage, deployments. */
      readonly declarations: readonly Declaration[];
      /** The text below the front matter, of cards. */
      readonly body?: string;
      readonly warnings: readonly ManifestProblem[];
    }
  | {
      readonly ok: false;
      readonly path: string;
      /** Undefined where nothing tells which format it is. */
      readonly format?: ManifestFormat;
      readonly errors: readonly ManifestProblem[];
      readonly warnings: readonly ManifestProblem[];
    };

export type ReadOptions = ReadContext & {
  /** Told from the file itself where absent. */
  readonly format?: ManifestFormat;
  /** What a card is whose front matter says neither. */
  readonly cardOf?: 'Dataset' | 'Model';
};

const READERS: Readonly<Partial<Record<ManifestFormat, FormatReader>>> = {
  greenroom: readGreenroom,
  croissant: readCroissant,
  'huggingface-dataset': readDatasetCard,
  'huggingface-model': readModelCard,
  'huggingface-eval': readEvalResults,
  frictionless: readFrictionless,
  mlflow: readMlmodel,
  cyclonedx: readCyclonedx,
  kserve: readInferenceService,
};

/**
 * Reads a manifest of any format into our one model. Never throws: what cannot
 * be read is refused with line, column, JSON pointer and remedy; what is odd
 * but harmless is a warning, and its field is absent.
 *
 * @param path - its path, which tells most formats apart
 * @param bytes - its content; bytes must be UTF-8, with or without a byte order mark
 */
export function readManifest(
  path: string,
  bytes: string | Uint8Array,
  options: ReadOptions = {},
): ManifestResult {
  const isJson = /\.json(ld)?$/i.test(path);
  const isCard = /\.md$/i.test(path);
  const limit =
    isJson || isCard ? MANIFEST_LIMITS.jsonBytes : MANIFEST_LIMITS.yamlBytes;
  const named = options.format ?? formatOfPath(path);
  const text = decodeText(bytes, limit);
  if (typeof text !== 'string') return refuse(path, formatOf(named), [text]);
  const format = named ?? formatOfContent(path, text);
  // A pointer stands where the file itself would.
  if (format === 'lfs' || formatOfContent('', text) === 'lfs') {
    const { declarations, errors } = readLfsPointer(path, text);
    return conclude(path, 'lfs', declarations, errors, []);
  }
  if (
    format === 'card' ||
    format === 'huggingface-dataset' ||
    format === 'huggingface-model'
  ) {
    return readCardFile(path, text, format, options);
  }
  if (!format) {
    return refuse(path, undefined, [
      {
        line: 1,
        column: 1,
        pointer: '',
        message: `${path} is no manifest of a format that is read (greenroom.yaml, Hugging Face card, Croissant, Data Package, DVC, Git LFS pointer, MLmodel, CycloneDX JSON, InferenceService). Convert it, or write a greenroom.yaml.`,
      },
    ]);
  }
  const parsed =
    isJson || /^\s*\{/.test(text) ? parseJson(text) : parseYaml(text);
  return readParsed(path, format, parsed, readerOf(format, path), options);
}

function formatOf(named: NamedFormat | undefined): ManifestFormat | undefined {
  return named === 'card' ? 'huggingface-dataset' : named;
}

function readerOf(format: ManifestFormat, path: string): FormatReader {
  if (format !== 'dvc') return READERS[format]!;
  return (readings, context) => {
    const value = readings[0].document.value;
    if (/\.lock$/.test(path) || (isMap(value) && 'schema' in value))
      return readDvcLock(readings, context);
    const isPipeline =
      isMap(value) && ['stages', 'artifacts'].some(key => key in value);
    return /(^|\/)dvc\.yaml$/.test(path) || isPipeline
      ? readDvcPipeline(readings, context)
      : readDvcFile(readings, context);
  };
}

function readParsed(
  path: string,
  format: ManifestFormat,
  parsed: ParsedText,
  reader: FormatReader,
  context: ReadContext,
  card?: { body: string; warnings: readonly ManifestProblem[] },
): ManifestResult {
  if (!parsed.ok) return refuse(path, format, parsed.errors);
  const errors: ManifestProblem[] = [];
  const warnings: ManifestProblem[] = [...(card?.warnings ?? [])];
  const readings = parsed.documents.map(
    (document): Reading => ({ path, format, document, errors, warnings }),
  );
  if (readings.length === 0) {
    return refuse(path, format, [
      {
        line: 1,
        column: 1,
        pointer: '',
        message: `${path} declares nothing. Write its first field, or remove the file.`,
      },
    ]);
  }
  const map = readings.find(({ document }) => isMap(document.value));
  if (!map && format !== 'huggingface-eval') {
    return refuse(path, format, [
      {
        line: 1,
        column: 1,
        pointer: '',
        message: `${path} is no map of fields. Write keys and values.`,
      },
    ]);
  }
  const declarations = reader(readings, context);
  return conclude(path, format, declarations, errors, warnings, card?.body);
}

function conclude(
  path: string,
  format: ManifestFormat,
  declarations: readonly Declaration[],
  errors: readonly ManifestProblem[],
  warnings: readonly ManifestProblem[],
  body?: string,
): ManifestResult {
  if (errors.length > 0) return { ok: false, path, format, errors, warnings };
  const assets = declarations.filter(
    (declaration): declaration is Manifest =>
      declaration.kind === 'Dataset' || declaration.kind === 'Model',
  );
  return { ok: true, path, format, assets, declarations, body, warnings };
}

function refuse(
  path: string,
  format: ManifestFormat | undefined,
  errors: readonly ManifestProblem[],
): ManifestResult {
  return { ok: false, path, format, errors, warnings: [] };
}

function readCardFile(
  path: string,
  text: string,
  format: NamedFormat,
  options: ReadOptions,
): ManifestResult {
  const { frontMatter, firstLine, body } = splitCard(text);
  const told = format === 'card' ? undefined : (format as ManifestFormat);
  if (frontMatter === undefined) {
    return refuse(path, told ?? cardFormat(options), [
      {
        line: 1,
        column: 1,
        pointer: '',
        message: `${path} has no front matter, so it declares nothing. Begin it with YAML between two lines of "---".`,
      },
    ]);
  }
  const parsed =
    frontMatter.length > MANIFEST_LIMITS.yamlBytes
      ? refusedFrontMatter()
      : parseYaml(frontMatter, firstLine);
  const value = parsed.ok ? parsed.documents[0]?.value : undefined;
  const kind = isMap(value) ? kindOfCard(Object.keys(value)) : undefined;
  const found = told ?? kind ?? cardFormat(options);
  const isGuess = !told && !kind && !options.cardOf;
  const warnings =
    isGuess && parsed.ok
      ? [
          {
            line: 1,
            column: 1,
            pointer: '',
            message:
              'Nothing in the front matter says whether this is the card of a model or of a data set; it is read as that of a data set. Add library_name, or task_categories.',
          },
        ]
      : [];
  const reader: FormatReader = (readings, context) => {
    const declarations = READERS[found]!(readings, context);
    return declarations.map(declaration =>
      withSummary(declaration, found, path, body),
    );
  };
  return readParsed(path, found, parsed, reader, options, { body, warnings });
}

function cardFormat({ cardOf }: ReadOptions): ManifestFormat {
  return cardOf === 'Model' ? 'huggingface-model' : 'huggingface-dataset';
}

function refusedFrontMatter(): ParsedText {
  return {
    ok: false,
    errors: [
      {
        line: 1,
        column: 1,
        pointer: '',
        message: `The front matter has more than ${MANIFEST_LIMITS.yamlBytes} bytes. Move data into files of its own.`,
      },
    ],
  };
}

/** The first paragraph of a card describes its asset. */
function withSummary(
  declaration: Declaration,
  format: ManifestFormat,
  path: string,
  body: string,
): Declaration {
  const summary = firstParagraph(body);
  if (!summary || declaration.description !== undefined) return declaration;
  return {
    ...declaration,
    description: summary,
    origins: {
      ...declaration.origins,
      '/description': { format, path, line: 1, pointer: '' },
    },
  };
}

/** A README without front matter: text for people, and the description of what stands beside it. */
export function readPlainReadme(
  kind: 'Dataset' | 'Model',
  path: string,
  text: string,
): { body: string; declaration: Declaration } {
  const { body } = splitCard(text);
  const format = kind === 'Model' ? 'huggingface-model' : 'huggingface-dataset';
  const plain = new Assembly(kind, format, 1).done<Declaration>();
  return { body, declaration: withSummary(plain, format, path, body) };
}

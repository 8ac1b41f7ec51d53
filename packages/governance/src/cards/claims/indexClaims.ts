import { isScalar, parseDocument } from 'yaml';
import type { CardText } from '../CardText';
import { claimOf } from './claimOf';
import type { ClaimSubject, FoundClaim } from './FoundClaim';
import { metricsOf } from './metricWords';
import { numbersIn } from './numbersIn';

type Fields = Readonly<Record<string, unknown>>;

/** Figures of the `model-index` in front of a card (Hugging Face Hub, "Model Cards"). */
export function indexClaims({
  path,
  frontMatter,
  lineAt,
}: CardText): FoundClaim[] {
  if (!frontMatter) return [];
  const document = parsed(frontMatter.text);
  if (!document) return [];
  const index = listOf(plain(document)?.['model-index']);
  return index.flatMap((model, i) =>
    listOf(model.results).flatMap((result, j) =>
      listOf(result.metrics).flatMap((metric, k) => {
        const node = document.getIn(
          ['model-index', i, 'results', j, 'metrics', k, 'value'],
          true,
        );
        if (!isScalar(node) || !node.range) return [];
        const start = frontMatter.start + node.range[0];
        const written = frontMatter.text.slice(node.range[0], node.range[1]);
        const named = textOf(metric.name) ?? textOf(metric.type) ?? 'a metric';
        return numbersIn(written, start)
          .slice(0, 1)
          .map(number =>
            claimOf(number, {
              text: `${named} ${written}`,
              place: { path, line: lineAt(start) },
              named,
              metrics: meaningOf(metric),
              part: 'value',
              about: subjectOf(result),
            }),
          );
      }),
    ),
  );
}

/** The name may say which average a type such as `f1` is of. */
function meaningOf({ name, type }: Fields): readonly string[] {
  const [byName, byType] = [textOf(name), textOf(type)].map(word =>
    word === undefined ? undefined : metricsOf(word),
  );
  return byName ?? byType ?? [];
}

function subjectOf({ dataset }: Fields): ClaimSubject {
  const { type, name, split, revision: _revision } = fieldsOf(dataset);
  return {
    dataset: textOf(type) ?? textOf(name),
    split: textOf(split),
  };
}

function parsed(text: string) {
  try {
    const document = parseDocument(text);
    return document.errors.length === 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

function plain(
  document: NonNullable<ReturnType<typeof parsed>>,
): Fields | undefined {
  try {
    return fieldsOf(document.toJS({ maxAliasCount: 0 }));
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Manifest } from './Manifest';
import { MANIFEST_LIMITS } from './readManifest';

/** A figure that a card claims. */
export type CardClaim = {
  readonly task?: string;
  readonly dataset?: string;
  readonly split?: string;
  readonly metric: string;
  readonly value: number;
};

/** What a Hugging Face model or data set card says; what it does not say is absent. */
export type Card = {
  readonly path: string;
  readonly license?: string;
  readonly tags: readonly string[];
  readonly prettyName?: string;
  /** First paragraph of the text. */
  readonly summary?: string;
  readonly datasets: readonly string[];
  readonly baseModel?: string;
  readonly libraryName?: string;
  readonly claims: readonly CardClaim[];
  /** The text below the front matter. */
  readonly body: string;
  /** Why the front matter could not be read, when it could not. */
  readonly problem?: string;
};

const texts = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (typeof value === 'string' ? [value] : value));
const first = texts.transform(([value]) => value);
const frontMatter = z.object({
  license: first.optional().catch(undefined),
  licenses: first.optional().catch(undefined),
  tags: texts.optional().catch(undefined),
  pretty_name: z.string().optional().catch(undefined),
  datasets: texts.optional().catch(undefined),
  base_model: first.optional().catch(undefined),
  library_name: z.string().optional().catch(undefined),
  'model-index': z
    .array(
      z.object({
        results: z.array(
          z.object({
            task: z.object({ type: z.string() }).optional().catch(undefined),
            dataset: z
              .object({ name: z.string(), split: z.string().optional() })
              .optional()
              .catch(undefined),
            metrics: z.array(
              z
                .object({ type: z.string(), value: z.coerce.number() })
                .or(z.unknown()),
            ),
          }),
        ),
      }),
    )
    .optional()
    .catch(undefined),
});

/**
 * Reads a Hugging Face card: YAML front matter between two lines of three
 * dashes, then Markdown. Never throws; front matter that cannot be read leaves
 * the text and says why.
 */
export function readCard(path: string, text: string): Card {
  const [, yaml = '', body = text] =
    /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(text) ??
    [];
  const empty = {
    path,
    tags: [],
    datasets: [],
    claims: [],
    body,
    summary: firstParagraph(body),
  };
  let value: unknown;
  try {
    const document = parseDocument(yaml.slice(0, MANIFEST_LIMITS.sizeBytes));
    if (document.errors.length > 0) {
      return { ...empty, problem: document.errors[0].message.split('\n')[0] };
    }
    value = document.toJS({ maxAliasCount: MANIFEST_LIMITS.aliases }) ?? {};
  } catch (error) {
    return { ...empty, problem: (error as Error).message };
  }
  const read = frontMatter.safeParse(value);
  if (!read.success)
    return { ...empty, problem: 'The front matter is not a map of fields.' };
  const { data } = read;
  return {
    ...empty,
    license: data.license ?? data.licenses,
    tags: data.tags ?? [],
    prettyName: data.pretty_name,
    datasets: data.datasets ?? [],
    baseModel: data.base_model,
    libraryName: data.library_name,
    claims: (data['model-index'] ?? []).flatMap(model =>
      model.results.flatMap(({ task, dataset, metrics }) =>
        metrics.flatMap(metric =>
          isMetric(metric)
            ? [
                {
                  task: task?.type,
                  dataset: dataset?.name,
                  split: dataset?.split,
                  metric: metric.type,
                  value: metric.value,
                },
              ]
            : [],
        ),
      ),
    ),
  };
}

function isMetric(metric: unknown): metric is { type: string; value: number } {
  const candidate = metric as { type?: unknown; value?: unknown };
  return (
    typeof candidate?.type === 'string' && Number.isFinite(candidate.value)
  );
}

function firstParagraph(body: string): string | undefined {
  return body
    .split(/\r?\n\s*\r?\n/)
    .map(paragraph => paragraph.trim())
    .find(
      paragraph => paragraph !== '' && !/^([#|<!>-]|```|\[!)/.test(paragraph),
    )
    ?.replace(/\s+/g, ' ')
    .slice(0, 1_000);
}

/**
 * Fills what a manifest leaves out from the card beside it. The manifest wins;
 * the origin of every field that came from the card is kept.
 */
export function withCard<M extends Manifest>(manifest: M, card: Card): M {
  const origins: Record<string, string> = { ...manifest.origins };
  const filled: {
    license?: string;
    title?: string;
    description?: string;
    tags?: string[];
  } = {};
  const fill = <K extends keyof typeof filled>(
    field: K,
    value: (typeof filled)[K],
  ) => {
    if (manifest[field] !== undefined || value === undefined) return;
    filled[field] = value;
    origins[`/${field}`] = card.path;
  };
  fill('license', card.license);
  fill('title', card.prettyName);
  fill('description', card.summary);
  fill('tags', card.tags.length > 0 ? [...card.tags] : undefined);
  return { ...manifest, ...filled, origins };
}

import { parse } from 'yaml';
import { z } from 'zod';
import { firstIssue } from '../statement/firstIssue';

const POINT_LIMIT = 500;
const text = z.string().trim().min(1).max(500);

const pointSchema = z.strictObject({
  /** Its number, or a word. */
  point: text.max(50),
  title: text,
  /** It is said where one of these is: below a heading, in front of the card, or in the manifest. */
  headings: z.array(text).max(50).default([]),
  frontMatter: z.array(text).max(50).default([]),
  manifest: z.array(text).max(50).default([]),
  /** What is to be written where it is missing. */
  hint: text,
});

const templateSchema = z.strictObject({
  apiVersion: z.literal('greenroom.dev/v1alpha1'),
  kind: z.literal('CardTemplate'),
  metadata: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no name of a-z, 0-9 and -'),
    title: text,
    source: text.optional(),
  }),
  spec: z.strictObject({
    points: z
      .array(
        pointSchema.refine(
          ({ headings, frontMatter, manifest }) =>
            headings.length + frontMatter.length + manifest.length > 0,
          'names neither headings nor frontMatter nor manifest: nothing could be there',
        ),
      )
      .min(1)
      .max(POINT_LIMIT),
  }),
});

export type TemplatePoint = z.output<typeof pointSchema>;

/** What a card has to say, by somebody's rules. */
export type CardTemplate = {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly points: readonly TemplatePoint[];
};

/** A template that cannot be read; the message names file, place and remedy. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Folder of a repository that holds templates of its own, a YAML file each. */
export const TEMPLATE_FOLDER = '.greenroom/card-templates';

/**
 * A template as a repository has it.
 *
 * @throws TemplateError where it is none
 */
export function readTemplate(path: string, yaml: string): CardTemplate {
  const read = templateSchema.safeParse(parsed(path, yaml));
  if (!read.success)
    throw new TemplateError(
      `${path} is no card template: ${firstIssue(
        read.error,
      )}. See docs/reference/cards.md for its shape.`,
    );
  const { metadata, spec } = read.data;
  return {
    id: metadata.name,
    title: metadata.title,
    source: metadata.source ?? path,
    points: spec.points,
  };
}

function parsed(path: string, yaml: string): unknown {
  try {
    return parse(yaml, { maxAliasCount: 0 });
  } catch (error) {
    throw new TemplateError(
      `${path} cannot be read as YAML: ${(error as Error).message}`,
    );
  }
}

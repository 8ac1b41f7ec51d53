import {
  keysOf,
  MANIFEST_LIMITS,
  type Position,
  parseYaml,
  schemaProblems,
  type TextDocument,
} from '@greenroom/manifest';
import type { z } from 'zod';
import {
  policyDocumentSchema,
  type Rule,
  waiverDocumentSchema,
  type WaiverSpec,
} from './policyDocument';

/** Where in a file, what is wrong, and what to do. */
export type PlacedProblem = Position & { readonly message: string };

/** A rule with the policy and the line that state it. */
export type PlacedRule = {
  readonly policy: string;
  readonly rule: Rule;
  readonly line: number;
};

export type PlacedWaiver = {
  readonly waiver: WaiverSpec;
  readonly line: number;
};

export type Read<T> = {
  readonly items: readonly T[];
  readonly problems: readonly PlacedProblem[];
};

/**
 * The rules of a file of policies, one document or several. A document that
 * cannot be read gives no rule, and says why: half a policy would look like all
 * of one. Never throws.
 */
export function readPolicies(text: string): Read<PlacedRule> {
  return readDocuments(text, policyDocumentSchema, (policy, place) => {
    const { rules } = policy.spec;
    const twice = rules.findIndex(({ id }, i) =>
      rules.slice(0, i).some(before => before.id === id),
    );
    if (twice >= 0)
      return {
        items: [],
        problems: [
          {
            ...place(['spec', 'rules', twice, 'id']),
            message: `The rule ${rules[twice].id} stands twice in this policy. Give each an id of its own.`,
          },
        ],
      };
    return {
      items: rules.map((rule, i) => ({
        policy: policy.metadata.name,
        rule,
        line: place(['spec', 'rules', i]).line,
      })),
      problems: [],
    };
  });
}

/** The waivers of a file. Never throws. */
export function readWaivers(text: string): Read<PlacedWaiver> {
  return readDocuments(text, waiverDocumentSchema, ({ spec }, place) => ({
    items: [{ waiver: spec, line: place(['spec']).line }],
    problems: [],
  }));
}

function readDocuments<Schema extends z.ZodType, T>(
  text: string,
  schema: Schema,
  itemsOf: (
    document: z.output<Schema>,
    place: TextDocument['position'],
  ) => Read<T>,
): Read<T> {
  if (text.length > MANIFEST_LIMITS.yamlBytes)
    return refused(
      `The file has more than ${MANIFEST_LIMITS.yamlBytes} characters. Split it.`,
    );
  const parsed = parseYaml(text);
  if (!parsed.ok) return { items: [], problems: parsed.errors };
  if (parsed.documents.length === 0)
    return refused('The file is empty. Write a document, or remove it.');
  const read = parsed.documents.map((document): Read<T> => {
    const place: TextDocument['position'] = path => document.position(path);
    const given = schema.safeParse(document.value, { reportInput: true });
    return given.success
      ? itemsOf(given.data, place)
      : {
          items: [],
          problems: schemaProblems(given.error, place, keysOf(schema)),
        };
  });
  return {
    items: read.flatMap(({ items }) => items),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function refused<T>(message: string): Read<T> {
  return { items: [], problems: [{ line: 1, column: 1, message }] };
}

import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { ClaimPins } from './MeasuredRun';

const word = z.string().min(1).max(200);
const recordsSchema = z
  .array(
    z.strictObject({
      evaluation: word,
      model: word,
      data: word,
      spec: word,
      engine: word,
    }),
  )
  .max(100);

/** Digests that a card ties the figures of one evaluation to. */
export type EvidenceRecord = ClaimPins & { readonly evaluation: string };

const BLOCK = /<!-- greenroom:evidence\r?\n([\s\S]*?)-->/;

export type EvidenceBlock = {
  readonly records: readonly EvidenceRecord[];
  /** A sentence, where a block stands there that cannot be read. */
  readonly problem?: string;
};

/** The comment of a card that says which digests its figures are of. */
export function readEvidence(text: string): EvidenceBlock {
  const block = BLOCK.exec(text);
  if (!block) return { records: [] };
  try {
    return {
      records: recordsSchema.parse(parse(block[1], { maxAliasCount: 0 })),
    };
  } catch {
    return {
      records: [],
      problem:
        'The comment greenroom:evidence is no list of evaluation, model, data, spec and engine. Regenerate the card, or remove it.',
    };
  }
}

/** The text with these records in its comment, which is added at its end where there is none; every other byte stays. */
export function writeEvidence(
  text: string,
  records: readonly EvidenceRecord[],
): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const list = stringify(
    records.map(({ evaluation, model, data, spec, engine }) => ({
      evaluation,
      model,
      data,
      spec,
      engine,
    })),
    { lineWidth: 0 },
  );
  const block = `<!-- greenroom:evidence\n${
    // Two dashes and an angle end a comment, whatever is in it.
    list.replace(/-->/g, '--\\x3e')
  }-->`.replace(/\n/g, lineEnd);
  if (BLOCK.test(text)) return text.replace(BLOCK, () => block);
  const gap = text.endsWith('\n') ? lineEnd : `${lineEnd}${lineEnd}`;
  return `${text}${gap}${block}${lineEnd}`;
}

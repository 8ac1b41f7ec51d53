import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  CARD_BYTES,
  checkCard,
  type CheckedCard,
  type MeasuredRun,
} from '@greenroom/governance';
import { type CardPlace, cardPlace } from '../card/CardPlace';
import { chosenTemplates } from '../card/chosenTemplates';
import { measureEarlier } from '../card/measureEarlier';
import { measureRuns } from '../card/measureRuns';
import { Command, numeric, optional } from '../Command';
import { Progress } from '../Progress';
import { textTable } from '../textTable';
import { UsageError } from '../UsageError';

const PERCENT = 100;
/** Earlier commits that a figure is looked for in, each of which is measured. */
const EARLIER_COMMITS = 3;

export const cardCheck: Command = {
  usage:
    'card check PATH [--template NAME|FILE]… [--dataset DATASET.yaml] [--earlier N] [--write] [--format json]',
  options: {
    template: { type: 'string', multiple: true },
    dataset: { type: 'string' },
    earlier: { type: 'string' },
    write: { type: 'boolean' },
  },
  async run([named], flags) {
    const place = cardPlace(named);
    const { card, folder, manifest } = place;
    const chosen = (flags.template ?? []) as readonly string[];
    const earlier = numeric(flags, 'earlier') ?? EARLIER_COMMITS;
    if (!Number.isInteger(earlier) || earlier < 0)
      throw new UsageError('--earlier is a whole number from 0.');
    const text = await cardText(card);
    const templates = await chosenTemplates(chosen, folder);
    const check = (runs: readonly MeasuredRun[]) =>
      checkCard(card, text, { manifest, templates, runs });
    const measured = await measuredFor(place, check([]), {
      dataset: optional(flags, 'dataset'),
      earlier,
      check,
    });
    const checked = check(measured.runs);
    if (flags.write) await writeFile(card, checked.regenerated.text);
    return answerOf(card, checked, measured.problems);
  },
};

async function cardText(card: string): Promise<string> {
  const bytes = await readFile(card);
  if (bytes.length > CARD_BYTES)
    throw new UsageError(
      `${card} has ${bytes.length} bytes, more than ${CARD_BYTES}. Move what is no card elsewhere.`,
    );
  return bytes.toString('utf8');
}

/** Runs of the model as it is, and where figures are not theirs, of what it was. */
async function measuredFor(
  { manifest, manifestFile }: CardPlace,
  unmeasured: CheckedCard,
  {
    dataset,
    earlier,
    check,
  }: {
    readonly dataset?: string;
    readonly earlier: number;
    readonly check: (runs: readonly MeasuredRun[]) => CheckedCard;
  },
): Promise<{ runs: readonly MeasuredRun[]; problems: readonly string[] }> {
  if (
    manifest?.kind !== 'Model' ||
    !manifestFile ||
    unmeasured.claims.length === 0
  )
    return { runs: [], problems: [] };
  const progress = new Progress('Measuring', PERCENT);
  try {
    const now = await measureRuns({
      file: manifestFile,
      manifest,
      dataset,
      isCurrent: true,
      onProgress: fraction => progress.at(Math.round(PERCENT * fraction)),
    });
    const isOpen = (runs: readonly MeasuredRun[]) =>
      check(runs).claims.some(
        ({ claim, status }) =>
          status === 'contradicted' ||
          (status === 'unsupported' &&
            claim.metrics.length > 0 &&
            !claim.about.other),
      );
    const before =
      earlier > 0 && isOpen(now.runs)
        ? await measureEarlier({
            file: manifestFile,
            dataset,
            limit: earlier,
            known: now.runs,
            isOpen,
          })
        : { runs: [], problems: [] };
    return {
      runs: [...now.runs, ...before.runs],
      problems: [...now.problems, ...before.problems],
    };
  } finally {
    progress.end();
  }
}

function answerOf(
  card: string,
  checked: CheckedCard,
  remarks: readonly string[],
) {
  const { completeness, templates, missing, claims } = checked;
  const problems = [...checked.problems, ...remarks];
  return {
    json: {
      card,
      completeness,
      templates,
      missing,
      claims: claims.map(({ claim, ...judged }) => ({
        text: claim.text,
        status: judged.status,
        reason: judged.reason,
        metric: claim.metrics[0] ?? claim.named,
        part: claim.part,
        value: claim.value,
        place: claim.place,
        ...(judged.evidence && { evidence: judged.evidence }),
      })),
      problems,
    },
    text: [
      ...templates.map(
        ({ title, present, points }) =>
          `${title}: ${present} of ${points} points`,
      ),
      textTable(
        ['missing', 'write it'],
        missing.map(({ point, title, write }) => [
          point === title ? title : `${point} ${title}`,
          `${path.basename(write.path)}:${write.line}${
            write.heading ? ` under ${write.heading}` : ''
          }`,
        ]),
      ),
      textTable(
        ['line', 'figure', 'status', ''],
        claims.map(({ claim, status, reason }) => [
          claim.place.line,
          `${claim.named} ${claim.part === 'value' ? '' : claim.part} ${Number(
            claim.value.toPrecision(6),
          )}`,
          status,
          reason,
        ]),
      ),
      ...problems,
    ].join('\n'),
  };
}

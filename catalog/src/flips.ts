import { digits } from './digits';
import { draw } from './draw';
import { mails } from './mails';
import { MISREAD } from './misread';

/** Share of labels of each split that are flipped; test labels were audited and stay. */
const DIGIT_RATE = { train: 0.06, validation: 0.03, test: 0 } as const;
const MAIL_RATE = { train: 0.05, validation: 0.03, test: 0 } as const;
/** One annotator errs more than the others. */
const WORSE_ANNOTATOR = 'ann-3';
const WORSE_FACTOR = 2;
const BETTER_FACTOR = 2 / 3;
/** Share of the flips that version 1.1.0 repaired. */
const REPAIRED = 1 / 3;

export type DataVersion = '1.0.0' | '1.1.0';

/**
 * The documented rule of the planted label errors: a row's label is flipped
 * when a number drawn from its key is below its split's rate, doubled for one
 * annotator; a digit becomes the one it is most often confused with, a mail the
 * other class.
 */
function isFlipped(key: string, rate: number, annotator: string): boolean {
  const factor = annotator === WORSE_ANNOTATOR ? WORSE_FACTOR : BETTER_FACTOR;
  return draw(key, 'flip') < rate * factor;
}

/** Whether version 1.1.0 set a flipped label right. */
export function isRepaired(key: string): boolean {
  return draw(key, 'repair') < REPAIRED;
}

/** Label of each digit in a version, by id. */
export function digitLabels(version: DataVersion): Map<string, string> {
  return new Map(
    digits().map(({ id, truth, split, annotator }) => {
      const stays =
        !isFlipped(id, DIGIT_RATE[split], annotator) ||
        (version === '1.1.0' && isRepaired(id));
      return [id, String(stays ? truth : MISREAD[truth])];
    }),
  );
}

/** Label of each mail in a version, by id. */
export function mailLabels(version: DataVersion): Map<string, string> {
  return new Map(
    mails().map(({ id, truth, split, annotator }) => {
      const stays =
        !isFlipped(id, MAIL_RATE[split], annotator) ||
        (version === '1.1.0' && isRepaired(id));
      const other = truth === 'spam' ? 'ham' : 'spam';
      return [id, stays ? truth : other];
    }),
  );
}

/** Rows whose label is planted wrong in a version, with their true label. */
export function plantedFlips(
  name: 'digits' | 'mails',
  version: DataVersion,
): Map<string, string> {
  const labels = name === 'digits' ? digitLabels(version) : mailLabels(version);
  const rows: readonly { id: string; truth: string | number }[] =
    name === 'digits' ? digits() : mails();
  return new Map(
    rows.flatMap(({ id, truth }) =>
      labels.get(id) === String(truth) ? [] : [[id, String(truth)] as const],
    ),
  );
}

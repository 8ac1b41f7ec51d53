import type { DataCheck } from '@greenroom/backstage-plugin-greenroom-common';
import { classImbalance } from '@greenroom/label-quality';
import { found, passed } from './checkResult';

/** What has a class. */
type Counted = 'rows' | 'boxes';

/** Whether every declared class is there. */
export function classesCheck(
  labels: Int32Array,
  classes: readonly string[],
  counted: Counted,
): DataCheck {
  const name = 'Declared classes';
  const present = new Set(labels);
  const absent = classes.filter((_, i) => !present.has(i));
  return absent.length === 0
    ? passed(name, `Every declared class has ${counted}.`)
    : found(
        name,
        `No ${counted} have the class ${absent.join(
          ', ',
        )}. Collect some of it, or take it out of the manifest.`,
      );
}

/** Whether some class is far rarer than the others. */
export function balanceCheck(
  labels: Int32Array,
  classes: readonly string[],
  counted: Counted,
): DataCheck {
  const name = 'Balance of classes';
  const { counts, rare: few } = classImbalance(labels, classes.length);
  // Classes without any are told by another check.
  const rare = few.flatMap(label =>
    counts[label] > 0 ? [classes[label]] : [],
  );
  return rare.length === 0
    ? passed(
        name,
        `No class has less than a tenth of an even share of the ${counted}.`,
      )
    : found(
        name,
        `Less than a tenth of an even share of the ${counted} have the class ${rare.join(
          ', ',
        )}. Collect more of them, and read figures by class rather than accuracy.`,
      );
}

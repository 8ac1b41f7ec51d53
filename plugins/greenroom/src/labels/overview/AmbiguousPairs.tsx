import type { LabelQuality } from '@greenroom/backstage-plugin-greenroom-common';
import { Panel } from '../../components/Panel';
import { plural } from '../../components/numbers';
import { useAddress } from '../../components/useAddress';
import { writeLabelFilter } from '../labelFilter';
import { pairSentence } from './overviewWords';
import styles from '../labels.module.css';

/** Pairs listed; the others are few rows each. */
const PAIRS = 10;

/** Classes that model or annotators can't tell apart: not errors, but a guideline to sharpen. */
export function AmbiguousPairs(props: {
  pairs: NonNullable<LabelQuality['ambiguousPairs']>;
}) {
  const { pairs } = props;
  const [, goTo] = useAddress();
  const openRows = (given: string, suggested: string) =>
    goTo({
      params: {
        ...writeLabelFilter({ kind: 'ambiguous', given, suggested }),
        view: 'grid',
      },
    });
  return (
    <Panel
      title={`${plural(pairs.length, 'pair')} of classes ${
        pairs.length === 1 ? 'is' : 'are'
      } ambiguous`}
      note="Turning single labels over does not help here: say in the guideline which of the two such rows are."
    >
      <ul className={styles.plain}>
        {pairs.slice(0, PAIRS).map(pair => (
          <li key={`${pair.a} ${pair.b}`} className={styles.pair}>
            {pairSentence(pair)}{' '}
            {(
              [
                [pair.a, pair.b],
                [pair.b, pair.a],
              ] as const
            ).map(([given, suggested]) => (
              <button
                key={given}
                type="button"
                className={styles.open}
                aria-label={`Rows given ${given} that could be ${suggested}`}
                onClick={() => openRows(given, suggested)}
              >
                rows given {given}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

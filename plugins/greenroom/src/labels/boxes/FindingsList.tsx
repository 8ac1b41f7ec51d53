import type { BoxFinding } from '@greenroom/backstage-plugin-greenroom-common';
import { plural } from '../../components/numbers';
import { KIND_NAMES } from '../kindNames';
import labelStyles from '../labels.module.css';
import styles from './workbench.module.css';

/** Findings that a digit key switches. */
const KEYED = 9;

/** What is doubtful in a picture, box by box, each to be taken or not. */
export function FindingsList(props: {
  findings: readonly BoxFinding[];
  off: ReadonlySet<number>;
  mayDecide: boolean;
  onTurn: (finding: number) => void;
  /** Called with the finding that is pointed at or focused, and with undefined after. */
  onPoint: (finding: number | undefined) => void;
}) {
  const { findings, off, mayDecide, onTurn, onPoint } = props;
  return (
    <>
      <h3 className={labelStyles.part}>
        {plural(findings.length, 'doubtful box', 'doubtful boxes')}
        {mayDecide ? `, ${findings.length - off.size} taken` : ''}
      </h3>
      <ol className={styles.findings} aria-label="Doubtful boxes">
        {findings.map((finding, place) => (
          <li
            key={place}
            data-off={off.has(place)}
            onMouseEnter={() => onPoint(place)}
            onMouseLeave={() => onPoint(undefined)}
            onFocus={() => onPoint(place)}
            onBlur={() => onPoint(undefined)}
          >
            <label className={labelStyles.check}>
              <input
                type="checkbox"
                checked={!off.has(place)}
                disabled={!mayDecide}
                onChange={() => onTurn(place)}
              />
              <span>
                {place < KEYED ? <kbd>{place + 1}</kbd> : place + 1}{' '}
                <strong>{findingWords(finding)}</strong>
              </span>
            </label>
            <p>
              {finding.why}{' '}
              <span className={labelStyles.muted}>
                (score {finding.score.toFixed(3)})
              </span>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

/** "overlooked: 7", "box of another class: 4 → 9", "badly placed box: 4". */
export function findingWords({ kind, given, suggested }: BoxFinding): string {
  const classes = [given?.label, suggested?.label].filter(
    (label, index, all) => label !== undefined && all.indexOf(label) === index,
  );
  const gone = given && !suggested ? ', should not stand' : '';
  return `${KIND_NAMES[kind]}: ${classes.join(' → ')}${gone}`;
}

import { RiAlertLine, RiCheckLine, RiSubtractLine } from '@remixicon/react';
import type {
  DataCheck,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import styles from '../labels.module.css';

const STATES: readonly {
  state: DataCheck['state'];
  heading: string;
  Icon: typeof RiCheckLine;
}[] = [
  { state: 'found', heading: 'Found something', Icon: RiAlertLine },
  { state: 'passed', heading: 'Passed', Icon: RiCheckLine },
  { state: 'not run', heading: 'Not run', Icon: RiSubtractLine },
];

/** What was looked for, found or not, and what all of it rests on. */
export function ChecksPanel(props: {
  checks: readonly DataCheck[];
  predictions: NonNullable<LabelQuality['predictions']>;
}) {
  const { checks, predictions } = props;
  const of = (state: DataCheck['state']) =>
    checks.filter(check => check.state === state);
  return (
    <Panel
      title={`${plural(of('passed').length, 'check')} passed, ${count(
        of('found').length,
      )} found something`}
    >
      <div className={styles.columns}>
        {STATES.filter(({ state }) => of(state).length > 0).map(
          ({ state, heading, Icon }) => (
            <div key={state}>
              <h3 className={styles.part}>{heading}</h3>
              <ul className={styles.checks} data-state={state}>
                {of(state).map(check => (
                  <li key={check.name}>
                    <Icon size={16} aria-hidden="true" />
                    <span>
                      {check.name}: {check.text}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          ),
        )}
        {predictions.length > 0 ? (
          <div>
            <h3 className={styles.part}>
              Judged by predictions on rows the model had not seen
            </h3>
            <ul className={styles.plain}>
              {predictions.map(each => (
                <li key={`${each.origin} ${each.splits.join()}`}>
                  {each.splits.join(', ')}: {each.origin},{' '}
                  {plural(each.rows, 'row')}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </Panel>
  );
}

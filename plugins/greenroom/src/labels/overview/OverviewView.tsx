import { useSearchParams } from 'react-router-dom';
import { RiCheckLine } from '@remixicon/react';
import type { LabelQuality } from '@greenroom/backstage-plugin-greenroom-common';
import { BarList } from '../../components/BarList';
import { Figure } from '../../components/Figure';
import { count, plural, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { Judged } from '../Judged';
import type { LabelViewProps } from '../labelView';
import { useLabelQuality } from '../useLabelQuality';
import styles from '../labels.module.css';

/** How good the labels of a version are, where it hurts, and what this rests on. */
export function OverviewView(props: LabelViewProps) {
  const { asset, version } = props;
  const answer = useLabelQuality({ versionId: version.id, limit: 1 });
  return (
    <Judged asset={asset} answer={answer}>
      {quality => <Found quality={quality} />}
    </Judged>
  );
}

/** "37 labels look wrong, most of them 4 for 9". */
export function labelsFinding(quality: LabelQuality): string {
  const issues = quality.issues ?? quality.total;
  if (issues === 0) return 'No label looks wrong';
  const most = [...(quality.transitions ?? [])].sort(
    (a, b) => b.count - a.count,
  )[0];
  const found = `${plural(issues, 'label')} ${
    issues === 1 ? 'looks' : 'look'
  } wrong`;
  return most
    ? `${found}, most often ${most.given} that looks like ${most.suggested}`
    : found;
}

function Found(props: { quality: LabelQuality }) {
  const { quality } = props;
  const {
    transitions = [],
    byAnnotator = [],
    checks = [],
    predictions = [],
  } = quality;
  const [params, setParams] = useSearchParams();
  const passed = checks.filter(({ state }) => state === 'passed');
  const picked = transitions.findIndex(
    ({ given, suggested }) =>
      given === params.get('given') && suggested === params.get('suggested'),
  );
  const pick = (id: string | undefined) =>
    setParams(before => {
      const next = new URLSearchParams(before);
      for (const name of ['given', 'suggested']) next.delete(name);
      const transition = id === undefined ? undefined : transitions[Number(id)];
      if (transition) {
        next.set('view', 'resolver');
        next.set('given', transition.given);
        next.set('suggested', transition.suggested);
      }
      return next;
    });
  return (
    <Panel
      title={labelsFinding(quality)}
      note={
        quality.labelsOk ? (
          <>
            Labels that look right: <Figure figure={quality.labelsOk} />
          </>
        ) : undefined
      }
    >
      <div className={styles.columns}>
        {transitions.length > 0 ? (
          <div>
            <h3 className={styles.part}>Given → suggested</h3>
            <ScrollRegion
              className={styles.tall}
              name="Doubtful labels by class"
            >
              <BarList
                name="Doubtful labels by class; each filters the queue"
                bars={transitions.map((each, id) => ({
                  id: String(id),
                  label: `${each.given} → ${each.suggested}`,
                  count: each.count,
                }))}
                picked={picked === -1 ? undefined : String(picked)}
                onPick={pick}
              />
            </ScrollRegion>
          </div>
        ) : null}
        {byAnnotator.length > 0 ? (
          <div>
            <h3 className={styles.part}>By annotator</h3>
            <BarList
              name="Doubtful labels by annotator"
              bars={byAnnotator.map(each => ({
                id: each.annotator,
                label: each.annotator,
                count: each.issues,
                text: `${count(each.issues)} of ${count(each.rows)} (${quantity(
                  each.rows === 0 ? 0 : each.issues / each.rows,
                  'percent',
                )})`,
              }))}
            />
          </div>
        ) : null}
        <div>
          {predictions.length > 0 ? (
            <>
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
            </>
          ) : null}
          {passed.length > 0 ? (
            <>
              <h3 className={styles.part}>
                {plural(passed.length, 'check')} passed
              </h3>
              <ul className={styles.plain}>
                {passed.map(check => (
                  <li key={check.name}>
                    <RiCheckLine size={16} aria-hidden="true" /> {check.text}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}

import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { plural } from '../components/numbers';
import { Panel } from '../components/Panel';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { PROBLEM_WORDS } from './nodeWords';
import styles from './lineage.module.css';

/** Cycles, ends that are gone, two truths and rewritten history of an asset's neighbourhood, or of all. Nothing is left out of the graph for them. */
export function LineageProblems(props: { assetId?: string }) {
  const { assetId } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.listLineageProblems(assetId === undefined ? {} : { assetId }),
    [api, assetId],
  );
  return (
    <Answered answer={answer} what="what cannot be right here" lines={2}>
      {({ items, total }) =>
        total === 0 ? null : (
          <Panel
            title={`${plural(total, 'thing')} said here cannot be right`}
            note={
              items.length < total
                ? `The first ${items.length} of them are shown. The graph shows all as they are stated.`
                : 'The graph shows all as they are stated.'
            }
          >
            <ul className={styles.edges}>
              {items.map(({ what, message }) => (
                <li key={message}>
                  <StatusBadge status={what} tone="warning">
                    {PROBLEM_WORDS[what]}
                  </StatusBadge>{' '}
                  {message}
                </li>
              ))}
            </ul>
          </Panel>
        )
      }
    </Answered>
  );
}

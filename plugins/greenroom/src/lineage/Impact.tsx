import { useApi } from '@backstage/core-plugin-api';
import type {
  ConcernedNode,
  LineageImpact,
  LineageStart,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { Disclosure } from '../components/Disclosure';
import { plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { titlesOf } from './titlesOf';
import { type AddressStep, endOf } from './useLineageAddress';
import { Way } from './Way';
import styles from './lineage.module.css';

/** What is concerned if a node is withdrawn: deployments first, for they serve somebody now. */
export function Impact(props: {
  start: LineageStart;
  title: string;
  at?: string;
}) {
  const { start, title, at } = props;
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(
    () => api.getLineageImpact({ ...start, at: at && endOf(at) }),
    [api, start.node, start.assetId, at],
  );
  return (
    <Answered answer={answer} what={`what depends on ${title}`} lines={3}>
      {impact => <Concerned impact={impact} title={title} />}
    </Answered>
  );
}

/** Asks it, and closes it again. */
export function ImpactToggle(props: {
  impact?: 'shown';
  onChange: (change: AddressStep) => void;
}) {
  const { impact, onChange } = props;
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={impact === 'shown'}
      onClick={() =>
        onChange({ impact: impact === 'shown' ? undefined : 'shown' })
      }
    >
      If it is withdrawn
    </button>
  );
}

function Concerned(props: { impact: LineageImpact; title: string }) {
  const { impact, title } = props;
  const { datasets, models, runs, deployments } = impact.counts;
  if (datasets + models + runs + deployments === 0)
    return (
      <p className={styles.detailLine}>
        Nothing else is known to depend on {title}.
      </p>
    );
  return (
    <div>
      <p className={styles.detailLine}>
        If {title} is withdrawn, that concerns{' '}
        {plural(deployments, 'deployment')}, {plural(models, 'model version')},{' '}
        {plural(datasets, 'data version')} and {plural(runs, 'run')}.
      </p>
      <ConcernedList name="deployments" items={impact.deployments} />
      <ConcernedList name="model versions" items={impact.models} />
      <ConcernedList name="data versions" items={impact.datasets} />
    </div>
  );
}

function ConcernedList(props: {
  name: string;
  items: readonly ConcernedNode[];
}) {
  const { name, items } = props;
  if (items.length === 0) return null;
  const titleOf = titlesOf(items.map(({ node }) => node));
  return (
    <>
      <h4 className={styles.smallTitle}>{name}</h4>
      <ul className={styles.edges}>
        {items.map(({ node, way, how }) => (
          <li key={node.id}>
            <Disclosure summary={`${node.title}, ${how}`}>
              <Way way={way} titleOf={titleOf} missing="" />
            </Disclosure>
          </li>
        ))}
      </ul>
    </>
  );
}

import type {
  BoundObligation,
  Obligations,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../components/EmptyState';
import { Panel } from '../components/Panel';
import { plural } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { StatusBadge, type Tone } from '../components/StatusBadge';
import rowStyles from '../components/rows.module.css';
import { edgeSentence } from './edgeWords';
import { titlesOf } from './titlesOf';
import styles from './lineage.module.css';

type Verdict = NonNullable<BoundObligation['verdict']>;

const TONES: Readonly<Record<Verdict, Tone>> = {
  fine: 'good',
  unknown: 'neutral',
  conflict: 'bad',
};
const VERDICTS: Readonly<Record<Verdict, string>> = {
  fine: 'agrees',
  unknown: 'not known',
  conflict: 'conflict',
};

/** What the newest version is bound by, by whom, and the way by which each obligation came. */
export function BoundBy(props: { name: string; obligations: Obligations }) {
  const { name, obligations } = props;
  const { node, bound } = obligations;
  if (!node) return null;
  if (bound.length === 0)
    return (
      <Panel title={`Nothing is declared that binds ${node.title}`}>
        <EmptyState title="No licence, no conditions">
          This part shows licences, conditions of use, personal data, consent
          and retention that manifests declare, here or in what {name} was made
          of. Add a license to a manifest to begin.
        </EmptyState>
      </Panel>
    );
  return (
    <Panel
      title={findingOf(node.title, bound)}
      note="Obligations flow from data to what is made of it: copies and models. To be measured on data, or labelled by somebody, binds nobody. No legal advice."
    >
      <ScrollRegion name="What it is bound by">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">what</th>
              <th scope="col">means</th>
              <th scope="col">declared by</th>
              <th scope="col">how it came here</th>
            </tr>
          </thead>
          <tbody>
            {bound.map(each => (
              <BoundRow
                key={`${each.kind} ${each.words} ${each.declaredBy.id}`}
                bound={each}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Panel>
  );
}

function BoundRow(props: { bound: BoundObligation }) {
  const { bound } = props;
  const { words, message, declaredBy, way, by, verdict, because } = bound;
  const titleOf = titlesOf(by);
  return (
    <tr>
      <th scope="row">
        {words}
        {verdict ? (
          <>
            {' '}
            <StatusBadge status={verdict} tone={TONES[verdict]}>
              {VERDICTS[verdict]}
            </StatusBadge>
          </>
        ) : null}
      </th>
      <td>
        {message}
        {because.map(reason => (
          <span key={reason} className={styles.from}>
            {reason}
          </span>
        ))}
      </td>
      <td>{declaredBy.title}</td>
      <td>
        {way.length === 0
          ? 'by itself'
          : way.map(edge => (
              <span
                key={`${edge.from} ${edge.kind} ${edge.to}`}
                className={styles.from}
              >
                {edgeSentence(edge, titleOf)}
                <span className={styles.origin}> ({edge.origin})</span>
              </span>
            ))}
      </td>
    </tr>
  );
}

function findingOf(title: string, bound: readonly BoundObligation[]): string {
  const count = (verdict: Verdict) =>
    bound.filter(each => each.verdict === verdict).length;
  const parts = [
    count('conflict') > 0
      ? plural(count('conflict'), 'licence conflicts', 'licences conflict')
      : [],
    count('unknown') > 0
      ? plural(count('unknown'), 'is not known', 'are not known')
      : [],
  ].flat();
  const all = `${title} is bound by ${plural(bound.length, 'obligation')}`;
  return parts.length > 0 ? `${all}: ${parts.join(', ')}` : all;
}

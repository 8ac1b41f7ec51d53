import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type { GraphNode } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { CommitLink, HostLink } from '../components/CommitLink';
import { plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import { When } from '../components/When';
import { edgeSentence } from './edgeWords';
import { edgeKey, type Graph } from './graph/difference';
import { kindName, PROBLEM_WORDS } from './nodeWords';
import { titlesOf } from './titlesOf';
import styles from './lineage.module.css';

/** What a node is, where it can be opened, and what states each of its edges. */
export function NodeFacts(props: { lineage: Graph; node: GraphNode }) {
  const { lineage, node } = props;
  const titleOf = titlesOf(lineage.nodes);
  const edges = lineage.edges.filter(
    edge => edge.from === node.id || edge.to === node.id,
  );
  return (
    <div role="status">
      <h3 className={styles.detailTitle}>
        {kindName({
          kind: node.kind,
          isGroup: node.members !== undefined,
        })}{' '}
        {node.title}
      </h3>
      <p className={styles.detailLine}>
        {node.subtitle}{' '}
        {node.since ? (
          <>
            since <When at={node.since} />{' '}
          </>
        ) : null}
        {node.assetId ? <OpenAsset assetId={node.assetId} /> : null}{' '}
        {node.url ? <HostLink url={node.url}>Open on the host</HostLink> : null}
      </p>
      {node.isNamedOnly ? (
        <p className={styles.detailLine}>
          Others name it; no manifest that is watched here declares it.
        </p>
      ) : null}
      {node.problems.map(problem => (
        <p key={problem} className={styles.detailLine}>
          Odd: {PROBLEM_WORDS[problem]}. What is said of it stands below under
          what cannot be right.
        </p>
      ))}
      <p className={styles.detailLine}>{plural(edges.length, 'edge')}:</p>
      <ul className={styles.edges}>
        {edges.map(edge => (
          <li key={`${edgeKey(edge)} ${edge.origin}`}>
            {edgeSentence(edge, titleOf)}
            <span className={styles.origin}>
              ,{' '}
              {edge.members === undefined
                ? `stated by ${edge.origin}`
                : plural(edge.members, 'edge')}
              {edge.commit ? (
                <>
                  {' '}
                  at <CommitLink commit={{ sha: edge.commit, url: edge.url }} />
                </>
              ) : null}
              {edge.detail ? `, ${edge.detail}` : ''}
              {edge.until ? (
                <>
                  , until <When at={edge.until} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OpenAsset(props: { assetId: string }) {
  const { assetId } = props;
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const answer = useAnswer(() => api.getAsset(assetId), [api, assetId]);
  if (answer.state !== 'ready') return null;
  return (
    <Link className={styles.link} to={href(answer.value.entityRef)}>
      Open {answer.value.title}
    </Link>
  );
}

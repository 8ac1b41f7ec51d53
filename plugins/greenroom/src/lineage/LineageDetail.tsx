import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Lineage,
  LineageNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { HostLink } from '../components/CommitLink';
import { plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import { KIND_NAMES } from './nodeWords';
import styles from './lineage.module.css';

/** The selected node: where it can be opened, and what states each of its edges. */
export function LineageDetail(props: { lineage: Lineage; node: LineageNode }) {
  const { lineage, node } = props;
  const titles = new Map(lineage.nodes.map(each => [each.id, each.title]));
  const edges = lineage.edges.filter(
    edge => edge.from === node.id || edge.to === node.id,
  );
  return (
    <div className={styles.detail} role="status">
      <h3 className={styles.detailTitle}>
        {KIND_NAMES[node.kind]} {node.title}
      </h3>
      <p className={styles.detailLine}>
        {node.subtitle}{' '}
        {node.assetId ? <OpenAsset assetId={node.assetId} /> : null}{' '}
        {node.url ? <HostLink url={node.url}>Open on the host</HostLink> : null}
      </p>
      <p className={styles.detailLine}>{plural(edges.length, 'edge')}:</p>
      <ul className={styles.edges}>
        {edges.map(edge => (
          <li key={`${edge.from} ${edge.kind} ${edge.to}`}>
            {titles.get(edge.to) ?? edge.to} {edge.kind}{' '}
            {titles.get(edge.from) ?? edge.from}
            <span className={styles.origin}>, stated by {edge.origin}</span>
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

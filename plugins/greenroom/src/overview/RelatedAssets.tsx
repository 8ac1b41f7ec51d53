import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { greenroomApiRef } from '../api';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import styles from './overview.module.css';

/** Assets at the other end of a dependency; each links to its entity once that is known. */
export function RelatedAssets(props: {
  name: string;
  assets: readonly { assetId: string; name: string }[];
}) {
  const { name, assets } = props;
  if (assets.length === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ul className={styles.list}>
          {assets.map(asset => (
            <li key={asset.assetId}>
              <RelatedAsset {...asset} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}

function RelatedAsset(props: { assetId: string; name: string }) {
  const { assetId, name } = props;
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const answer = useAnswer(() => api.getAsset(assetId), [api, assetId]);
  if (answer.state !== 'ready') return <>{name}</>;
  return (
    <Link className={styles.link} to={href(answer.value.entityRef)}>
      {name} {answer.value.version?.semver}
    </Link>
  );
}

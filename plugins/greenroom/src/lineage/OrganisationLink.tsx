import { Link } from 'react-router-dom';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { assetsRouteRef } from '../routes';
import styles from './lineage.module.css';

/** To the asset among those of the whole organisation, its team opened where teams are closed there. */
export function OrganisationLink(props: { asset: AssetDetail }) {
  const { id, kind, owner } = props.asset;
  const root = useRouteRef(assetsRouteRef)?.() ?? '/greenroom';
  const place = new URLSearchParams([
    ['node', `asset:${id}`],
    ['group', `team:${kind}:${owner}`],
  ]);
  return (
    <Link className={styles.link} to={`${root}/lineage?${place}`}>
      In the whole organisation
    </Link>
  );
}

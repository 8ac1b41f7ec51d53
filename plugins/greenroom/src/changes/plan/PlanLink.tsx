import type { ReactNode } from 'react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Link } from 'react-router-dom';
import { useAssetHref } from '../../components/useAssetHref';
import styles from './plan.module.css';

/** The page of the plan of a pull request that touches an asset, or of the caller's basket. */
export function PlanLink(props: {
  asset: Pick<AssetDetail, 'entityRef'>;
  plan: number | 'basket';
  children: ReactNode;
}) {
  const { asset, plan, children } = props;
  const href = useAssetHref();
  return (
    <Link
      className={styles.link}
      to={`${href(asset.entityRef, 'changes')}?plan=${plan}`}
    >
      {children}
    </Link>
  );
}

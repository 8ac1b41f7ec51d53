import type { ComponentType } from 'react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from './Answered';
import { EmptyState } from './EmptyState';
import { useAsset } from './useAsset';
import styles from './tab.module.css';

/** A tab of the entity page, given the asset behind the entity. */
export function EntityTab(props: {
  tab: ComponentType<{ asset: AssetDetail }>;
}) {
  const { tab: Tab } = props;
  const answer = useAsset();
  if (answer.state === 'failed' && answer.error.name === 'NotFoundError') {
    return (
      <div className={styles.tab}>
        <EmptyState title="Greenroom knows no asset behind this entity">
          This tab shows an asset once a greenroom.yaml in a watched repository
          declares it, or once this entity names one with the annotation
          greenroom.dev/asset.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <Answered answer={answer} what="this asset">
        {asset => <Tab asset={asset} />}
      </Answered>
    </div>
  );
}

import { Link } from 'react-router-dom';
import { RiArrowRightLine } from '@remixicon/react';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { Answered } from '../components/Answered';
import { CommitLink } from '../components/CommitLink';
import { Digest } from '../components/Digest';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { count, metricName, metricUnit } from '../components/numbers';
import { Panel } from '../components/Panel';
import { Sparkline } from '../components/Sparkline';
import { StatusBadge } from '../components/StatusBadge';
import { useAsset } from '../components/useAsset';
import { useAssetHref } from '../components/useAssetHref';
import { When } from '../components/When';
import { useEditHref } from '../changes/useEditHref';
import { ProblemList } from '../assets/SyncTab';
import { RequestReview } from '../reviews/RequestReview';
import { Gates } from './Gates';
import { OpenProposals } from './OpenProposals';
import { OpenRequests } from './OpenRequests';
import { PolicyLine } from './PolicyLine';
import { RelatedAssets } from './RelatedAssets';
import { stateSentence } from './stateSentence';
import { Work } from './Work';
import styles from './overview.module.css';

/** On the entity's first tab: its state in one sentence, and the one next thing to do. */
export function OverviewCard() {
  const answer = useAsset();
  if (answer.state === 'failed' && answer.error.name === 'NotFoundError') {
    return (
      <Panel title="Greenroom knows no asset behind this entity">
        <EmptyState title="No manifest found">
          This card shows the asset once a greenroom.yaml in a watched
          repository declares it.
        </EmptyState>
      </Panel>
    );
  }
  if (answer.state !== 'ready') {
    return (
      <Panel title="ML asset">
        <Answered answer={answer} what="this asset">
          {() => null}
        </Answered>
      </Panel>
    );
  }
  return <AssetOverview asset={answer.value} />;
}

function AssetOverview(props: { asset: AssetDetail }) {
  const { asset } = props;
  const href = useAssetHref();
  const { version, quality, nextStep } = asset;
  return (
    <Panel title={stateSentence(asset)}>
      {nextStep ? (
        <Link className={styles.next} to={href(asset.entityRef, nextStep.tab)}>
          <span>
            <span className={styles.nextLabel}>Next: </span>
            {nextStep.text}
          </span>
          <RiArrowRightLine size={18} aria-hidden="true" />
        </Link>
      ) : null}
      <dl className={styles.facts}>
        <div>
          <dt>sync</dt>
          <dd>
            <StatusBadge status={asset.sync.status} />
            <span className={styles.reason}>
              <Link to={href(asset.entityRef, 'sync')}>
                {asset.sync.reason}
              </Link>
              {asset.sync.at ? (
                <>
                  {' '}
                  <When at={asset.sync.at} />
                </>
              ) : null}
            </span>
          </dd>
        </div>
        <div>
          <dt>health</dt>
          <dd>
            <StatusBadge status={asset.health.status} />
            <span className={styles.reason}>{asset.health.reason}</span>
          </dd>
        </div>
        {version ? (
          <div>
            <dt>version in use</dt>
            <dd>
              {version.semver}{' '}
              <Digest digest={version.digest} label="version digest" />
              <span className={styles.reason}>
                <CommitLink commit={version.commit} /> by{' '}
                {version.commit.author}, <When at={version.commit.date} />
                {version.rows === undefined
                  ? ''
                  : `, ${count(version.rows)} rows`}
              </span>
            </dd>
          </div>
        ) : null}
        {quality ? (
          <div>
            <dt>{metricName(quality.name)}</dt>
            <dd>
              <Figure figure={quality.figure} unit={metricUnit(quality.name)} />{' '}
              <Sparkline
                values={quality.trend}
                name={metricName(quality.name)}
              />
            </dd>
          </div>
        ) : null}
        <Gates asset={asset} />
        <PolicyLine asset={asset} />
        <OpenProposals asset={asset} />
        <OpenRequests asset={asset} />
        <RequestReview asset={asset} />
        <Work asset={asset} />
        <RelatedAssets name="made from" assets={asset.dependsOn} />
        <RelatedAssets name="used by" assets={asset.usedBy} />
      </dl>
      {asset.allowed.includes('propose') ? <EditLink asset={asset} /> : null}
      {asset.problems.length > 0 ? (
        <ProblemList problems={asset.problems} />
      ) : null}
    </Panel>
  );
}

function EditLink(props: { asset: AssetDetail }) {
  const editHref = useEditHref();
  return (
    <p className={styles.edit}>
      <Link className={styles.link} to={editHref(props.asset)}>
        Edit manifest and card
      </Link>
    </p>
  );
}

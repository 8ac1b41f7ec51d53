import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import {
  type AssetDetail,
  isBlocking,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { StatusBadge } from '../components/StatusBadge';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import { checksFinding } from '../policies/policyWords';
import styles from './overview.module.css';

/** What the policies in force say of the version in use, in one line. */
export function PolicyLine(props: { asset: AssetDetail }) {
  const { asset } = props;
  return asset.version ? (
    <OfVersion asset={asset} versionId={asset.version.id} />
  ) : null;
}

function OfVersion({
  asset,
  versionId,
}: {
  asset: AssetDetail;
  versionId: string;
}) {
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const answer = useAnswer(() => api.getChecks(versionId), [api, versionId]);
  return (
    <div>
      <dt>policies</dt>
      <dd>
        <Answered answer={answer} what="what policies say of it" lines={1}>
          {checks =>
            checks.checks.length === 0 ? (
              <span className={styles.reason}>none is in force</span>
            ) : (
              <Link
                className={styles.link}
                to={href(asset.entityRef, 'policies')}
              >
                <StatusBadge
                  status={checks.checks.some(isBlocking) ? 'failed' : 'passed'}
                >
                  {checksFinding(checks)}
                </StatusBadge>
              </Link>
            )
          }
        </Answered>
      </dd>
    </div>
  );
}

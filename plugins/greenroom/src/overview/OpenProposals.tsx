import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import type { AssetDetail } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { useAssetHref } from '../components/useAssetHref';
import styles from './overview.module.css';

/** Proposals that still wait for somebody, and the caller's own draft. */
export function OpenProposals(props: { asset: AssetDetail }) {
  const { asset } = props;
  const api = useApi(greenroomApiRef);
  const href = useAssetHref();
  const answer = useAnswer(() => api.listProposals(asset.id), [api, asset.id]);
  return (
    <div>
      <dt>open proposals</dt>
      <dd>
        <Answered answer={answer} what="the proposals" lines={1}>
          {({ draft, items }) => {
            const open = items.filter(
              ({ state }) => state === 'open' || state === 'publishing',
            );
            if (open.length === 0 && !draft)
              return <span className={styles.reason}>none</span>;
            const drafted = draft
              ? `, ${plural(draft.entries.length, 'edit')} in your basket`
              : '';
            return (
              <Link
                className={styles.link}
                to={href(asset.entityRef, 'changes')}
              >
                {open.length === 0
                  ? 'none'
                  : open.map(({ title }) => title).join(', ')}
                {drafted}
              </Link>
            );
          }}
        </Answered>
      </dd>
    </div>
  );
}

import { useApi } from '@backstage/core-plugin-api';
import type { RowPage } from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../../api';
import { Failure } from '../../components/Failure';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { useAnswer } from '../../components/useAnswer';
import type { Decisions } from '../decisions/useDecisions';
import type { LabelViewProps } from '../labelView';
import { showsPictures } from '../showsPictures';
import { GroupCard, SHOWN_ROWS } from './GroupCard';
import type { Group } from './groupWords';
import styles from './duplicates.module.css';

/** A page of groups, the rows of each side by side. */
export function GroupList(
  props: LabelViewProps & {
    groups: readonly Group[];
    decisions?: Decisions;
  },
) {
  const { asset, version, groups, decisions } = props;
  const api = useApi(greenroomApiRef);
  const pictures = showsPictures(asset);
  const keys = pictures
    ? []
    : groups.flatMap(({ rows }) =>
        rows.slice(0, SHOWN_ROWS).map(({ key }) => key),
      );
  const content = useAnswer(
    async (): Promise<RowPage | undefined> =>
      keys.length === 0
        ? undefined
        : api.getRows({
            versionId: version.id,
            filter: { keys },
            limit: keys.length,
          }),
    [api, version.id, keys.join('\n')],
  );
  return (
    <ThumbnailsProvider versionId={version.id}>
      {content.state === 'failed' ? (
        <Failure
          what="The content of these rows could not be loaded."
          error={content.error}
          still="Their labels and splits are shown, and can be decided."
          retry={content.refetch}
        />
      ) : null}
      <ul className={styles.groups} aria-label="Groups of alike rows">
        {groups.map(group => (
          <GroupCard
            key={group.id}
            asset={asset}
            version={version}
            group={group}
            pictures={pictures}
            content={content.state === 'ready' ? content.value : undefined}
            decisions={decisions}
          />
        ))}
      </ul>
    </ThumbnailsProvider>
  );
}

import { useApi } from '@backstage/core-plugin-api';
import type {
  AssetDetail,
  CollectRequest,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { count } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { cohortName } from '../errors/cohortWords';
import styles from './overview.module.css';

/** Data sets: rows that the manifest asks for, until there are enough. */
export function OpenRequests(props: { asset: AssetDetail }) {
  const { asset } = props;
  return asset.requests && asset.version ? (
    <Requests versionId={asset.version.id} />
  ) : null;
}

function Requests({ versionId }: { versionId: string }) {
  const api = useApi(greenroomApiRef);
  const answer = useAnswer(() => api.getCollect(versionId), [api, versionId]);
  return (
    <div>
      <dt>rows asked for</dt>
      <dd>
        <Answered answer={answer} what="the rows that are asked for" lines={1}>
          {({ items, hidden }) => {
            const open = items.filter(isOpen);
            if (open.length === 0)
              return (
                <span className={styles.reason}>
                  all of {count(items.length)} requests are met
                </span>
              );
            return (
              <ul className={styles.list}>
                {open.map(request => (
                  <li key={request.name} title={request.evidence}>
                    {progressWords(request, hidden)}
                    <span className={styles.reason}>{whereWords(request)}</span>
                  </li>
                ))}
              </ul>
            );
          }}
        </Answered>
      </dd>
    </div>
  );
}

function isOpen({ found, rows }: CollectRequest): boolean {
  return found === undefined || found < rows;
}

/** "dark ones: 120 of 400". */
function progressWords(
  { name, found, rows }: CollectRequest,
  hidden: boolean,
): string {
  if (found !== undefined) return `${name}: ${count(found)} of ${count(rows)}`;
  return hidden
    ? `${name}: ${count(rows)} rows`
    : `${name}: ${count(rows)} rows, not counted yet`;
}

function whereWords({ where, split, why }: CollectRequest): string {
  const of = split ? `, in ${split}` : '';
  return `${cohortName(where)}${of}${why ? `. ${why}` : ''}`;
}

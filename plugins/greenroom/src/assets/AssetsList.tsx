import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type {
  AssetList,
  AssetQuery,
} from '@greenroom/backstage-plugin-greenroom-common';
import { greenroomApiRef } from '../api';
import { Answered } from '../components/Answered';
import { EmptyState } from '../components/EmptyState';
import { Panel } from '../components/Panel';
import { TextFilter } from '../components/TextFilter';
import { count, plural } from '../components/numbers';
import { useAnswer } from '../components/useAnswer';
import { AssetsTable } from './AssetsTable';
import styles from './assets.module.css';

const PAGE_ASSETS = 50;

function readQuery(params: URLSearchParams): AssetQuery {
  const kind = params.get('kind');
  return {
    kind: kind === 'dataset' || kind === 'model' ? kind : undefined,
    owner: params.get('owner') ?? undefined,
    search: params.get('search') ?? undefined,
    attention: params.get('attention') === 'true' ? true : undefined,
    cursor: params.get('cursor') ?? undefined,
    limit: PAGE_ASSETS,
  };
}

/** The finding of the page: how many there are, and how many need somebody. */
function finding({ counts }: AssetList): string {
  const needy = counts.needAttention;
  const attention = `${needy === 0 ? 'none' : count(needy)} ${
    needy > 1 ? 'need' : 'needs'
  } attention`;
  return `${plural(counts.models, 'model')} · ${plural(
    counts.datasets,
    'data set',
  )} · ${attention}`;
}

/** Every asset the portal knows, by what needs attention; filters live in the address bar. */
export function AssetsList() {
  const api = useApi(greenroomApiRef);
  const [params, setParams] = useSearchParams();
  const query = readQuery(params);
  const answer = useAnswer(
    () => api.listAssets(query),
    [api, JSON.stringify(query)],
    {
      keep: true,
      busy: list =>
        list.items.some(asset => asset.health.status === 'Progressing'),
    },
  );
  const set = (name: string, value: string | undefined) =>
    setParams(before => {
      const next = new URLSearchParams(before);
      if (value) next.set(name, value);
      else next.delete(name);
      if (name !== 'cursor') next.delete('cursor');
      return next;
    });
  const filtered = Boolean(
    query.kind || query.owner || query.search || query.attention,
  );

  return (
    <Panel
      title={
        answer.state === 'ready'
          ? finding(answer.value)
          : 'Models and data sets'
      }
    >
      <div className={styles.filters}>
        <TextFilter
          name="Search assets"
          hint="Search by name, owner or tag"
          value={query.search ?? ''}
          onChange={text => set('search', text || undefined)}
        />
        <label className={styles.choice}>
          Kind
          <select
            value={query.kind ?? ''}
            onChange={event => set('kind', event.target.value || undefined)}
          >
            <option value="">all kinds</option>
            <option value="model">models</option>
            <option value="dataset">data sets</option>
          </select>
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={query.attention === true}
            onChange={event =>
              set('attention', event.target.checked ? 'true' : undefined)
            }
          />
          Needs attention
        </label>
        {query.owner ? (
          <Button
            size="small"
            variant="secondary"
            onPress={() => set('owner', undefined)}
          >
            {`Owner ${query.owner} ×`}
          </Button>
        ) : null}
      </div>
      <Answered answer={answer} what="the assets" lines={6}>
        {list =>
          list.items.length === 0 ? (
            <NoAssets filtered={filtered} onClear={() => setParams({})} />
          ) : (
            <>
              <AssetsTable
                assets={list.items}
                onOwner={owner => set('owner', owner)}
              />
              <div className={styles.filters}>
                {query.cursor ? (
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => set('cursor', undefined)}
                  >
                    First page
                  </Button>
                ) : null}
                {list.nextCursor ? (
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => set('cursor', list.nextCursor)}
                  >
                    Next page
                  </Button>
                ) : null}
              </div>
            </>
          )
        }
      </Answered>
    </Panel>
  );
}

function NoAssets(props: { filtered: boolean; onClear: () => void }) {
  if (props.filtered) {
    return (
      <EmptyState
        title="No asset passes these filters"
        action={
          <Button variant="secondary" onPress={props.onClear}>
            Clear filters
          </Button>
        }
      >
        There may be others that do not pass.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No models or data sets yet">
      This page lists every model and data set that a greenroom.yaml declares in
      a watched repository. Begin by adding a greenroom.yaml beside your data;
      the Sync tab shows when it was read, and what is wrong with it.
    </EmptyState>
  );
}

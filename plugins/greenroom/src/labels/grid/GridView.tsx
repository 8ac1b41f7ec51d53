import { Button } from '@backstage/ui';
import type {
  LabelIssue,
  LabelIssueFilter,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { EmptyState } from '../../components/EmptyState';
import { plural } from '../../components/numbers';
import { Pager } from '../../components/Pager';
import { Panel } from '../../components/Panel';
import { ThumbnailsProvider } from '../../components/Thumbnail';
import { readOffset, useAddress } from '../../components/useAddress';
import type { Answer } from '../../components/useAnswer';
import { readSelection } from '../../components/useSelection';
import { BasketBar } from '../decisions/BasketBar';
import { useDecisions } from '../decisions/useDecisions';
import {
  exclude,
  keep,
  later,
  takeSuggestion,
  type Word,
} from '../decisions/words';
import { filterWords } from '../filterWords';
import { Judged } from '../Judged';
import { readLabelFilter, writeLabelFilter } from '../labelFilter';
import type { LabelViewProps } from '../labelView';
import { mergeQueue } from '../resolver/queue';
import { showsPictures } from '../showsPictures';
import { useLabelQuality } from '../useLabelQuality';
import { usePictureSizes } from '../usePictureSizes';
import { BulkByFilter } from './BulkByFilter';
import { Facets, facetsOf } from './Facets';
import { IssueCard } from './IssueCard';
import { SavedFilters } from './SavedFilters';
import { useGridSelection } from './useGridSelection';
import styles from '../labels.module.css';

const PAGE_ISSUES = 100;

/** "37 doubtful rows: likely wrong, given 4". */
function gridFinding(total: number, filter: LabelIssueFilter): string {
  const words = filterWords(filter);
  const rows = total === 0 ? 'No doubtful row' : plural(total, 'doubtful row');
  return words === '' ? rows : `${rows}: ${words}`;
}

/** The doubtful rows of a page side by side, many of which can be decided at once. */
export function GridView(props: LabelViewProps) {
  const { asset, version } = props;
  const [params] = useAddress();
  const answer = useLabelQuality({
    versionId: version.id,
    ...readLabelFilter(params),
    key: readSelection(params).filter.keys,
    offset: readOffset(params),
    limit: PAGE_ISSUES,
    facets: 'counted',
  });
  return (
    <Judged asset={asset} answer={answer}>
      {quality => <Rows {...props} quality={quality} answer={answer} />}
    </Judged>
  );
}

function Rows(
  props: LabelViewProps & {
    quality: LabelQuality;
    answer: Answer<LabelQuality>;
  },
) {
  const { asset, version, quality, answer } = props;
  const [params, goTo] = useAddress();
  // Rows named in the address are shown whatever the filter.
  const named = readSelection(params).filter.keys;
  const filter = named ? {} : readLabelFilter(params);
  const offset = readOffset(params);
  const rows = mergeQueue([], quality.items);
  const sizes = usePictureSizes(
    asset,
    version,
    rows.map(({ key }) => key),
  );
  const selection = useGridSelection(rows.map(({ key }) => key));
  const decisions = useDecisions({
    assetId: asset.id,
    versionId: version.id,
    rows: quality.items,
    onSaved: answer.refetch,
  });
  const mayDecide =
    asset.allowed.includes('propose') && asset.allowed.includes('readRows');
  const setFilter = (next: LabelIssueFilter) =>
    goTo({ params: { ...writeLabelFilter(next), at: undefined } });
  const chosen = rows.filter(({ key }) => selection.isChosen(key));
  const decide = (wordFor: (issue: LabelIssue) => Word | undefined) => {
    decisions.decide(
      chosen.flatMap(({ issues }) => {
        const suggesting = issues.find(each => each.suggested !== undefined);
        return wordFor(suggesting ?? issues[0]) ?? [];
      }),
      chosen.map(({ key, issues: [{ decision }] }) => ({ key, decision })),
    );
    selection.clear();
  };
  return (
    <Panel title={gridFinding(quality.total, filter)}>
      <div className={styles.tab}>
        {named ? (
          <div className={styles.actions}>
            <span>Only the {plural(named.length, 'row')} of this link</span>
            <Button
              size="small"
              variant="secondary"
              onPress={() => goTo({ selection: { filter: {} } })}
            >
              Show all
            </Button>
          </div>
        ) : (
          <>
            <Facets
              facets={facetsOf(asset, version, quality, filter)}
              filter={filter}
              onFilter={setFilter}
            />
            {asset.allowed.includes('readRows') ? (
              <SavedFilters
                asset={asset}
                filter={filter}
                onFilter={setFilter}
              />
            ) : null}
          </>
        )}
        {mayDecide ? (
          <>
            <BasketBar
              asset={asset}
              decisions={decisions}
              onUndo={() => decisions.undo()}
            />
            <div
              className={styles.actions}
              role="group"
              aria-label="Decide on the selected rows"
            >
              <label className={styles.check}>
                <input
                  type="checkbox"
                  checked={selection.isAll}
                  onChange={
                    selection.isAll ? selection.clear : selection.chooseAll
                  }
                />
                Select all on this page
              </label>
              <Button
                size="small"
                isDisabled={chosen.length === 0}
                onPress={() => decide(takeSuggestion)}
              >
                {`Take suggestion for ${plural(chosen.length, 'row')}`}
              </Button>
              {(
                [
                  ['Keep', keep],
                  ['Exclude', exclude],
                  ['Review later', later],
                ] as const
              ).map(([name, word]) => (
                <Button
                  key={name}
                  size="small"
                  variant="secondary"
                  isDisabled={chosen.length === 0}
                  onPress={() => decide(word)}
                >
                  {name}
                </Button>
              ))}
              {named ? null : (
                <BulkByFilter
                  asset={asset}
                  version={version}
                  filter={filter}
                  onDecided={answer.refetch}
                />
              )}
            </div>
          </>
        ) : null}
        {rows.length === 0 ? (
          <EmptyState title="No doubtful row passes this filter">
            Clear the filter to see the others.
          </EmptyState>
        ) : (
          <ThumbnailsProvider versionId={version.id}>
            {/* Arrows move between the boxes of its rows, which take the focus. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <ul
              className={styles.grid}
              aria-label="Doubtful rows"
              {...selection.list}
            >
              {rows.map(row => (
                <IssueCard
                  key={row.key}
                  row={row}
                  word={decisions.wordOf({
                    key: row.key,
                    decision: row.issues[0].decision,
                  })}
                  pictures={showsPictures(asset)}
                  size={sizes.get(row.key)}
                  choice={
                    mayDecide
                      ? {
                          chosen: selection.isChosen(row.key),
                          tabIndex: selection.tabIndexOf(row.key),
                          onPress: withShift =>
                            selection.press(row.key, withShift),
                          onFocus: () => selection.focus(row.key),
                        }
                      : undefined
                  }
                  onOpen={() =>
                    goTo({
                      params: {
                        view: 'resolver',
                        row: row.key,
                        kind: filter.kind ?? 'all',
                        at: undefined,
                      },
                    })
                  }
                />
              ))}
            </ul>
          </ThumbnailsProvider>
        )}
        <Pager
          offset={offset}
          limit={PAGE_ISSUES}
          total={quality.total}
          what="doubtful rows"
          onMove={to =>
            goTo({ params: { at: to === 0 ? undefined : String(to) } })
          }
        />
      </div>
    </Panel>
  );
}

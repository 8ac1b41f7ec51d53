import { Button } from '@backstage/ui';
import {
  type AssetDetail,
  type AssetVersion,
  type LabelIssueFilter,
  type LabelQuality,
  labelIssueKindSchema,
} from '@greenroom/backstage-plugin-greenroom-common';
import { count } from '../../components/numbers';
import { hasBoxes } from '../hasBoxes';
import { DECIDED_NAMES } from '../filterWords';
import { KIND_NAMES } from '../kindNames';
import styles from '../labels.module.css';

type Option = { value: string; name: string; rows?: number };
type Facet = {
  field: 'kind' | 'split' | 'given' | 'suggested' | 'annotator' | 'decided';
  name: string;
  options: readonly Option[];
};

/** Scores to choose from; the lower, the surer that a label is wrong. */
const SCORES = [0.01, 0.05, 0.1, 0.25, 0.5];

/** What rows can be narrowed by, each value with the doubtful rows it leaves beside the rest of the filter. */
export function facetsOf(
  asset: AssetDetail,
  version: AssetVersion,
  quality: LabelQuality,
  filter: LabelIssueFilter,
): Facet[] {
  const { byKind = [], byClass = [], byAnnotator = [], facets = {} } = quality;
  const classes = asset.classes ?? byClass.map(({ label }) => label);
  const facet = (
    field: Facet['field'],
    name: string,
    values: readonly { value: string; name?: string }[],
  ): Facet => ({
    field,
    name,
    options: values.map(option => ({
      name: option.value,
      ...option,
      rows:
        facets[field] &&
        (facets[field].find(({ value }) => value === option.value)?.count ?? 0),
    })),
  });
  const named = (values: readonly string[]) => values.map(value => ({ value }));
  const all: Facet[] = [
    facet(
      'kind',
      'why',
      labelIssueKindSchema.options
        .filter(
          kind =>
            kind === filter.kind ||
            byKind.some(each => each.kind === kind && each.count > 0),
        )
        .map(kind => ({ value: kind, name: KIND_NAMES[kind] })),
    ),
    facet('split', 'split', named(Object.keys(version.splits ?? {}))),
    // Of a picture with boxes the label is all of them: no row has one class.
    ...(hasBoxes(asset)
      ? []
      : [
          facet('given', 'given', named(classes)),
          facet('suggested', 'suggested', named(classes)),
        ]),
    facet(
      'annotator',
      'annotator',
      named(byAnnotator.map(({ annotator }) => annotator)),
    ),
    facet(
      'decided',
      'decision',
      (['open', 'later', 'decided'] as const).map(value => ({
        value,
        name: DECIDED_NAMES[value],
      })),
    ),
  ];
  return all.filter(({ options }) => options.length > 0);
}

/** Which doubtful rows: one choice a facet, all of them together. */
export function Facets(props: {
  facets: readonly Facet[];
  filter: LabelIssueFilter;
  onFilter: (filter: LabelIssueFilter) => void;
}) {
  const { facets, filter, onFilter } = props;
  const isNarrowed = Object.values(filter).some(part => part !== undefined);
  return (
    <div className={styles.actions} role="group" aria-label="Filter the rows">
      {facets.map(({ field, name, options }) => (
        <label key={field} className={styles.check}>
          {name}
          <select
            value={filter[field] ?? ''}
            onChange={event =>
              onFilter({ ...filter, [field]: event.target.value || undefined })
            }
          >
            <option value="">any</option>
            {options.map(option => (
              <option key={option.value} value={option.value}>
                {option.name}
                {option.rows === undefined ? '' : ` (${count(option.rows)})`}
              </option>
            ))}
          </select>
        </label>
      ))}
      <label className={styles.check}>
        score
        <select
          value={filter.below ?? ''}
          onChange={event =>
            onFilter({
              ...filter,
              below:
                event.target.value === ''
                  ? undefined
                  : Number(event.target.value),
            })
          }
        >
          <option value="">any</option>
          {[...new Set([...SCORES, ...(filter.below ? [filter.below] : [])])]
            .sort((a, b) => a - b)
            .map(score => (
              <option key={score} value={score}>
                up to {score}
              </option>
            ))}
        </select>
      </label>
      {isNarrowed ? (
        <Button size="small" variant="secondary" onPress={() => onFilter({})}>
          Clear filter
        </Button>
      ) : null}
    </div>
  );
}

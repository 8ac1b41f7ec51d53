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

/** What rows can be narrowed by, each value with its doubtful rows where they were counted. */
export function facetsOf(
  asset: AssetDetail,
  version: AssetVersion,
  quality: LabelQuality,
  chosenKind: LabelIssueFilter['kind'],
): Facet[] {
  const { byKind, byClass = [], byAnnotator = [], progress } = quality;
  const classes = asset.classes ?? byClass.map(({ label }) => label);
  const ofClass = (side: 'wrong' | 'missing') =>
    classes.map(label => ({
      value: label,
      name: label,
      rows: byClass.find(each => each.label === label)?.[side],
    }));
  const facets: Facet[] = [
    {
      field: 'kind',
      name: 'why',
      options: labelIssueKindSchema.options
        .map(kind => ({
          value: kind,
          name: KIND_NAMES[kind],
          rows: byKind?.find(each => each.kind === kind)?.count ?? 0,
        }))
        .filter(({ value, rows }) => rows > 0 || value === chosenKind),
    },
    {
      field: 'split',
      name: 'split',
      options: Object.keys(version.splits ?? {}).map(split => ({
        value: split,
        name: split,
      })),
    },
    // Of a picture with boxes the label is all of them: no row has one class.
    ...(hasBoxes(asset)
      ? []
      : ([
          { field: 'given', name: 'given', options: ofClass('wrong') },
          {
            field: 'suggested',
            name: 'suggested',
            options: ofClass('missing'),
          },
        ] as const)),
    {
      field: 'annotator',
      name: 'annotator',
      options: byAnnotator.map(({ annotator, issues }) => ({
        value: annotator,
        name: annotator,
        rows: issues,
      })),
    },
    {
      field: 'decided',
      name: 'decision',
      options: [
        {
          value: 'open',
          name: DECIDED_NAMES.open,
          rows: progress && progress.rows - progress.decided - progress.later,
        },
        { value: 'later', name: DECIDED_NAMES.later, rows: progress?.later },
        {
          value: 'decided',
          name: DECIDED_NAMES.decided,
          rows: progress?.decided,
        },
      ],
    },
  ];
  return facets.filter(({ options }) => options.length > 0);
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

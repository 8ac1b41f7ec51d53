import type {
  AssetDetail,
  LabelQuality,
} from '@greenroom/backstage-plugin-greenroom-common';
import { BarList } from '../../components/BarList';
import { relabelWords } from '../../components/labelWords';
import { count, quantity } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { useAddress } from '../../components/useAddress';
import { hasBoxes } from '../hasBoxes';
import { writeLabelFilter } from '../labelFilter';
import { KIND_NAMES } from '../kindNames';
import styles from '../labels.module.css';

/** Where the doubtful rows are: a bar opens the queue of its rows, where such a queue is. */
export function WherePanel(props: {
  asset: Pick<AssetDetail, 'task'>;
  quality: LabelQuality;
}) {
  // A picture with boxes has no one class to make a queue by.
  const boxes = hasBoxes(props.asset);
  const {
    byKind = [],
    byClass = [],
    transitions = [],
    byAnnotator = [],
  } = props.quality;
  const [, goTo] = useAddress();
  const openQueue = (filter: Record<string, string>) =>
    goTo({
      params: {
        ...writeLabelFilter({}),
        kind: 'all',
        ...filter,
        view: 'resolver',
      },
    });
  const kinds = byKind.filter(({ count: rows }) => rows > 0);
  const classes = [...byClass]
    .filter(({ wrong, missing }) => wrong + missing > 0)
    .sort((a, b) => b.wrong - a.wrong);
  const lists = [
    {
      title: 'By kind',
      name: 'Doubtful rows by kind; each opens its queue',
      bars: kinds.map(({ kind, count: rows }) => ({
        id: kind,
        label: KIND_NAMES[kind],
        count: rows,
      })),
      open: (kind: string) => openQueue({ kind }),
    },
    {
      title: 'By class',
      name: 'Likely wrong labels by class; each opens its queue',
      bars: classes.map(({ label, rows, wrong, missing }) => ({
        id: label,
        label,
        count: wrong,
        text: `${count(wrong)} of ${count(rows)} wrong, ${count(
          missing,
        )} missing`,
      })),
      open: boxes
        ? undefined
        : (given: string) => openQueue({ kind: 'label_error', given }),
    },
    {
      title: 'Given → suggested',
      name: 'Doubtful labels by class; each opens its queue',
      bars: transitions.map((each, id) => ({
        id: String(id),
        label: relabelWords(each.given, each.suggested),
        count: each.count,
      })),
      open: boxes
        ? undefined
        : (id: string) => {
            const { given, suggested } = transitions[Number(id)];
            openQueue({ given, suggested });
          },
    },
    {
      title: 'By annotator',
      name: 'Doubtful labels by annotator; each opens its queue',
      bars: byAnnotator.map(({ annotator, issues, rows }) => ({
        id: annotator,
        label: annotator,
        count: issues,
        text: `${count(issues)} of ${count(rows)} (${quantity(
          rows === 0 ? 0 : issues / rows,
          'percent',
        )})`,
      })),
      open: (annotator: string) => openQueue({ annotator }),
    },
  ].filter(({ bars }) => bars.length > 0);
  if (lists.length === 0) return null;
  return (
    <Panel
      title={
        classes.length > 0
          ? `Class ${classes[0].label} has most of the wrong ${
              boxes ? 'boxes' : 'labels'
            }`
          : `Where the doubtful ${boxes ? 'pictures' : 'rows'} are`
      }
      note="A bar opens the queue of its rows."
    >
      <div className={styles.columns}>
        {lists.map(({ title, name, bars, open }) => (
          <div key={title}>
            <h3 className={styles.part}>{title}</h3>
            <ScrollRegion className={styles.tall} name={title}>
              <BarList
                name={name}
                bars={bars}
                onPick={open && (id => id !== undefined && open(id))}
              />
            </ScrollRegion>
          </div>
        ))}
      </div>
    </Panel>
  );
}

import { Button } from '@backstage/ui';
import { useAddress } from '../../components/useAddress';
import { writeLabelFilter } from '../labelFilter';
import type { LabelViewProps } from '../labelView';
import { DECIDED_NAMES, filterWords } from '../filterWords';
import { useLabelQuality } from '../useLabelQuality';
import { queuesOf, readQueue } from './queueKinds';
import { ResolverQueue } from './ResolverQueue';
import styles from '../labels.module.css';

/** The doubtful rows one by one, decided by keys. */
export function ResolverView(props: LabelViewProps) {
  const { asset, version } = props;
  const [params, goTo] = useAddress();
  const { queue, filter } = readQueue(params, asset);
  const whole = useLabelQuality({ versionId: version.id, limit: 1 });
  const queues = queuesOf(
    whole.state === 'ready' ? whole.value.byKind : undefined,
    queue,
  );
  const { kind: _, decided, ...narrowed } = filter;
  const choose = (change: Record<string, string | undefined>) =>
    goTo({ params: { ...change, row: undefined } });
  const words = filterWords(narrowed);
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.actions}>
          <label className={styles.check}>
            queue:
            <select
              value={queue}
              onChange={event => choose({ kind: event.target.value })}
            >
              {queues.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label className={styles.check}>
            rows
            <select
              value={decided}
              onChange={event =>
                choose({
                  decided:
                    event.target.value === 'open'
                      ? undefined
                      : event.target.value,
                })
              }
            >
              {Object.entries(DECIDED_NAMES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </span>
        {words ? (
          <span className={styles.actions}>
            <span>Only rows {words}</span>
            <Button
              size="small"
              variant="secondary"
              onPress={() =>
                choose({
                  ...writeLabelFilter({}),
                  kind: params.get('kind') ?? undefined,
                  decided: params.get('decided') ?? undefined,
                })
              }
            >
              Show all
            </Button>
          </span>
        ) : null}
      </div>
      <ResolverQueue
        key={JSON.stringify(filter)}
        asset={asset}
        version={version}
        filter={filter}
      />
    </>
  );
}

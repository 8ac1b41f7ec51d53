import {
  type AugmentationChoices,
  NO_JUDGE,
} from '@greenroom/backstage-plugin-greenroom-common';
import styles from './augment.module.css';

/** Which model is asked whether a made row has left its class; none where no model tells the classes. */
export function JudgeChoice(props: {
  judges: AugmentationChoices['judges'];
  /** Undefined: the first. */
  chosen: string | undefined;
  onChoose: (judge: string | undefined) => void;
}) {
  const { judges, chosen, onChoose } = props;
  if (judges.length === 0) return null;
  const [first] = judges;
  return (
    <div className={styles.field}>
      <label>
        <span>Asked whether a row has left its class</span>
        <select
          value={chosen ?? first.versionId}
          onChange={({ target: { value } }) =>
            onChoose(value === first.versionId ? undefined : value)
          }
        >
          {judges.map(({ versionId, name, chosenBy }) => (
            <option key={versionId} value={versionId}>
              {name} ({chosenBy})
            </option>
          ))}
          <option value={NO_JUDGE}>No model</option>
        </select>
      </label>
    </div>
  );
}

import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import { Figure } from '../../components/Figure';
import { count } from '../../components/numbers';
import { ScrollRegion } from '../../components/ScrollRegion';
import { mostConfused } from './annotatorWords';
import rowStyles from '../../components/rows.module.css';

/** Each annotator with how well they label; a press shows what they confuse. */
export function AnnotatorsTable(props: {
  annotators: readonly Annotators['annotators'][number][];
  chosen: string;
  onChoose: (annotator: string) => void;
}) {
  const { annotators, chosen, onChoose } = props;
  return (
    <ScrollRegion name="Annotators">
      <table className={rowStyles.table}>
        <thead>
          <tr>
            <th scope="col">annotator</th>
            <th scope="col" className={rowStyles.number}>
              rows
            </th>
            <th scope="col" className={rowStyles.number}>
              quality
            </th>
            <th scope="col">confuses most</th>
          </tr>
        </thead>
        <tbody>
          {annotators.map(({ annotator, rows, quality, confusion }) => {
            const [worst] = mostConfused(confusion, 1);
            return (
              <tr key={annotator}>
                <th scope="row">
                  <button
                    type="button"
                    className={rowStyles.open}
                    aria-pressed={annotator === chosen}
                    onClick={() => onChoose(annotator)}
                  >
                    {annotator}
                  </button>
                </th>
                <td className={rowStyles.number}>{count(rows)}</td>
                <td className={rowStyles.number}>
                  <Figure figure={quality} />
                </td>
                <td>
                  {worst
                    ? `${worst.given} for ${worst.meant} (${count(worst.rows)})`
                    : 'nothing'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

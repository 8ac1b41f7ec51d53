import type { LabelMap } from '@greenroom/backstage-plugin-greenroom-common';
import { labelName } from '../../components/labelWords';
import { decimal } from '../../components/numbers';
import { Pager } from '../../components/Pager';
import { ScrollRegion } from '../../components/ScrollRegion';
import { readOffset, useAddress } from '../../components/useAddress';
import { KIND_NAMES } from '../kindNames';
import rowStyles from '../../components/rows.module.css';
import labelStyles from '../labels.module.css';

const PAGE_ROWS = 25;

/** The points as rows with check boxes. */
export function MapTable(props: {
  points: LabelMap['points'];
  axes: LabelMap['axes'];
  selected: LabelMap['points'];
  onTurn: (keys: readonly string[]) => void;
}) {
  const { points, axes, selected, onTurn } = props;
  const [params, goTo] = useAddress();
  const asked = readOffset(params);
  const offset = asked < points.length ? asked : 0;
  const page = points.slice(offset, offset + PAGE_ROWS);
  const isIn = new Set(selected.map(({ key }) => key));
  const all = page.every(({ key }) => isIn.has(key));
  return (
    <>
      <label className={labelStyles.check}>
        <input
          type="checkbox"
          checked={all}
          onChange={() =>
            onTurn(
              page
                .filter(({ key }) => isIn.has(key) === all)
                .map(({ key }) => key),
            )
          }
        />
        Select all rows of this page
      </label>
      <ScrollRegion name="Rows of the map">
        <table className={rowStyles.table}>
          <thead>
            <tr>
              <th scope="col">row</th>
              <th scope="col">label</th>
              <th scope="col">doubtful</th>
              <th scope="col" className={rowStyles.number}>
                {axes.x}
              </th>
              <th scope="col" className={rowStyles.number}>
                {axes.y}
              </th>
            </tr>
          </thead>
          <tbody>
            {page.map(({ key, label, kind, x, y }) => (
              <tr key={key}>
                <th scope="row">
                  <label className={labelStyles.check}>
                    <input
                      type="checkbox"
                      checked={isIn.has(key)}
                      onChange={() => onTurn([key])}
                    />
                    {key}
                  </label>
                </th>
                <td>{labelName(label)}</td>
                <td>{kind ? KIND_NAMES[kind] : 'no'}</td>
                <td className={rowStyles.number}>{decimal(x)}</td>
                <td className={rowStyles.number}>{decimal(y)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Pager
        offset={offset}
        limit={PAGE_ROWS}
        total={points.length}
        what="rows of the map"
        onMove={to =>
          goTo({ params: { at: to === 0 ? undefined : String(to) } })
        }
      />
    </>
  );
}

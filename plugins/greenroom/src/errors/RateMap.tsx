import { VisuallyHidden } from '@backstage/ui';
import type {
  Cohort,
  ErrorAnswerTo,
  ErrorGroup,
  ErrorMeasure,
} from '@greenroom/backstage-plugin-greenroom-common';
import { plural, quantity } from '../components/numbers';
import { ScrollRegion } from '../components/ScrollRegion';
import { useRovingCells } from '../components/useRovingCells';
import { cohortName } from './cohortWords';
import { measureUnit } from './groupWords';
import chartStyles from '../components/charts.module.css';
import styles from './errors.module.css';

/** Share of the colour in the cell with the highest rate, so that its number stays readable. */
const SHADE_PERCENT = 45;

export type RateCell = { readonly cohort: Cohort; readonly group: ErrorGroup };

/** The cells of a heat map by line, each with the rows it stands for. */
export function rateCells(heat: ErrorAnswerTo<'heat'>): RateCell[][] {
  return heat.cells.map((line, row) =>
    line.map((group, column) => {
      const across = heat.x.values[column].where;
      const down = heat.y?.values[row].where;
      return { cohort: down ? [across, down] : [across], group };
    }),
  );
}

/**
 * How wrong the model is by the values of one or two features: the redder the
 * worse, and always with its number and rows. A cell picks its rows; arrows move
 * between cells, Tab enters and leaves as one stop.
 */
export function RateMap(props: {
  heat: ErrorAnswerTo<'heat'>;
  measure: ErrorMeasure;
  isPicked: (cohort: Cohort) => boolean;
  onPick: (cohort: Cohort) => void;
}) {
  const { heat, measure, isPicked, onPick } = props;
  const { x, y } = heat;
  const cells = rateCells(heat);
  const { holder, cell } = useRovingCells<HTMLTableElement>(
    cells.length,
    x.values.length,
  );
  const worst =
    Math.max(...heat.cells.flat().map(({ rate }) => rate.value)) || 1;
  return (
    <ScrollRegion name="Heat map">
      <table ref={holder} className={`${chartStyles.matrix} ${styles.heat}`}>
        <caption>
          {y ? `${y.feature} down, ${x.feature} across` : x.feature}; a cell
          picks its rows
        </caption>
        <thead>
          <tr>
            <td />
            {x.values.map(({ label }) => (
              <th key={label} scope="col" title={label}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((line, row) => {
            const label = y?.values[row].label ?? 'all';
            return (
              <tr key={label}>
                <th scope="row" title={label}>
                  {label}
                </th>
                {line.map(({ cohort, group }, column) => (
                  <td key={cohortName(cohort)}>
                    <button
                      type="button"
                      className={chartStyles.cell}
                      aria-pressed={isPicked(cohort)}
                      aria-disabled={group.rows === 0}
                      style={{
                        background: `color-mix(in srgb, var(--bui-negative-border) ${Math.round(
                          (group.rows === 0 ? 0 : group.rate.value / worst) *
                            SHADE_PERCENT,
                        )}%, var(--bui-bg-neutral-1))`,
                      }}
                      onClick={() => {
                        if (group.rows > 0) onPick(cohort);
                      }}
                      {...cell(row, column)}
                    >
                      <VisuallyHidden>
                        {cohortName(cohort)}:{' '}
                        {group.rows === 0 ? 'no rows' : ''}
                      </VisuallyHidden>
                      {group.rows === 0 ? (
                        <span aria-hidden="true">·</span>
                      ) : (
                        <>
                          {quantity(group.rate.value, measureUnit(measure))}{' '}
                          <small>{plural(group.rows, 'row')}</small>
                        </>
                      )}
                    </button>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

import { Button } from '@backstage/ui';
import type { Annotators } from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../../components/Disclosure';
import { HeatMap } from '../../components/HeatMap';
import { count, plural } from '../../components/numbers';
import { Panel } from '../../components/Panel';
import { ScrollRegion } from '../../components/ScrollRegion';
import { useAddress } from '../../components/useAddress';
import { mostConfused } from './annotatorWords';
import rowStyles from '../../components/rows.module.css';
import styles from '../labels.module.css';

/** With more classes the grid is too fine to press; the list says the same. */
const MOST_CLASSES = 40;
const LISTED_PAIRS = 20;

/** What one annotator takes for what. */
export function AnnotatorConfusion(props: {
  annotator: Annotators['annotators'][number];
  design: Annotators['design'];
}) {
  const { design } = props;
  const { annotator, confusion } = props.annotator;
  const [params, goTo] = useAddress();
  const { classes, counts } = confusion;
  const given = params.get('given');
  const meant = params.get('suggested');
  const picked =
    given !== null && meant !== null && classes.includes(given)
      ? { row: given, column: meant }
      : undefined;
  const pairs = mostConfused(confusion, LISTED_PAIRS);
  const truth = design === 'several' ? 'consensus' : 'suggested';
  return (
    <Panel
      title={
        pairs.length === 0
          ? `${annotator} takes no class for another`
          : `${annotator} most often says ${pairs[0].given} where ${
              design === 'several' ? 'the consensus is' : 'the row looks like'
            } ${pairs[0].meant}`
      }
    >
      {classes.length <= MOST_CLASSES ? (
        <HeatMap
          caption={`Label of ${annotator} down, ${truth} label across`}
          rows={classes}
          columns={classes}
          counts={counts}
          describe={({ row, column }, rows) =>
            `given ${row}, ${truth} ${column}: ${plural(rows, 'row')}`
          }
          picked={picked}
          onPick={cell =>
            goTo({
              params: {
                annotator,
                given: cell?.row,
                suggested: cell?.column,
              },
            })
          }
        />
      ) : null}
      {picked && design === 'one' && picked.row !== picked.column ? (
        <div className={styles.actions} role="status">
          <span>
            Given {picked.row}, looks like {picked.column}, set by {annotator}.
          </span>
          <Button
            size="small"
            variant="secondary"
            onPress={() =>
              goTo({
                params: {
                  view: 'resolver',
                  annotator,
                  given: picked.row,
                  suggested: picked.column,
                },
              })
            }
          >
            Decide on these rows
          </Button>
        </div>
      ) : null}
      {pairs.length > 0 ? (
        <Disclosure summary="The same as a table">
          <ScrollRegion name={`What ${annotator} confuses`}>
            <table className={rowStyles.table}>
              <thead>
                <tr>
                  <th scope="col">given</th>
                  <th scope="col">{truth}</th>
                  <th scope="col" className={rowStyles.number}>
                    rows
                  </th>
                </tr>
              </thead>
              <tbody>
                {pairs.map(pair => (
                  <tr key={JSON.stringify([pair.given, pair.meant])}>
                    <td>{pair.given}</td>
                    <td>{pair.meant}</td>
                    <td className={rowStyles.number}>{count(pair.rows)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </Disclosure>
      ) : null}
    </Panel>
  );
}

import type {
  ErrorMeasure,
  ErrorNode,
} from '@greenroom/backstage-plugin-greenroom-common';
import { Disclosure } from '../components/Disclosure';
import { EmptyState } from '../components/EmptyState';
import { Figure } from '../components/Figure';
import { count, quantity } from '../components/numbers';
import { Panel } from '../components/Panel';
import { CohortChips } from './CohortChips';
import { cohortName } from './cohortWords';
import type { ErrorScene } from './errorScene';
import { Explored } from './Explored';
import { GroupTable } from './GroupTable';
import { MEASURE_NAMES, measureUnit, rateWords } from './groupWords';
import { isPicked, PickButton } from './PickButton';
import { treeLayout } from './treeLayout';
import { TreePicture, worstLeaf } from './TreePicture';
import { useExplored } from './useExplored';
import { questionOf } from './useErrorSelection';
import styles from './errors.module.css';

/** Rows split again and again by the feature that parts right from wrong best. */
export function TreeView({ scene }: { scene: ErrorScene }) {
  const { run, selection } = scene;
  const answer = useExplored(
    run.id,
    questionOf(selection, { type: 'tree' as const }),
  );
  return (
    <Explored answer={answer} what="the error tree" lines={8}>
      {({ root, remark }) =>
        root.children.length === 0 ? (
          <EmptyState title={remark ?? 'No feature parts right from wrong'}>
            The tree splits rows by the feature that tells most about errors.
            Mark columns with slice: true in the data set's manifest to split by
            them, or take a condition off the filter.
          </EmptyState>
        ) : (
          <Panel
            title={treeFinding(root, selection.measure)}
            note="The redder a group, the more of it is wrong; the thicker its branch and the longer its bar, the more of all errors are in it."
          >
            <TreePicture scene={scene} root={root} />
            <Disclosure summary="The same as a table">
              <TreeTable scene={scene} root={root} />
            </Disclosure>
          </Panel>
        )
      }
    </Explored>
  );
}

/** "31 % wrong where 12 ≤ slant < 24 ∧ ink < 2, which has 40.1 % of all errors". */
export function treeFinding(root: ErrorNode, measure: ErrorMeasure): string {
  const worst = worstLeaf(root);
  return `${rateWords(worst, measure)} where ${cohortName(
    worst.where,
  )}, which has ${quantity(worst.coverage, 'percent')} of all errors`;
}

function TreeTable(props: { scene: ErrorScene; root: ErrorNode }) {
  const { scene, root } = props;
  const { measure } = scene.selection;
  return (
    <GroupTable
      name="The error tree as a table"
      what="group"
      figures={['level', 'rows', MEASURE_NAMES[measure], 'of all errors']}
      words={['split by']}
    >
      {treeLayout(root).map(({ node, depth }, index) => (
        <tr key={index} data-selected={isPicked(scene, node.where)}>
          <th scope="row">
            <PickButton scene={scene} cohort={node.where}>
              <CohortChips cohort={node.where} />
            </PickButton>
          </th>
          <td className={styles.number}>{depth}</td>
          <td className={styles.number}>{count(node.rows)}</td>
          <td className={styles.number}>
            <Figure figure={node.rate} unit={measureUnit(measure)} brief />
          </td>
          <td className={styles.number}>
            {quantity(node.coverage, 'percent')}
          </td>
          <td>{node.splitBy ?? ''}</td>
        </tr>
      ))}
    </GroupTable>
  );
}

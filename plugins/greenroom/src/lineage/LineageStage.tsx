import { type ReactNode, useState } from 'react';
import type { Obligations } from '@greenroom/backstage-plugin-greenroom-common';
import { saveBlob } from '../components/saveBlob';
import type { VisibleGraph } from './graph/collapse';
import type { Graph, Mark } from './graph/difference';
import { isNarrow } from './isNarrow';
import { LineageControls } from './LineageControls';
import { LineageTable } from './LineageTable';
import type { Layout } from './layout/layOut';
import { LineagePicture } from './picture/LineagePicture';
import { lineageSvg } from './picture/lineageSvg';
import type { Marking } from './picture/Marking';
import type { AddressOf, AddressStep } from './useLineageAddress';

/** A lineage as a picture or a table, and what is chosen of it. */
export function LineageStage(props: {
  /** The finding; it stands on a saved picture. */
  title: string;
  file: string;
  lineage: Graph;
  graph: VisibleGraph;
  layout: Layout;
  marking: Marking;
  ofNode?: ReadonlyMap<string, Mark>;
  obligations?: Obligations;
  selected?: string;
  address: AddressOf<string>;
  /** What may stand as one node, with its words. */
  choices: readonly (readonly [by: string, words: string])[];
  onChange: (change: AddressStep) => void;
  /** Notes above the picture. */
  children?: ReactNode;
}) {
  const { title, file, lineage, graph, layout, marking, selected } = props;
  const { address, choices, onChange } = props;
  const [narrow] = useState(isNarrow);
  const asTable =
    address.view === 'table' || (address.view !== 'graph' && narrow);
  const select = (node: string | undefined) =>
    onChange({
      node,
      wayTo: undefined,
      against: undefined,
      impact: undefined,
    });
  const toggle = (group: string) => {
    const next = new Set(address.toggled);
    if (!next.delete(group)) next.add(group);
    onChange({ toggled: next });
  };
  return (
    <>
      <LineageControls
        address={address}
        choices={choices}
        teams={graph.teams}
        asTable={asTable}
        onChange={onChange}
        onToggle={toggle}
        onSave={() =>
          saveBlob(
            new Blob([lineageSvg(title, graph, layout, marking, selected)], {
              type: 'image/svg+xml',
            }),
            file,
          )
        }
      />
      {props.children}
      {asTable ? (
        <LineageTable
          lineage={lineage}
          ofNode={props.ofNode}
          obligations={props.obligations}
          selected={selected}
          onSelect={select}
        />
      ) : (
        <LineagePicture
          graph={graph}
          layout={layout}
          marking={marking}
          selected={selected && graph.standsFor.get(selected)}
          onSelect={select}
          onToggle={toggle}
        />
      )}
    </>
  );
}

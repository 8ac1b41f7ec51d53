import type {
  EdgeKind,
  NodeKind,
} from '@greenroom/backstage-plugin-greenroom-common';

export type LineageNodeRow = {
  number: number;
  id: string;
  kind: NodeKind | 'group';
  group_number: number;
  is_newest: boolean | number;
  scope: string | null;
  details: string;
  changed: number | string;
};

export type LineageEdgeRow = {
  number: number;
  scope: string;
  from_number: number;
  to_number: number;
  kind: EdgeKind;
  details: string;
  since: number | string | null;
  until: number | string | null;
  gone: boolean | number;
  changed: number | string;
};

/** Rows named in one query: below what either database takes as parameters. */
export const ROWS_AT_A_TIME = 500;

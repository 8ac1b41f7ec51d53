import {
  type Box,
  boxChanges,
  boxChangesText,
  type BoxFinding,
  boxesText,
  correctedBox,
  findingsOfBox,
} from '@greenroom/backstage-plugin-greenroom-common';
import { keep, type Word } from '../decisions/words';

/** The boxes of a picture as a person is about to have them. */
export type BoxDraft = {
  readonly given: readonly Box[];
  readonly findings: readonly BoxFinding[];
  /** Findings that are not taken, by their place in the list. */
  readonly off: ReadonlySet<number>;
  /** What a person made of boxes, by id: another box, or null where it is removed. */
  readonly own: ReadonlyMap<string, Box | null>;
};

/** One box of the draft. */
export type DraftBox = {
  readonly id: string;
  readonly box: Box;
  /** Who last said how it stands. */
  readonly origin: 'given' | 'suggested' | 'person';
};

/** Longer reasons are cut. */
const REASON_CHARACTERS = 500;

/** Ids of boxes that a person drew begin so. */
const DRAWN = 'drawn ';
const isDrawn = (id: string) => id.startsWith(DRAWN);

/** A draft that takes all findings, as the suggestion of a row does. */
export function beginDraft(
  given: readonly Box[],
  findings: readonly BoxFinding[] = [],
): BoxDraft {
  return { given, findings, off: new Set(), own: new Map() };
}

/** The boxes as they would stand: those given in their order, then those that findings add, then those a person drew. */
export function draftBoxes(draft: BoxDraft): readonly DraftBox[] {
  return slotsOf(draft).flatMap(({ id, box, origin }): DraftBox[] => {
    const own = draft.own.get(id);
    if (box === undefined || own === null) return [];
    return own ? [{ id, box: own, origin: 'person' }] : [{ id, box, origin }];
  });
}

/** Boxes that a person took away, to be put back. */
export function removedBoxes(draft: BoxDraft): readonly DraftBox[] {
  return slotsOf(draft).flatMap(({ id, box, origin }) =>
    box !== undefined && draft.own.get(id) === null
      ? [{ id, box, origin }]
      : [],
  );
}

/** By id of a box: the findings about it, by their place in the list. */
export function findingsByBox(
  draft: BoxDraft,
): ReadonlyMap<string, readonly number[]> {
  return new Map(slotsOf(draft).map(({ id, findings }) => [id, findings]));
}

/** Takes a finding, or no longer; what a person made of its box gives way. */
export function turnFinding(draft: BoxDraft, finding: number): BoxDraft {
  const off = new Set(draft.off);
  if (!off.delete(finding)) off.add(finding);
  const own = new Map(draft.own);
  for (const slot of slotsOf(draft))
    if (slot.findings.includes(finding)) own.delete(slot.id);
  return { ...draft, off, own };
}

/** Moves, resizes or renames one box. */
export function placeBox(draft: BoxDraft, id: string, box: Box): BoxDraft {
  return { ...draft, own: new Map(draft.own).set(id, box) };
}

/** Draws a box; it comes last. */
export function addBox(
  draft: BoxDraft,
  box: Box,
): { draft: BoxDraft; id: string } {
  const drawn = [...draft.own.keys()].filter(isDrawn).length;
  const id = `${DRAWN}${drawn}`;
  return { draft: placeBox(draft, id, box), id };
}

export function removeBox(draft: BoxDraft, id: string): BoxDraft {
  return { ...draft, own: new Map(draft.own).set(id, null) };
}

/** A box as it was before a person changed or removed it. */
export function restoreBox(draft: BoxDraft, id: string): BoxDraft {
  const own = new Map(draft.own);
  own.delete(id);
  return { ...draft, own };
}

/** "1 added, 1 from 4 to 9" against what is given. */
export function draftWords(draft: BoxDraft): string {
  return boxChangesText(changesOf(draft));
}

/** The decision that the draft is: the boxes changed, or kept where nothing did. */
export function takeDraft(
  row: { readonly key: string; readonly given: string },
  draft: BoxDraft,
): Word {
  if (changesOf(draft).length === 0) return keep(row);
  const reason = draft.findings
    .filter((_, index) => !draft.off.has(index))
    .map(({ why }) => why)
    .join(' ')
    .slice(0, REASON_CHARACTERS);
  return {
    key: row.key,
    kind: 'relabel',
    from: row.given,
    to: boxesText(draftBoxes(draft).map(({ box }) => box)),
    ...(reason === '' ? {} : { reason }),
  };
}

function changesOf(draft: BoxDraft) {
  return boxChanges(
    draft.given,
    draftBoxes(draft).map(({ box }) => box),
  );
}

/** A place for a box, with what stands there as long as no person says otherwise. */
type Slot = {
  id: string;
  box: Box | undefined;
  origin: DraftBox['origin'];
  /** Findings that are about it, by their place in the list. */
  findings: readonly number[];
};

function slotsOf(draft: BoxDraft): readonly Slot[] {
  const { given, findings, off, own } = draft;
  const placed = findings.map((finding, place) => ({ ...finding, place }));
  return [
    ...given.map((box, index): Slot => {
      const about = findingsOfBox(given, index, placed);
      const taken = about.filter(({ place }) => !off.has(place));
      return {
        id: `given ${index}`,
        box: correctedBox(box, taken),
        origin: taken.length > 0 ? 'suggested' : 'given',
        findings: about.map(({ place }) => place),
      };
    }),
    ...placed.flatMap(({ given: of, suggested, place }): Slot[] =>
      of === undefined && suggested
        ? [
            {
              id: `finding ${place}`,
              box: off.has(place) ? undefined : suggested,
              origin: 'suggested',
              findings: [place],
            },
          ]
        : [],
    ),
    ...[...own].flatMap(([id, box]): Slot[] =>
      isDrawn(id) && box ? [{ id, box, origin: 'person', findings: [] }] : [],
    ),
  ];
}

import type { BoxMark } from '../../boxes/BoxesOverlay';
import { type BoxDraft, draftBoxes, findingsByBox } from './boxDraft';

/**
 * All there is to see of a draft: what is given, what the findings would have,
 * and what a person made. Findings carry the number by which they are listed.
 */
export function draftMarks(draft: BoxDraft): readonly BoxMark[] {
  const { given, findings, off } = draft;
  const standing = draftBoxes(draft);
  const about = findingsByBox(draft);
  const isGone = (id: string) =>
    !standing.some(each => each.id === id && each.origin !== 'person');
  return [
    ...given.map((box, index): BoxMark => {
      const id = `given ${index}`;
      const numbers = (about.get(id) ?? []).map(place => place + 1);
      return {
        id,
        box,
        origin: 'given',
        name: [...numbers, box.label].join(' '),
        isFaint: isGone(id),
      };
    }),
    ...findings.flatMap(({ suggested }, place): BoxMark[] =>
      suggested
        ? [
            {
              id: `finding ${place}`,
              box: suggested,
              origin: 'suggested',
              name: `${place + 1} ${suggested.label}`,
              isFaint: off.has(place),
            },
          ]
        : [],
    ),
    ...standing
      .filter(({ origin }) => origin === 'person')
      .map(
        ({ id, box }): BoxMark => ({
          id: `person ${id}`,
          box,
          origin: 'person',
          name: box.label,
        }),
      ),
  ];
}

/** Ids of the marks of one finding: what it would have, and the box it is about. */
export function marksOfFinding(
  draft: BoxDraft,
  place: number,
): readonly string[] {
  return [
    `finding ${place}`,
    ...[...findingsByBox(draft)]
      .filter(([, places]) => places.includes(place))
      .map(([id]) => id),
  ];
}

/** Ids of the marks of one box of the draft. */
export function marksOfBox(id: string): readonly string[] {
  return [id, `person ${id}`];
}

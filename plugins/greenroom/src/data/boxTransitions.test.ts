import {
  type Box,
  boxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import { boxTransitions } from './boxTransitions';

const box = (label: string, x: number): Box => ({
  label,
  x,
  y: 0,
  width: 20,
  height: 20,
});
const text = (...boxes: Box[]) => boxesText(boxes);

describe('boxTransitions', () => {
  it('adds up over pictures what became of their boxes', () => {
    expect(
      boxTransitions([
        { from: text(box('4', 0)), to: text(box('9', 0)), count: 1 },
        {
          from: text(box('4', 0)),
          to: text(box('9', 0), box('1', 50)),
          count: 2,
        },
      ]),
    ).toEqual([
      { word: 'from 4 to 9', count: 3 },
      { word: 'added', count: 2 },
    ]);
  });

  it('leaves labels that are classes to others', () => {
    expect(boxTransitions([{ from: '4', to: '9', count: 1 }])).toBeUndefined();
  });
});

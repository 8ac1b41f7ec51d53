import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  type Box,
  readBoxesText,
} from '@greenroom/backstage-plugin-greenroom-common';
import { renderInPortal } from '../../changes/__testUtils__/portal';
import { rememberingDecisions } from '../__testUtils__/rememberingDecisions';
import { box, sceneIssue, sceneRows, scenes } from '../__testUtils__/scenes';
import { ResolverView } from './ResolverView';

const atPicture = (key: string) =>
  screen.findByRole('group', { name: `Row ${key}` });

const show = async (
  labels: ReturnType<typeof rememberingDecisions> = rememberingDecisions([
    sceneIssue('a.png'),
    sceneIssue('b.png'),
  ]),
  asset = scenes,
) => {
  await renderInPortal(
    <ResolverView asset={asset} version={asset.version!} />,
    { ...labels.api, ...sceneRows },
  );
  await atPicture('a.png');
  return labels;
};

const findings = () => screen.getByRole('list', { name: 'Doubtful boxes' });
const standing = () =>
  screen.getByRole('list', { name: 'Boxes as they would stand' });
const boxesSaid = (
  labels: ReturnType<typeof rememberingDecisions>,
  key: string,
): Box[] | undefined => readBoxesText(labels.standing(key)?.to ?? '');

/** The drawing over the picture, once its size is known; of 320 by 240 pixels on the screen. */
const drawing = async () => {
  await screen.findByRole('img', { name: /160 by 120 pixels/ });
  const svg = document.querySelector('svg[viewBox="0 0 160 120"]')!;
  svg.getBoundingClientRect = () => new DOMRect(0, 0, 320, 240);
  return svg;
};
const stroke = (svg: Element, from: [number, number], to: [number, number]) => {
  // jsdom has no PointerEvent; a mouse event of the same name has the places.
  const fire = (type: string, [x, y]: [number, number]) =>
    fireEvent(
      svg,
      new MouseEvent(type, {
        bubbles: true,
        button: 0,
        clientX: x * 2,
        clientY: y * 2,
      }),
    );
  fire('pointerdown', from);
  fire('pointermove', to);
  fire('pointerup', to);
};

describe('the resolver of pictures with boxes', () => {
  it('lists what is doubtful box by box, and takes all of it by S', async () => {
    const labels = await show();
    for (const words of [
      '1 overlooked: 7',
      '2 box of another class: 4 → 9',
      '3 badly placed box: 1',
    ])
      expect(
        within(findings()).getByRole('checkbox', { name: words }),
      ).toBeChecked();
    expect(findings()).toHaveTextContent(
      'Nobody drew the 7 that is seen with 0.98. (score 0.010)',
    );
    expect(
      screen.getByRole('button', {
        name: 'Take: 1 added, 1 moved, 1 from 4 to 9 (S)',
      }),
    ).toBeInTheDocument();
    await userEvent.keyboard('s');
    await atPicture('b.png');
    await screen.findByText('Basket: 1 decision');
    expect(boxesSaid(labels, 'a.png')).toEqual([
      box('9', 10),
      box('1', 54),
      box('3', 80),
      box('7', 120),
    ]);
  });

  it('takes only the findings that digits left switched on', async () => {
    const labels = await show();
    await userEvent.keyboard('13');
    expect(
      within(findings()).getByRole('checkbox', { name: /overlooked/ }),
    ).not.toBeChecked();
    await userEvent.keyboard('s');
    await atPicture('b.png');
    await waitFor(() =>
      expect(boxesSaid(labels, 'a.png')).toEqual([
        box('9', 10),
        box('1', 50),
        box('3', 80),
      ]),
    );
    expect(labels.standing('a.png')?.reason).toBe(
      'It is seen as a 9 with 0.95.',
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(await atPicture('a.png')).toHaveTextContent(
      /Decided by mira-okafor: 1 from 4 to 9/,
    );
  });

  it('has nothing to take where all findings are off, and keeps', async () => {
    const labels = await show();
    await userEvent.keyboard('123');
    expect(
      screen.queryByRole('button', { name: /\(S\)$/ }),
    ).not.toBeInTheDocument();
    await userEvent.keyboard('s');
    expect(labels.standing('a.png')).toBeUndefined();
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep 3 boxes (K)' }),
    );
    await waitFor(() =>
      expect(labels.standing('a.png')).toMatchObject({ kind: 'keep' }),
    );
  });

  it('excludes, puts off and undoes as any row', async () => {
    const labels = await show();
    await userEvent.keyboard('e');
    await atPicture('b.png');
    await userEvent.keyboard('r');
    await waitFor(() =>
      expect(labels.standing('b.png')).toMatchObject({ kind: 'later' }),
    );
    await userEvent.keyboard('z');
    await waitFor(() => expect(labels.standing('b.png')).toBeUndefined());
    expect(labels.standing('a.png')).toMatchObject({ kind: 'exclude' });
  });

  it('changes, removes and adds boxes by keyboard alone', async () => {
    const labels = await show();
    await drawing();
    const user = userEvent.setup();
    const open = (name: RegExp) =>
      user.click(within(standing()).getByRole('button', { name }));
    await open(/^3 20 × 28 at 80, 20 given/);
    await user.selectOptions(screen.getByLabelText('class'), '8');
    const x = screen.getByLabelText('x');
    await user.clear(x);
    await user.type(x, '84{Enter}');
    await open(/^9/);
    await user.click(screen.getByRole('button', { name: 'Remove box' }));
    await user.click(screen.getByRole('button', { name: 'Add a box' }));
    expect(screen.getByLabelText('class')).toHaveFocus();
    await user.selectOptions(screen.getByLabelText('class'), '5');
    await user.keyboard('{Escape}');
    await user.keyboard('s');
    await waitFor(() =>
      expect(boxesSaid(labels, 'a.png')).toEqual([
        box('1', 54),
        box('8', 84),
        box('7', 120),
        { label: '5', x: 60, y: 45, width: 40, height: 30 },
      ]),
    );
  });

  it('puts a removed box back', async () => {
    await show();
    await userEvent.click(
      within(standing()).getByRole('button', { name: /^3 / }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Remove box' }));
    expect(
      screen.getByRole('heading', { name: '3 boxes as they would stand' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Put box 3 at 80, 20 back' }),
    );
    expect(
      screen.getByRole('heading', { name: '4 boxes as they would stand' }),
    ).toBeInTheDocument();
  });

  it('refuses a place outside of the picture', async () => {
    await show();
    await drawing();
    await userEvent.click(
      within(standing()).getByRole('button', { name: /^3 / }),
    );
    const width = screen.getByLabelText('width');
    await userEvent.clear(width);
    await userEvent.type(width, '99');
    expect(width).toHaveAttribute('aria-invalid', 'true');
    expect(screen.getByText('not within the picture')).toBeInTheDocument();
    expect(standing()).toHaveTextContent('9 × 28 at 80, 20 yours');
  });

  it('selects, moves, resizes and draws boxes by pointer', async () => {
    await show();
    const svg = await drawing();
    stroke(svg, [90, 30], [90, 30]);
    expect(
      within(standing()).getByRole('button', { expanded: true }),
    ).toHaveTextContent('3 20 × 28 at 80, 20');
    stroke(svg, [90, 30], [94, 36]);
    expect(standing()).toHaveTextContent('3 20 × 28 at 84, 26 yours');
    stroke(svg, [104, 54], [110, 60]);
    expect(standing()).toHaveTextContent('3 26 × 34 at 84, 26 yours');
    stroke(svg, [20, 70], [50, 110]);
    expect(
      within(standing()).getByRole('button', { expanded: true }),
    ).toHaveTextContent('3 30 × 40 at 20, 70 yours');
  });

  it('draws what is given, suggested and switched off in lines of their own', async () => {
    await show();
    const svg = await drawing();
    const drawn = (selector: string) =>
      [...svg.querySelectorAll(`g${selector} text`)].map(
        text => text.textContent,
      );
    expect(drawn('[data-origin="given"]')).toEqual(['2 4', '3 1', '3']);
    expect(drawn('[data-origin="suggested"]')).toEqual(['1 7', '2 9', '3 1']);
    await userEvent.keyboard('1');
    expect(drawn('[data-origin="suggested"][data-faint="true"]')).toEqual([
      '1 7',
    ]);
    await userEvent.hover(within(findings()).getAllByRole('listitem')[1]);
    expect(drawn('[data-pointed="true"]')).toEqual(['2 4', '2 9']);
    expect(
      screen.getByRole('list', { name: 'Lines of the picture' }),
    ).toHaveTextContent('given (solid)suggested (dashed)faint: will not stand');
  });

  it('lets a person who may not propose look only', async () => {
    const labels = rememberingDecisions([sceneIssue('a.png')]);
    await show(labels, { ...scenes, allowed: ['readRows'] });
    expect(
      within(findings()).getByRole('checkbox', { name: /overlooked/ }),
    ).toBeDisabled();
    await userEvent.keyboard('s');
    expect(labels.standing('a.png')).toBeUndefined();
    expect(
      screen.queryByRole('button', { name: 'Add a box' }),
    ).not.toBeInTheDocument();
  });
});

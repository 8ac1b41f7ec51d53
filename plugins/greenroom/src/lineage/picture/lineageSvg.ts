import { COLUMNS } from '../graph/columns';
import { isGroup, type VisibleGraph } from '../graph/collapse';
import { edgePath } from '../layout/edgePath';
import type { Layout } from '../layout/layOut';
import { kindName, STATUS_WORDS } from '../nodeWords';
import { type EdgeLook, lookOf, type Marking } from './Marking';
import { wordsAt, WORDS_LINE } from './wordsAt';

const HEAD = 64;
const PADDING = 20;
/** Letters of 12 pixels that fit a node's width. */
const LETTERS = 30;

/** Printed on white, whatever the portal's theme; contrast with white at least 4.5:1 where it is read. */
const STYLES = `text{font:12px system-ui,sans-serif;fill:#1b1b1b}
.muted{fill:#595959}.title{font-weight:600}.head{font-size:15px;font-weight:600}
.node{fill:#fff;stroke:#767676}.faint{stroke-dasharray:2 2}.selected{stroke:#1b1b1b;stroke-width:3}
.block{fill:none;stroke:#bdbdbd}path{fill:none;stroke:#767676}
path.path{stroke:#1b1b1b;stroke-width:2.25}path.faint{stroke:#d4d4d4;stroke-dasharray:none}
path.odd{stroke:#b3261e;stroke-width:2;stroke-dasharray:3 3}
path.first{stroke:#1b6e3b;stroke-width:2}path.second{stroke:#8a5300;stroke-width:2;stroke-dasharray:6 4}
.words{stroke:#fff;stroke-width:4;paint-order:stroke}`;

/**
 * The whole picture as an SVG document that needs nothing else: no script, no
 * font, no address; what people wrote is escaped.
 */
export function lineageSvg(
  title: string,
  graph: VisibleGraph,
  layout: Layout,
  marking: Marking,
  selected?: string,
): string {
  const width = Math.ceil(layout.width + 2 * PADDING);
  const height = Math.ceil(layout.height + HEAD + PADDING);
  const edges = layout.edges.flatMap((edge, i) =>
    edge ? [{ edge, i, look: lookOf(i, marking) }] : [],
  );
  const below = (look: EdgeLook) => (look === 'faint' ? 0 : 1);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLES}</style>`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    `<text class="head" x="${PADDING}" y="24">${escaped(title)}</text>`,
    `<g transform="translate(${PADDING} ${HEAD})">`,
    ...[...layout.columns].map(
      ([column, x]) =>
        `<text class="muted" x="${x}" y="-14">${COLUMNS[column]}</text>`,
    ),
    ...[...graph.opened].map(([block, group]) => {
      const { x, y, ...size } = layout.blocks.get(block)!;
      return `<rect class="block" x="${x - 6}" y="${y - 6}" width="${
        size.width + 12
      }" height="${size.height + 12}" rx="6"/><text x="${x + 6}" y="${
        y + 16
      }">${escaped(group.title)}</text>`;
    }),
    ...edges
      .sort((a, b) => below(a.look) - below(b.look))
      .map(({ edge, look }) => `<path class="${look}" d="${edgePath(edge)}"/>`),
    ...graph.nodes.map(node => {
      const { x, y, ...size } = layout.nodes.get(node.id)!;
      const flags = marking.flags.get(node.id) ?? [
        ...(node.status === 'neutral' ? [] : [STATUS_WORDS[node.status]]),
      ];
      const isFaint = marking.onPath && !marking.onPath.nodes.has(node.id);
      const looks = [
        'node',
        ...(isFaint ? ['faint'] : []),
        ...(node.id === selected ? ['selected'] : []),
      ];
      return [
        `<rect class="${looks.join(' ')}" x="${x}" y="${y}" width="${
          size.width
        }" height="${size.height}" rx="4"/>`,
        text(
          x + 8,
          y + 18,
          'muted',
          [
            kindName({ kind: node.kind, isGroup: isGroup(node) }),
            ...flags,
          ].join(' · '),
        ),
        text(x + 8, y + 37, 'title', node.title),
        text(x + 8, y + 55, 'muted', node.subtitle),
      ].join('');
    }),
    ...edges.flatMap(({ edge, i }) => {
      const { x, y } = wordsAt(edge);
      const words = marking.words.get(i) ?? [];
      return words.map(
        (line, k) =>
          `<text class="words" text-anchor="middle" x="${x}" y="${
            y + (k - (words.length - 1) / 2) * WORDS_LINE + 4
          }">${escaped(line)}</text>`,
      );
    }),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, look: string, words: string): string {
  const short =
    words.length > LETTERS ? `${words.slice(0, LETTERS - 1)}…` : words;
  return `<text class="${look}" x="${x}" y="${y}">${escaped(short)}</text>`;
}

/** Signs that XML 1.0 has no place for (section 2.2) are left out. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(words: string): string {
  return words.replace(NOT_XML, '').replace(/[&<>"']/g, sign => ENTITIES[sign]);
}

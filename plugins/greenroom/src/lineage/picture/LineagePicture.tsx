import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { COLUMNS } from '../graph/columns';
import type { VisibleGraph } from '../graph/collapse';
import type { Group } from '../graph/groupsOf';
import { type Box, HEADER_HEIGHT, layOut, type Layout } from '../layout/layOut';
import { Edges } from './Edges';
import type { Marking } from './Marking';
import { PictureNode } from './PictureNode';
import { inReadingOrder, nextByKey, type Place } from './nextByKey';
import { useZoom } from './useZoom';
import { isNear, stepped, type Viewport } from './Viewport';
import { WHOLE_SIZE, zoomed, zoomToFit } from './zoom';
import { ZoomButtons } from './ZoomButtons';
import styles from './picture.module.css';

/** Room for the names of the columns. */
const HEAD = 36;
const PADDING = 16;
/** What stands before the picture, however large it is drawn. */
const MARGIN = { x: PADDING, y: HEAD };
/** Before the page has told how large the frame is. */
const FIRST_VIEWPORT: Viewport = { x: 0, y: 0, width: 1200, height: 800 };

export function layoutOf(graph: VisibleGraph): Layout {
  return layOut(graph.nodes, graph.edges, new Set(graph.opened.keys()));
}

/**
 * The graph in a frame that scrolls; only what is near to what is seen is drawn.
 * It is one stop of the Tab key: arrows go along the edges and within a layer,
 * Enter chooses a node or opens a group, Escape chooses nothing, + and − zoom.
 */
export function LineagePicture(props: {
  graph: VisibleGraph;
  layout: Layout;
  marking: Marking;
  selected?: string;
  onSelect: (id: string | undefined) => void;
  onToggle: (groupId: string) => void;
}) {
  const { graph, layout, marking, selected, onSelect, onToggle } = props;
  const keys = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [scrolled, setScrolled] = useState(FIRST_VIEWPORT);
  const look = useCallback(() => {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = frame.current!;
    if (clientWidth === 0) return;
    const next = stepped({
      x: scrollLeft - PADDING,
      y: scrollTop - HEAD,
      width: clientWidth,
      height: clientHeight,
    });
    setScrolled(before => (same(before, next) ? before : next));
  }, []);
  const [zoom, zoomTo] = useZoom(frame, MARGIN, look);
  const viewport = useMemo(() => scaled(scrolled, 1 / zoom), [scrolled, zoom]);
  useEffect(look, [look, layout, zoom]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, [look]);

  const places = useMemo(() => placesOf(graph, layout), [graph, layout]);
  const first = useMemo(() => inReadingOrder(places)[0]?.id, [places]);
  const [focused, setFocused] = useState<string>();
  const stop = places.some(({ id }) => id === focused) ? focused : first;
  // A key moves the focus to what may not be drawn yet, and what is opened is not
  // there before the graph is another one: first there, then the focus.
  const wanted = useRef<{ id: string; unlike?: VisibleGraph }>();
  const reach = (id: string) => {
    const place = places.find(each => each.id === id);
    if (!place) return;
    wanted.current = { id };
    setFocused(id);
    scrollTo(frame.current!, scaled(place.box, zoom));
    look();
  };
  useEffect(() => {
    if (wanted.current === undefined || wanted.current.unlike === graph) return;
    const target = placeOf(graph, places, wanted.current.id);
    const button = [
      ...frame.current!.querySelectorAll<HTMLElement>('[data-place]'),
    ].find(({ dataset }) => dataset.place === target);
    if (!button) return;
    wanted.current = undefined;
    button.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && selected !== undefined) onSelect(undefined);
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const wish = zoomByKey(event.key, zoom);
    if (wish !== undefined) zoomTo(wish);
    if (stop === undefined) return;
    const next = nextByKey(event.key, stop, places, graph.edges);
    if (next === undefined) return;
    event.preventDefault();
    reach(next);
  };
  // What is chosen elsewhere, in the table or by an address, comes into view.
  const chosen = useRef<string>();
  useEffect(() => {
    if (selected === chosen.current) return;
    chosen.current = selected;
    const box = selected && layout.nodes.get(selected);
    if (box) scrollTo(frame.current!, scaled(box, zoom));
  }, [selected, layout, zoom]);

  const drawn = (box: Box, id: string) => id === stop || isNear(box, viewport);
  return (
    <>
      <ZoomButtons
        zoom={zoom}
        onZoom={zoomTo}
        onFit={() =>
          zoomTo(
            zoomToFit(layout.width, frame.current!.clientWidth - 2 * PADDING),
          )
        }
      />
      {/* Keys of the nodes in it, which are buttons. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={frame}
        className={styles.frame}
        style={{
          height: `clamp(240px, ${
            layout.height * zoom + HEAD + 3 * PADDING
          }px, 70vh)`,
        }}
        role="group"
        aria-label="Lineage graph"
        aria-describedby={keys}
        onScroll={look}
        onKeyDown={onKeyDown}
      >
        <span id={keys} className={styles.forTheEar}>
          Arrow keys go along the edges and within a column, Enter chooses a
          node or opens a group, Escape chooses nothing, plus and minus zoom, 0
          is the whole size.
        </span>
        <div
          className={styles.paper}
          style={{
            width: layout.width * zoom + 2 * PADDING,
            height: layout.height * zoom + HEAD + PADDING,
          }}
        >
          {[...layout.columns].map(([column, x]) => (
            <div
              key={column}
              className={styles.column}
              style={{ left: x * zoom + PADDING }}
            >
              {COLUMNS[column]}
            </div>
          ))}
          <div
            className={styles.drawing}
            style={{
              left: PADDING,
              top: HEAD,
              transform: zoom === WHOLE_SIZE ? undefined : `scale(${zoom})`,
            }}
          >
            {[...graph.opened].map(([block, group]) => {
              const box = layout.blocks.get(block)!;
              return drawn(box, group.id) ? (
                <div key={block} className={styles.block} style={boxStyle(box)}>
                  <button
                    type="button"
                    className={styles.header}
                    style={{ height: HEADER_HEIGHT - 6 }}
                    data-place={group.id}
                    tabIndex={group.id === stop ? 0 : -1}
                    aria-expanded
                    onFocus={() => setFocused(group.id)}
                    onClick={() => {
                      wanted.current = { id: group.id, unlike: graph };
                      onToggle(group.id);
                    }}
                  >
                    <span aria-hidden="true">▾ </span>
                    {group.title}
                  </button>
                </div>
              ) : null;
            })}
            <Edges layout={layout} marking={marking} viewport={viewport} />
            {graph.nodes.map(node => {
              const box = layout.nodes.get(node.id)!;
              return drawn(box, node.id) ? (
                <PictureNode
                  key={node.id}
                  node={node}
                  style={boxStyle(box)}
                  isStop={node.id === stop}
                  isSelected={node.id === selected}
                  isFaint={
                    marking.onPath !== undefined &&
                    !marking.onPath.nodes.has(node.id)
                  }
                  mark={marking.ofNode.get(node.id)}
                  flags={marking.flags.get(node.id) ?? []}
                  onFocus={() => setFocused(node.id)}
                  onPress={() => {
                    const { opens } = node;
                    if (!opens) {
                      onSelect(node.id === selected ? undefined : node.id);
                      return;
                    }
                    wanted.current = {
                      id: placeAfter(opens, node.block),
                      unlike: graph,
                    };
                    onToggle(opens.id);
                  }}
                />
              ) : null;
            })}
          </div>
        </div>
      </div>
    </>
  );
}

function zoomByKey(key: string, zoom: number): number | undefined {
  if (key === '+' || key === '=') return zoomed(zoom, 'in');
  if (key === '-') return zoomed(zoom, 'out');
  return key === '0' ? WHOLE_SIZE : undefined;
}

/** What takes the focus after a group was opened. */
function placeAfter({ level, id }: Group, block: string): string {
  return level === 'older' ? block : id;
}

/** Of a group that was opened its header, which closes it again, or else the first that it held. */
function placeOf(
  graph: VisibleGraph,
  places: readonly Place[],
  id: string,
): string | undefined {
  if (places.some(place => place.id === id)) return id;
  const held = new Set(
    graph.nodes.flatMap(node => (node.inside.includes(id) ? [node.id] : [])),
  );
  return inReadingOrder(places).find(place => held.has(place.id))?.id;
}

function scaled({ x, y, width, height }: Box, by: number): Box {
  return { x: x * by, y: y * by, width: width * by, height: height * by };
}

function placesOf(graph: VisibleGraph, layout: Layout): Place[] {
  return [
    ...[...graph.opened].map(([block, { id }]) => ({
      id,
      box: { ...layout.blocks.get(block)!, height: HEADER_HEIGHT },
    })),
    ...graph.nodes.map(({ id }) => ({ id, box: layout.nodes.get(id)! })),
  ];
}

function boxStyle({ x, y, width, height }: Box) {
  return { left: x, top: y, width, height };
}

function same(a: Viewport, b: Viewport): boolean {
  return (
    a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
  );
}

/** Into the middle where it is not wholly seen. */
function scrollTo(frame: HTMLElement, box: Box) {
  const [x, y] = [box.x + PADDING, box.y + HEAD];
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = frame;
  if (x < scrollLeft || x + box.width > scrollLeft + clientWidth)
    frame.scrollLeft = x + box.width / 2 - clientWidth / 2;
  if (y < scrollTop || y + box.height > scrollTop + clientHeight)
    frame.scrollTop = y + box.height / 2 - clientHeight / 2;
}

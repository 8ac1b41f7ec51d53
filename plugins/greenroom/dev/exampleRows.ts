import type {
  AssetDetail,
  Cell,
  Row,
  RowFilter,
  RowPage,
  RowSort,
} from '@greenroom/backstage-plugin-greenroom-common';
import { assets, CLASSES } from './exampleAssets';
import { slow } from './exampleJobs';

const STORY =
  'Dear team, the delivery that was promised for Monday has not arrived. I called twice and was told that it left the warehouse on Friday. ';

export const nameOf = (versionId: string) =>
  /#([^@]*)@/.exec(versionId)?.[1] ?? '';

export const assetOf = (versionId: string): AssetDetail =>
  assets.find(({ name }) => name === nameOf(versionId)) ?? assets[0];

export const totalOf = (versionId: string) =>
  nameOf(versionId) === 'clicks' ? 10_000_000 : 9_480;

function cells(index: number, asset: AssetDetail): Record<string, Cell> {
  if (asset.name === 'street') {
    return {
      file: `frame-${index}.jpg`,
      caption: STORY.repeat((index % 5) + 1),
    };
  }
  return {
    id: String(index).padStart(4, '0'),
    label: CLASSES[(index * 7) % 10],
    split: ['train', 'train', 'train', 'validation', 'test'][index % 5],
    annotator: index % 7 === 0 ? null : `ann-${index % 3}`,
    slant: Math.round(Math.sin(index) * 1000) / 50,
  };
}

export function row(index: number, versionId: string): Row {
  const asset = assetOf(versionId);
  const found = cells(index, asset);
  const key = String(found.file ?? found.id);
  if (asset.name !== 'street') return { key, cells: found };
  return {
    key,
    cells: found,
    picture: { width: 640, height: 400 },
    boxes: [
      { label: 'car', x: 60, y: 190, width: 210, height: 140 },
      { label: 'person', x: 380, y: 120, width: 60, height: 190 },
    ],
  };
}

const indexOf = (key: string) => Number(/\d+/.exec(key)?.[0] ?? 0);

/** A page of rows, found without making the others. */
export async function getRows(query: {
  versionId: string;
  filter?: RowFilter;
  sort?: RowSort;
  offset?: number;
  limit?: number;
}): Promise<RowPage> {
  const { versionId, filter = {}, sort, offset = 0, limit = 25 } = query;
  const asset = assetOf(versionId);
  const image = asset.columns!.find(({ role }) => role === 'image');
  const page = {
    columns: asset.columns!.filter(({ personal }) => !personal),
    offset,
    masked: asset.columns!.filter(({ personal }) => personal).map(c => c.name),
    image: image && { column: image.name, width: 28, height: 28 },
    hidden: !asset.allowed.includes('readRows'),
  };
  if (page.hidden) return { ...page, rows: [], total: 0 };
  const total = totalOf(versionId);
  const large = total > 1_000_000;
  if (large && sort) {
    const job = slow(`sort ${sort.column}`, 'Ordering 10,000,000 rows');
    if (job.state !== 'succeeded') return { ...page, rows: [], total: 0, job };
  }
  if (filter.keys) {
    const rows = filter.keys.map(key => row(indexOf(key), versionId));
    return { ...page, rows: rows.slice(0, limit), total: rows.length };
  }
  const { equals = {}, ranges = {}, search = '' } = filter;
  const passes = (each: Row) =>
    Object.entries(equals).every(
      ([name, value]) => String(each.cells[name] ?? '') === value,
    ) &&
    Object.entries(ranges).every(
      ([name, { min = -Infinity, max = Infinity }]) => {
        const cell = each.cells[name];
        return typeof cell === 'number' && cell >= min && cell < max;
      },
    ) &&
    Object.values(each.cells).some(cell => String(cell).includes(search));
  if (large) {
    const rows = Array.from({ length: limit }, (_, i) =>
      row(offset + i, versionId),
    );
    return { ...page, rows, total };
  }
  const all = Array.from({ length: total }, (_, i) => row(i, versionId)).filter(
    passes,
  );
  if (sort) {
    const sign = sort.direction === 'ascending' ? 1 : -1;
    all.sort((a, b) => {
      const [x, y] = [a.cells[sort.column], b.cells[sort.column]];
      return sign * String(x).localeCompare(String(y), 'en', { numeric: true });
    });
  }
  return {
    ...page,
    rows: all.slice(offset, offset + limit),
    total: all.length,
  };
}

/** A digit in white on black, or a street with a car. */
export function picture(key: string, versionId: string): string {
  const wide = nameOf(versionId) === 'street';
  const canvas = document.createElement('canvas');
  canvas.width = wide ? 640 : 28;
  canvas.height = wide ? 400 : 28;
  const context = canvas.getContext('2d')!;
  context.fillStyle = wide ? '#8fa3b5' : 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (wide) {
    context.fillStyle = '#444';
    context.fillRect(0, 300, 640, 100);
    context.fillStyle = '#a33';
    context.fillRect(60, 230, 210, 80);
    context.fillStyle = '#335';
    context.fillRect(390, 140, 40, 170);
  } else {
    context.fillStyle = 'white';
    context.font = '24px serif';
    context.fillText(CLASSES[(indexOf(key) * 7) % 10], 8, 22);
  }
  return canvas.toDataURL('image/png');
}

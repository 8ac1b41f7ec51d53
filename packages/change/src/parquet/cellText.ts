import type { SchemaElement } from 'hyparquet';
import type { CellValue } from '../Edit';
import type { Physical } from './Chunk';

/** How values of a column are told as text, and written from it. */
export type CellText = {
  textOf(value: Physical): string;
  /** @returns undefined where the column cannot hold it */
  valueOf(text: string): Physical | undefined;
};

const TICKS = { MILLIS: 3, MICROS: 6, NANOS: 9 } as const;
const DAY_MILLIS = 24 * 60 * 60 * 1000;
const SECOND =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(?:Z|\+00(?::?00)?)?$/;

const TEXTS: CellText = {
  textOf: value => Buffer.from(value as Uint8Array).toString('utf8'),
  valueOf: text => Buffer.from(text, 'utf8'),
};

const UUIDS: CellText = {
  textOf: value =>
    Buffer.from(value as Uint8Array)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  valueOf: text => {
    const digits = text.replaceAll('-', '');
    return /^[0-9a-f]{32}$/i.test(digits)
      ? Buffer.from(digits, 'hex')
      : undefined;
  },
};

const DATES: CellText = {
  textOf: value =>
    new Date(Number(value) * DAY_MILLIS).toISOString().slice(0, 10),
  valueOf: text => {
    const millis = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
    return Number.isNaN(millis) ? undefined : millis / DAY_MILLIS;
  },
};

const DOUBLES: CellText = {
  textOf: value => String(value),
  valueOf: text =>
    text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text),
};

/** So many digits tell any two of them apart (IEEE 754, 5.12.2). */
const FLOAT_DIGITS = 9;

const FLOATS: CellText = {
  textOf: value => {
    const exact = Number(value);
    for (let digits = 1; digits < FLOAT_DIGITS; digits++) {
      const text = Number(exact.toPrecision(digits));
      if (Math.fround(text) === exact) return String(text);
    }
    return String(exact);
  },
  valueOf: text => {
    const value = DOUBLES.valueOf(text);
    return value === undefined ? undefined : Math.fround(Number(value));
  },
};

/**
 * The text of the cells of a column (Apache Parquet, "Logical Types"), as DuckDB
 * prints them.
 *
 * @returns undefined for types that are no single readable value
 */
export function cellTextOf(element: SchemaElement): CellText | undefined {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL')
    return decimals(element);
  switch (type) {
    case 'BOOLEAN':
      return {
        textOf: String,
        valueOf: text =>
          /^(true|false)$/i.test(text)
            ? text.toLowerCase() === 'true'
            : undefined,
      };
    case 'FLOAT':
    case 'DOUBLE':
      return type === 'FLOAT' ? FLOATS : DOUBLES;
    case 'INT32':
      if (converted === 'DATE' || logical?.type === 'DATE') return DATES;
      if (logical?.type === 'TIME' || converted?.startsWith('TIME_'))
        return undefined;
      return integers(element, 32);
    case 'INT64': {
      const unit = unitOf(element);
      if (unit) return moments(unit);
      if (logical?.type === 'TIME' || converted?.startsWith('TIME_'))
        return undefined;
      return integers(element, 64);
    }
    case 'BYTE_ARRAY': {
      const isText =
        ['UTF8', 'ENUM', 'JSON'].includes(converted ?? '') ||
        ['STRING', 'ENUM', 'JSON'].includes(logical?.type ?? '');
      return isText ? TEXTS : undefined;
    }
    case 'FIXED_LEN_BYTE_ARRAY':
      return logical?.type === 'UUID' ? UUIDS : undefined;
    default:
      return undefined;
  }
}

/** Of a cell that may hold nothing. */
export function cellTextOrNull(
  text: CellText,
  value: Physical | null,
): CellValue {
  return value === null ? null : text.textOf(value);
}

function integers(
  { converted_type: converted, logical_type: logical }: SchemaElement,
  storedBits: 32 | 64,
): CellText {
  const [, sign, said] = /^(U?)INT_(\d+)$/.exec(converted ?? '') ?? [];
  const isUnsigned =
    logical?.type === 'INTEGER' ? !logical.isSigned : sign === 'U';
  const bits =
    logical?.type === 'INTEGER' ? logical.bitWidth : Number(said ?? storedBits);
  const [least, most] = isUnsigned
    ? [0n, 2n ** BigInt(bits) - 1n]
    : [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
  return {
    textOf: value =>
      String(
        isUnsigned ? BigInt.asUintN(bits, BigInt(value as number)) : value,
      ),
    valueOf: text => {
      if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
      const value = BigInt(text.replace(/^\+/, ''));
      if (value < least || value > most) return undefined;
      const stored = BigInt.asIntN(storedBits, value);
      return storedBits === 32 ? Number(stored) : stored;
    },
  };
}

function unitOf({
  converted_type: converted,
  logical_type: logical,
}: SchemaElement): keyof typeof TICKS | undefined {
  if (logical?.type === 'TIMESTAMP') return logical.unit;
  if (converted === 'TIMESTAMP_MILLIS') return 'MILLIS';
  return converted === 'TIMESTAMP_MICROS' ? 'MICROS' : undefined;
}

function moments(unit: keyof typeof TICKS): CellText {
  const digits = TICKS[unit];
  const scale = 10n ** BigInt(digits);
  return {
    textOf: value => {
      const ticks = BigInt(value as bigint);
      const part = ((ticks % scale) + scale) % scale;
      const seconds = (ticks - part) / scale;
      const text = new Date(Number(seconds) * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');
      const fraction = String(part).padStart(digits, '0').replace(/0+$/, '');
      return fraction ? `${text}.${fraction}` : text;
    },
    valueOf: text => {
      const [, day, time, fraction = ''] = SECOND.exec(text) ?? [];
      const millis = day ? Date.parse(`${day}T${time}Z`) : NaN;
      if (Number.isNaN(millis) || /[1-9]/.test(fraction.slice(digits)))
        return undefined;
      const part = BigInt(fraction.slice(0, digits).padEnd(digits, '0') || 0);
      return BigInt(millis / 1000) * scale + part;
    },
  };
}

function decimals({
  type,
  type_length: length,
  logical_type: logical,
  scale: said = 0,
  precision: width = 0,
}: SchemaElement): CellText {
  const scale = logical?.type === 'DECIMAL' ? logical.scale : said;
  const precision = logical?.type === 'DECIMAL' ? logical.precision : width;
  return {
    textOf: value => {
      const unscaled =
        value instanceof Uint8Array ? signed(value) : BigInt(value);
      const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(
        scale + 1,
        '0',
      );
      const whole = digits.slice(0, digits.length - scale);
      const text = scale > 0 ? `${whole}.${digits.slice(-scale)}` : whole;
      return unscaled < 0n ? `-${text}` : text;
    },
    valueOf: text => {
      const [, sign, whole, fraction = ''] =
        /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
      if (whole === undefined || /[1-9]/.test(fraction.slice(scale)))
        return undefined;
      const digits = whole + fraction.slice(0, scale).padEnd(scale, '0');
      if (digits.replace(/^0+/, '').length > precision) return undefined;
      const unscaled = BigInt(digits) * (sign === '-' ? -1n : 1n);
      if (type === 'INT32') return Number(unscaled);
      if (type === 'INT64') return unscaled;
      return bigEndian(unscaled, length);
    },
  };
}

function signed(bytes: Uint8Array): bigint {
  const hex = Buffer.from(bytes).toString('hex');
  return hex === '' ? 0n : BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`));
}

/** In as few bytes as hold it, where no length is given. */
function bigEndian(value: bigint, length?: number): Uint8Array {
  let bytes = length ?? 1;
  while (length === undefined && BigInt.asIntN(bytes * 8, value) !== value)
    bytes++;
  const hex = BigInt.asUintN(bytes * 8, value).toString(16);
  return Buffer.from(hex.padStart(bytes * 2, '0'), 'hex');
}

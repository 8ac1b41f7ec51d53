/** Gives numbers from 0 to below 1, the same for the same seed (mulberry32, T. Ettinger 2017). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** What parsers stumble over. */
const TOKENS = [
  '\0',
  '\uFEFF',
  '\r\n',
  '\t',
  '---\n',
  '...\n',
  '&a ',
  '*a ',
  '<<: *a\n',
  '!!js/function ',
  '? ',
  ': ',
  '- ',
  '|2\n',
  '>-\n',
  '%YAML 9.9\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '\\',
  '\\u0000',
  '__proto__',
  'constructor',
  'null',
  '~',
  'NaN',
  '1e400',
  '-0',
  '0x10',
  '9'.repeat(40),
  'true',
  '${item}',
  '${a.b[0]}',
  '#',
  '\u2028',
  '\ud800',
  '../../../',
  '/etc/passwd',
  'http://169.254.169.254/',
  'file:///etc/passwd',
];

/** One file, changed a little or a lot; the same for the same seed. */
export function mutate(file: Buffer, other: Buffer, seed: number): Buffer {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  let bytes = file;
  const times = 1 + below(6);
  for (let i = 0; i < times; i++) {
    const at = below(bytes.length + 1);
    const length = below(Math.min(400, bytes.length - at) + 1);
    const [head, middle, tail] = [
      bytes.subarray(0, at),
      bytes.subarray(at, at + length),
      bytes.subarray(at + length),
    ];
    switch (below(9)) {
      case 0:
        bytes = Buffer.concat([head, tail]);
        break;
      case 1:
        bytes = Buffer.concat([head, middle, middle, tail]);
        break;
      case 2:
        bytes = Buffer.concat([
          head,
          Buffer.from(TOKENS[below(TOKENS.length)]),
          tail,
        ]);
        break;
      case 3:
        bytes = Buffer.concat([
          head,
          Buffer.from(TOKENS[below(TOKENS.length)]),
          middle,
          tail,
        ]);
        break;
      case 4: {
        const from = below(other.length + 1);
        bytes = Buffer.concat([
          head,
          other.subarray(from, from + 1 + below(2_000)),
          tail,
        ]);
        break;
      }
      case 5:
        bytes = Buffer.from(bytes);
        for (let n = 0; n < 1 + below(8) && bytes.length > 0; n++)
          bytes[below(bytes.length)] = below(256);
        break;
      case 6:
        bytes = head;
        break;
      case 7: {
        const token = TOKENS[below(TOKENS.length)];
        bytes = Buffer.concat([
          head,
          Buffer.from(token.repeat(1 + below(3_000))),
          middle,
          tail,
        ]);
        break;
      }
      default: {
        const times10 = Array.from({ length: 1 + below(60) }, () => middle);
        bytes = Buffer.concat([head, ...times10, tail]);
      }
    }
  }
  return bytes;
}

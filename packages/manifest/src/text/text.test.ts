import fc from 'fast-check';
import { stringify } from 'yaml';
import { pointerOf } from '../ManifestProblem';
import { isInsideNetwork } from '../privateAddress';
import { readManifest } from '../readManifest';
import { parseJson } from './parseJson';
import { parseYaml } from './parseYaml';

/** Maps and lists of what JSON and YAML both have. */
const value = fc.jsonValue({ maxDepth: 3 });

describe('parseJson and parseYaml', () => {
  it('read what was written', () => {
    fc.assert(
      fc.property(value, written => {
        const plain = JSON.parse(JSON.stringify(written)) as unknown;
        const json = parseJson(JSON.stringify(plain, null, 1));
        expect(json.ok && json.documents[0].value).toEqual(plain);
        // A document that is null declares nothing.
        if (plain === null) return;
        const yaml = parseYaml(stringify(plain));
        expect(yaml.ok && yaml.documents[0].value).toEqual(plain);
      }),
    );
  });

  it('say where a path stands, or its parent where it is absent', () => {
    const text = '{\n  "a": [\n    {"b": 1}\n  ]\n}';
    for (const parsed of [parseJson(text), parseYaml(text)]) {
      if (!parsed.ok) throw new Error(parsed.errors[0].message);
      const [document] = parsed.documents;
      expect(document.position(['a', 0, 'b'])).toEqual({ line: 3, column: 6 });
      expect(document.position(['a', 0, 'gone']).line).toBe(3);
    }
  });

  it('read pointers as RFC 6901 writes them', () => {
    expect(pointerOf(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
  });

  it.each([
    ['{"a": 1, "a": 2}', /stands twice/],
    ['{"a": 1,}', /not JSON/],
    ['{"a": 1} x', /not JSON/],
    ['// no\n{}', /not JSON/],
    ['['.repeat(500) + ']'.repeat(500), /deeper/],
  ])('parseJson refuses %s', (text, reason) => {
    const parsed = parseJson(text.slice(0, 2_000));
    expect(parsed.ok ? '' : parsed.errors[0].message).toMatch(reason);
  });

  it.each([
    ['a: 1\na: 2\n', /stands twice/],
    ['a: [b\n', /not YAML/],
    [`${'- '.repeat(500)}a\n`, /deeper/],
    [`${'['.repeat(500)}`, /deeper/],
    ['a: *nobody\n', /not YAML|alias/],
    [
      `a: &a [x]\n${Array.from({ length: 200 }, (_, i) => `b${i}: *a\n`).join(
        '',
      )}`,
      /aliases/,
    ],
  ])('parseYaml refuses %j', (text, reason) => {
    const parsed = parseYaml(text);
    expect(parsed.ok ? '' : parsed.errors[0].message).toMatch(reason);
  });

  it('brackets in a text are no nesting', () => {
    expect(parseJson(JSON.stringify({ a: '['.repeat(500) })).ok).toBe(true);
    expect(parseYaml(`a: "${'['.repeat(500)}"\n`).ok).toBe(true);
  });

  it('reads a map with a hundred thousand keys within a second or so', () => {
    const started = performance.now();
    parseYaml(Array.from({ length: 60_000 }, (_, i) => `k${i}: 1`).join('\n'));
    // Keys compared with each other would take minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('readManifest on hard input', () => {
  it.each([
    ['UTF-16', 'greenroom.yaml', Uint8Array.of(0xff, 0xfe, 0x41, 0), /UTF-16/],
    ['Latin-1', 'greenroom.yaml', Uint8Array.of(0x61, 0xff), /not UTF-8/],
    ['binary', 'greenroom.yaml', 'a\0b', /binary/],
    [
      'too many bytes',
      'greenroom.yaml',
      'x'.repeat(2 * 1024 * 1024),
      /bytes; \d+ are allowed/,
    ],
    ['nothing', 'greenroom.yaml', '# only words\n', /declares nothing/],
    ['no map', 'MLmodel', 'just text', /no map of fields/],
    ['another format', 'notes.txt', 'hello', /no manifest of a format/],
  ])('refuses %s with its reason', (_what, path, bytes, reason) => {
    const read = readManifest(path, bytes);
    expect(read.ok ? 'read' : read.errors[0].message).toMatch(reason);
  });

  it.each([['\uFEFF'], ['']])('reads CRLF and a byte order mark (%j)', mark => {
    const read = readManifest(
      'MLmodel',
      `${mark}flavors:\r\n  onnx:\r\n    data: m.onnx\r\n`,
    );
    expect(read).toMatchObject({
      ok: true,
      assets: [{ model: { path: 'm.onnx' } }],
    });
  });
});

describe('isInsideNetwork', () => {
  it.each([
    'http://localhost/x',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/',
    'http://10.1.2.3',
    'http://172.20.0.1',
    'https://192.168.0.9',
    'http://printer',
    'http://db.internal/',
    'file:///etc/passwd',
    'http://[fd00::1]/',
  ])('%s is inside', url => {
    expect(isInsideNetwork(url)).toBe(true);
  });
  it.each([
    'https://example.org',
    'http://8.8.8.8',
    'https://172.32.0.1',
    's3://bucket/key',
    'not a url',
  ])('%s is not', url => {
    expect(isInsideNetwork(url)).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import createWabt from 'wabt';
import { type Rule, ruleSchema } from '../policyDocument';
import type { PolicyFacts } from '../PolicyFacts';
import { askRego } from './askRego';
import { readBundle } from './readBundle';
import { runBundle } from './runBundle';

/** Any whole number above all texts of the program. */
const HEAP = 65_536;
const MODEL = '"kind":"model"';

/**
 * A program by the interface of OPA 1.2 (openpolicyagent.org, WebAssembly), which
 * says one thing of an input that has some bytes in it, and another of all else.
 * Values are JSON texts here, so that parsing and dumping are the identity; what
 * `opa build` makes is asked by `npm run proof -- policies`.
 */
function program({
  found,
  otherwise,
  body = '',
  memory = '(import "env" "memory" (memory 2))',
}: {
  found: string;
  otherwise: string;
  body?: string;
  memory?: string;
}): string {
  const text = (at: number, value: string) =>
    `(data (i32.const ${at}) "${value.replace(/["\\]/g, '\\$&')}\\00")`;
  return `(module
    ${memory}
    ${text(1024, '{}')} ${text(1040, '{"acme/deny":0}')}
    ${text(2048, MODEL)} ${text(4096, found)} ${text(8192, otherwise)}
    (global $heap (mut i32) (i32.const ${HEAP}))
    (global (export "opa_wasm_abi_version") i32 (i32.const 1))
    (global (export "opa_wasm_abi_minor_version") i32 (i32.const 2))
    (func (export "builtins") (result i32) (i32.const 1024))
    (func (export "entrypoints") (result i32) (i32.const 1040))
    (func (export "opa_json_dump") (param i32) (result i32) (local.get 0))
    (func (export "opa_json_parse") (param i32 i32) (result i32) (local.get 0))
    (func (export "opa_malloc") (param i32) (result i32)
      (global.get $heap)
      (global.set $heap (i32.add (global.get $heap) (local.get 0))))
    (func (export "opa_heap_ptr_get") (result i32) (global.get $heap))
    (func (export "opa_heap_ptr_set") (param i32) (global.set $heap (local.get 0)))
    (func (export "opa_eval")
      (param $reserved i32) (param $entry i32) (param $data i32)
      (param $input i32) (param $length i32) (param $top i32) (param $format i32)
      (result i32) (local $i i32) (local $k i32)
      ${body}
      (block $end
        (loop $next
          (br_if $end (i32.gt_u
            (i32.add (local.get $i) (i32.const ${
              MODEL.length
            })) (local.get $length)))
          (local.set $k (i32.const 0))
          (block $differs
            (loop $same
              (br_if $differs (i32.ne
                (i32.load8_u (i32.add (local.get $input)
                  (i32.add (local.get $i) (local.get $k))))
                (i32.load8_u (i32.add (i32.const 2048) (local.get $k)))))
              (local.set $k (i32.add (local.get $k) (i32.const 1)))
              (br_if $same (i32.lt_u (local.get $k) (i32.const ${
                MODEL.length
              }))))
            (return (i32.const 4096)))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $next)))
      (i32.const 8192)))`;
}

async function assembled(source: string): Promise<Buffer> {
  const wabt = await createWabt();
  return Buffer.from(wabt.parseWat('policy.wat', source).toBinary({}).buffer);
}

async function packed(files: Record<string, Buffer | string>) {
  const archive = pack();
  for (const [name, content] of Object.entries(files))
    archive.entry({ name }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

const answer = (value: unknown) => JSON.stringify([{ result: value }]);
const bundleOf = async (given: Parameters<typeof program>[0]) =>
  readBundle(await packed({ '/policy.wasm': await assembled(program(given)) }));
const DENIES = { found: answer(['Models are denied.']), otherwise: answer([]) };

const rule = ruleSchema.parse({
  ...{ id: 'r', check: 'rego', bundle: 'b.tar.gz', entrypoint: 'acme/deny' },
}) as Extract<Rule, { check: 'rego' }>;
const facts = (kind: PolicyFacts['kind']): PolicyFacts => ({
  ...{ kind, name: 'reader', tags: [], today: '2026-11-26' },
});

describe('askRego', () => {
  it('passes what a bundle says nothing against, and fails what it denies', async () => {
    const bundle = await bundleOf(DENIES);
    expect(await askRego(bundle, rule, facts('dataset'))).toMatchObject({
      result: 'pass',
    });
    expect(await askRego(bundle, rule, facts('model'))).toMatchObject({
      result: 'fail',
      message: 'Models are denied.',
      evidence: [{ what: 'acme/deny', value: 'Models are denied.' }],
    });
  });

  it('takes a result of its own', async () => {
    const said = { result: 'not applicable', message: 'Of data sets alone.' };
    const bundle = await bundleOf({ ...DENIES, found: answer(said) });
    expect(await askRego(bundle, rule, facts('model'))).toEqual({
      ...{ ...said, evidence: [] },
    });
  });

  it.each([
    ['says nothing', { ...DENIES, found: '[]' }, /is not defined/],
    ['says nonsense', { ...DENIES, found: answer(7) }, /neither a list/],
    ['breaks', { ...DENIES, body: '(unreachable)' }, /unreachable/],
  ])('fails where a bundle %s', async (_what, given, message) => {
    const outcome = await askRego(await bundleOf(given), rule, facts('model'));
    expect(outcome.result).toBe('fail');
    expect(outcome.message).toMatch(message);
  });

  it('fails where a bundle has no such entry point', async () => {
    const other = { ...rule, entrypoint: 'acme/allow' };
    const outcome = await askRego(
      await bundleOf(DENIES),
      other,
      facts('model'),
    );
    expect(outcome.message).toContain('acme/allow is not valid');
  });
});

describe('runBundle', () => {
  it('stops what does not end', async () => {
    const bundle = await bundleOf({ ...DENIES, body: '(loop $on (br $on))' });
    await expect(
      runBundle(bundle, {
        ...{ entrypoint: 'acme/deny', input: {}, limitMillis: 300 },
      }),
    ).rejects.toThrow('did not end within 0.3 seconds');
  });

  it('gives no more memory than is allowed', async () => {
    const body = `(if (i32.eq (memory.grow (i32.const 1024)) (i32.const -1))
      (then (return (i32.const 4096))))`;
    const bundle = await bundleOf({ ...DENIES, body });
    expect(
      await runBundle(bundle, { entrypoint: 'acme/deny', input: {} }),
    ).toEqual(['Models are denied.']);
  });
});

describe('readBundle', () => {
  const refusal = async (bytes: Uint8Array) =>
    readBundle(bytes).then(
      () => 'taken',
      (error: Error) => error.message,
    );

  it('takes the program and the data, at its root', async () => {
    const wasm = await assembled(program(DENIES));
    const bundle = await readBundle(
      await packed({ './policy.wasm': wasm, 'data.json': '{"a":1}' }),
    );
    expect(bundle.data).toBe('{"a":1}');
    const digest = (bytes: Uint8Array) =>
      createHash('sha256').update(bytes).digest('hex');
    expect(digest(bundle.wasm)).toBe(digest(wasm));
  });

  it('refuses what is none, with what to do', async () => {
    expect(await refusal(Buffer.from('no'))).toMatch(/no \.tar\.gz/);
    expect(await refusal(await packed({ 'data.json': '{}' }))).toMatch(
      /no policy\.wasm/,
    );
    expect(await refusal(await packed({ 'policy.wasm': 'text' }))).toMatch(
      /no WebAssembly/,
    );
    const wasm = await assembled(program(DENIES));
    expect(
      await refusal(await packed({ 'policy.wasm': wasm, 'data.json': '{' })),
    ).toMatch(/data\.json/);
    expect(
      await refusal((await packed({ 'policy.wasm': wasm })).subarray(0, 200)),
    ).toMatch(/no \.tar\.gz/);
  });

  it('refuses memory that nobody could bound', async () => {
    const memory = '(memory (export "memory") 2)';
    const wasm = await assembled(program({ ...DENIES, memory }));
    expect(await refusal(await packed({ 'policy.wasm': wasm }))).toMatch(
      /memory of its own/,
    );
  });

  it('unpacks no more than is allowed', async () => {
    const zeros = Buffer.alloc(33 * 1024 * 1024);
    expect(await refusal(await packed({ 'policy.wasm': zeros }))).toMatch(
      /holds more than/,
    );
  });
});

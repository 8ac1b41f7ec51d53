import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { askRego, type Outcome, readBundle } from '@greenroom/governance';
import { inFolder } from './inFolder';

/** As OPA's documentation writes rules; each with what it must come to. */
const PROGRAMS: readonly {
  readonly name: string;
  readonly rego: string;
  readonly said: RegExp;
  readonly result: Outcome['result'];
}[] = [
  {
    name: 'naming',
    rego: `package acme
deny contains message if {
	not startswith(input.facts.name, input.with.prefix)
	message := sprintf("%s does not begin with %s.", [input.facts.name, input.with.prefix])
}`,
    said: /^mails does not begin with digit\.$/,
    result: 'fail',
  },
  {
    name: 'object',
    rego: `package acme
default deny := {"result": "not applicable", "message": "Of models alone."}
deny := {"result": "pass", "message": "It is large."} if input.facts.kind == "model"`,
    said: /^Of models alone\.$/,
    result: 'not applicable',
  },
  {
    name: 'network',
    rego: `package acme
deny contains "reached" if http.send({"method": "GET", "url": "http://127.0.0.1:1/"}).status_code == 200`,
    said: /not implemented: built-in function .*http\.send/,
    result: 'fail',
  },
  {
    name: 'memory',
    rego: `package acme
deny contains "ended" if {
	some a in numbers.range(1, 2000)
	some b in numbers.range(1, 2000)
	some c in numbers.range(1, 2000)
	a * b * c == -1
}`,
    said: /opa_malloc: failed/,
    result: 'fail',
  },
];

/**
 * Bundles that OPA's own compiler makes, asked as policies ask them.
 * GREENROOM_OPA is the program, else opa.
 */
inFolder('bench-policies', async folder => {
  const opa = process.env.GREENROOM_OPA ?? 'opa';
  if (spawnSync(opa, ['version']).status !== 0) {
    console.log(
      `There is no ${opa}: set GREENROOM_OPA to OPA's program; nothing was compiled.`,
    );
    return;
  }
  for (const { name, rego, said, result } of PROGRAMS) {
    const program = path.join(folder, `${name}.rego`);
    const bundle = path.join(folder, `${name}.tar.gz`);
    writeFileSync(program, rego);
    execFileSync(
      opa,
      ['build', '-t', 'wasm', '-e', 'acme/deny', '-o', bundle, program],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const bytes = readFileSync(bundle);
    const start = performance.now();
    const outcome = await askRego(
      await readBundle(bytes),
      {
        ...{ id: name, check: 'rego', severity: 'error', appliesTo: {} },
        waivers: { from: 'nowhere', days: 1 },
        ...{ bundle: `${name}.tar.gz`, entrypoint: 'acme/deny' },
        with: { prefix: 'digit' },
      },
      { kind: 'dataset', name: 'mails', tags: [], today: '2026-11-26' },
    );
    const millis = Math.round(performance.now() - start);
    console.log(
      `${name}: ${bytes.length} bytes, ${millis} ms, ${outcome.result}: ${outcome.message}`,
    );
    if (outcome.result !== result || !said.test(outcome.message))
      throw new Error(`${name} must come to ${result}: ${said}.`);
  }
});

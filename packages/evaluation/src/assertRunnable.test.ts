import { InferenceSession } from 'onnxruntime-node';
import { identityModel, modelOf, value } from './__testUtils__/smallModels';
import { assertRunnable, RUNTIME_LIMITS } from './assertRunnable';
import { readModel } from './readModel';

function facts(bytes: Uint8Array) {
  return readModel(bytes, 'model/m.onnx');
}

/** A model whose weights are in another file. */
function withWeightsIn(location: string) {
  return facts(
    modelOf({
      node: [{ opType: 'MatMul', input: ['x', 'w'], output: ['y'] }],
      initializer: [
        {
          name: 'w',
          dims: [2, 2],
          dataType: 1,
          dataLocation: 1,
          externalData: [{ key: 'location', value: location }],
        },
      ],
      input: [value('x', ['n', 2])],
      output: [value('y', ['n', 2])],
    }),
  );
}

function weightsIn(externalData: readonly string[]) {
  return { model: { path: 'model/m.onnx', format: 'onnx', externalData } };
}

const CONTRACT = {
  input: 'x',
  output: 'y',
  steps: [{ op: 'numbers' as const, columns: ['a'] }],
};

describe('assertRunnable', () => {
  it('refuses custom operators before a runtime opens the model', () => {
    const custom = modelOf({
      node: [
        { opType: 'Relu', domain: 'com.acme', input: ['x'], output: ['y'] },
      ],
      input: [value('x', ['n', 2])],
      output: [value('y', ['n', 2])],
    });
    expect(() => assertRunnable(facts(custom))).toThrow(
      /operators of com\.acme/,
    );
  });

  it.each([
    ['that nobody declared', 'w.bin', [], /keeps weights in other files/],
    ['above its folder', '../w.bin', ['w.bin'], /\.\.\/w\.bin/],
    ['anywhere on the machine', '/etc/w', ['/etc/w'], /\/etc\/w/],
    ['above its folder by a detour', 'a/../../w', ['w'], /a\/\.\.\/\.\./],
  ])('refuses weights in a file %s', (_what, location, declared, reason) => {
    expect(() =>
      assertRunnable(withWeightsIn(location), weightsIn(declared)),
    ).toThrow(reason);
  });

  it('lets a model have weights in files of its own', () => {
    expect(() =>
      assertRunnable(
        withWeightsIn('parts/w.bin'),
        weightsIn(['model/parts/w.bin']),
      ),
    ).not.toThrow();
  });

  it.each([
    ['IR version', { irVersion: RUNTIME_LIMITS.irVersion }],
    ['operator set', { opset: RUNTIME_LIMITS.opsets[''] }],
    [
      'operator set for machine learning',
      { domain: 'ai.onnx.ml', opset: RUNTIME_LIMITS.opsets['ai.onnx.ml'] },
    ],
  ])('knows the newest %s that the runtime opens', async (_what, newest) => {
    const next = Object.fromEntries(
      Object.entries(newest).map(([name, limit]) => [
        name,
        typeof limit === 'number' ? limit + 1 : limit,
      ]),
    );
    const [inside, beyond] = [newest, next].map(versions =>
      identityModel(['n', 2], 1, versions),
    );
    expect(() => assertRunnable(facts(inside))).not.toThrow();
    await expect(InferenceSession.create(inside)).resolves.toBeDefined();
    expect(() => assertRunnable(facts(beyond))).toThrow(/the runtime/);
    await expect(InferenceSession.create(beyond)).rejects.toThrow();
  });

  it('refuses operator sets from before the runtime promises anything', () => {
    const old = facts(identityModel(['n', 2], 1, { opset: 6 }));
    expect(() => assertRunnable(old)).toThrow(/from 7 on/);
  });

  it.each([
    ['an input', { ...CONTRACT, input: 'rows' }, /no input rows.*has x/],
    [
      'an input of a step',
      { ...CONTRACT, steps: [{ ...CONTRACT.steps[0], input: 'mask' }] },
      /no input mask, which a step/,
    ],
    ['an output', { ...CONTRACT, output: 'p' }, /no output p.*has y/],
  ])('names %s that the model has not', (_what, contract, reason) => {
    const model = facts(identityModel(['n', 2]));
    expect(() => assertRunnable(model, { preprocessing: contract })).toThrow(
      reason,
    );
  });

  it('refuses an output that is no tensor, and says what to do', () => {
    const zipMap = modelOf({
      node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
      input: [value('x', ['n', 2])],
      output: [{ name: 'y', type: { sequenceType: {} } }],
    });
    expect(() =>
      assertRunnable(facts(zipMap), { preprocessing: CONTRACT }),
    ).toThrow(/ZipMap/);
  });
});

const { TestEnvironment } = require('jest-environment-node');

/**
 * onnxruntime-node compares constructors of typed arrays, and Jest gives tests
 * a realm with other ones: here tests get those of the outer realm.
 */
module.exports = class OneRealmEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, {
      ArrayBuffer,
      Float32Array,
      Float64Array,
      Int32Array,
      Uint8Array,
      BigInt64Array,
    });
  }
};

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
      Float16Array,
      Int8Array,
      Int16Array,
      Int32Array,
      Uint8Array,
      Uint16Array,
      Uint32Array,
      BigInt64Array,
      BigUint64Array,
    });
  }
};

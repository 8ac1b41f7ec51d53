import { BundleError } from './BundleError';

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
/** WebAssembly 2.0, 5.5.8: the section that declares memories, beside imported ones. */
const MEMORY_SECTION = 5;

/**
 * Whether a module of WebAssembly declares a memory. OPA's import theirs, so that
 * whoever runs them says how large it may become.
 *
 * @throws BundleError for what is no module of version 1
 */
export function hasOwnMemory(module: Uint8Array): boolean {
  const isModule = MAGIC.every((byte, i) => module[i] === byte);
  if (!isModule)
    throw new BundleError(
      'policy.wasm is no WebAssembly of version 1. Build it with `opa build -t wasm`.',
    );
  let at = MAGIC.length;
  while (at < module.length) {
    const section = module[at];
    const size = unsigned(module, at + 1);
    if (section === MEMORY_SECTION)
      return unsigned(module, size.next).value > 0;
    at = size.next + size.value;
  }
  return false;
}

/** LEB128 of 32 bits at most (WebAssembly 2.0, 5.2.2). */
function unsigned(bytes: Uint8Array, start: number) {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[start + i] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { value, next: start + i + 1 };
  }
  throw new BundleError('policy.wasm is cut short or damaged. Build it anew.');
}

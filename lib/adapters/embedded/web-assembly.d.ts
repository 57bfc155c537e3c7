/** The part of WebAssembly that Node has and Node's types lack: they expect the browsers' types. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** By pages of 64 kB. */
    grow(pages: number): number;
  }
}

/** What a build wrote. */
export interface Build {
  /** Folder to be served. */
  readonly publicDirectory: string;
  /** All scripts together, the service worker's included, in bytes. */
  readonly scriptBytes: number;
  /** The same by Brotli, as they are sent. */
  readonly scriptBytesCompressed: number;
}

/** Builds the token app into `dist/public`, or into a folder of the caller's. */
export function build(options?: { readonly outDirectory?: string }): Promise<Build>;

/** A node kind: what a machine is made of. */
export interface InventoryKind {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMib: number;
  /** Name of an image. */
  readonly image: string;
}

/** What a node boots. */
export type ImageSpec = BuiltImageSpec | CloudImageSpec;

/** An image that is built from the distribution's packages. */
export interface BuiltImageSpec {
  readonly kind: 'built';
  readonly name: string;
  /** Suite of the distribution: `trixie`. */
  readonly suite: string;
  readonly kernelPackage: string;
  /** Another suite that the kernel comes from: `bookworm-backports`; null for the image's own. */
  readonly kernelFrom: string | null;
  /** What is installed beyond the minimum that boots. */
  readonly packages: readonly string[];
  /** What is laid over the packages' files, in this order. */
  readonly files: readonly ImageFile[];
}

/** A file or a directory of this host that goes into an image. */
export interface ImageFile {
  /** Absolute path in the image; `/` for a directory that is laid over all of it. */
  readonly target: string;
  /** Absolute path on this host. */
  readonly source: string;
}

/** A disk that somebody else has made, with a boot loader and cloud-init. */
export interface CloudImageSpec {
  readonly kind: 'cloud';
  readonly name: string;
  readonly source: CloudSource;
}

export type CloudSource =
  | { readonly kind: 'url'; readonly url: string; readonly sha256: string }
  | {
      readonly kind: 'path';
      /** Absolute path on this host. */
      readonly path: string;
      /** Null takes the file as it is. */
      readonly sha256: string | null;
    };

/** What the local host lends to the nodes of a lab together; null is all that it has. */
export interface Site {
  readonly cpus: number | null;
  readonly memoryMib: number | null;
}

export interface Inventory {
  readonly kinds: ReadonlyMap<string, InventoryKind>;
  readonly images: ReadonlyMap<string, ImageSpec>;
  /** Names of Vagrant's boxes by image. */
  readonly boxes: ReadonlyMap<string, string>;
  readonly site: Site;
}

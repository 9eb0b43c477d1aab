/** A node kind: what a machine is made of. */
export interface InventoryKind {
  readonly name: string;
  readonly cpus: number;
  readonly memoryMib: number;
  /** Name of an image. */
  readonly image: string;
}

/** What a node's image is built from. */
export interface ImageSpec {
  readonly name: string;
  /** Suite of the distribution: `trixie`. */
  readonly suite: string;
  readonly kernelPackage: string;
  /** What is installed beyond the minimum that boots. */
  readonly packages: readonly string[];
}

/** What the local host lends to the nodes of a lab together; null is all that it has. */
export interface Site {
  readonly cpus: number | null;
  readonly memoryMib: number | null;
}

export interface Inventory {
  readonly kinds: ReadonlyMap<string, InventoryKind>;
  readonly images: ReadonlyMap<string, ImageSpec>;
  readonly site: Site;
}

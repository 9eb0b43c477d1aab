/** The general way to change a node: take down what it has, and configure it as it shall be. */
import type { Container, Namespace, Node } from '../../topology/model.ts';
import { isDeepStrictEqual } from 'node:util';
import { feedStep, type Step } from '../batch.ts';
import { hasNft, nftResetLines } from '../nft.ts';
import { nodeSteps } from '../node.ts';
import { resetLines } from '../reset.ts';

/**
 * How a difference in each part of a namespace is brought about: `here`, with as little as
 * possible, by change.ts; or by `rebuild` of the whole node, which always works. A part that is new
 * joins with `rebuild`, and with `here` once change.ts knows how to change it, and how to bring it
 * back when devices were made anew or were down for a while.
 */
const PARTS: Readonly<Record<keyof Namespace, 'here' | 'rebuild' | 'no state'>> = {
  devices: 'here',
  routes: 'here',
  rules: 'here',
  neighbours: 'rebuild',
  fdb: 'rebuild',
  impairments: 'here',
  sysctls: 'here',
  nat: 'here',
  firewall: 'here',
  services: 'here',
  run: 'no state',
};

/** The same for what nodes and containers have besides. */
const NODE_PARTS: Readonly<Record<keyof Node, 'here' | 'rebuild' | 'no state'>> = {
  name: 'here',
  kind: 'rebuild',
  root: 'here',
  containers: 'here',
};
type OwnOfContainer = Exclude<keyof Container, keyof Namespace>;
const CONTAINER_PARTS: Readonly<Record<OwnOfContainer, 'here' | 'rebuild' | 'no state'>> = {
  name: 'here',
  hostNetwork: 'here',
};

/** The whole node, from nothing. */
export function rebuildSteps(before: Node, after: Node): readonly Step[] {
  return [
    { kind: 'shell', lines: resetLines(before) },
    feedStep('old nft', null, 'nft -f -', hasNft(before.root) ? nftResetLines : []),
    ...nodeSteps(after),
  ];
}

/**
 * Whether something is different, or may have been lost in these namespaces, that only a rebuild
 * brings about.
 */
export function needsRebuild(
  before: Node,
  after: Node,
  lossy: ReadonlySet<string | null>,
): boolean {
  if (differ(before, after, NODE_PARTS)) return true;
  if (differ(before.root, after.root, PARTS)) return true;
  if (lossy.has(null) && hasOthers(after.root)) return true;
  return after.containers.some((is) => {
    const was = before.containers.find(({ name }) => name === is.name);
    if (was === undefined || lossy.has(is.name)) return hasOthers(is);
    return differ(was, is, { ...PARTS, ...CONTAINER_PARTS });
  });
}

function differ<T extends object>(was: T, is: T, parts: object): boolean {
  return Object.entries(parts).some(
    ([part, how]) =>
      how === 'rebuild' && !isDeepStrictEqual(was[part as keyof T], is[part as keyof T]),
  );
}

function hasOthers(namespace: Namespace): boolean {
  return Object.entries(PARTS).some(([part, how]) => {
    const value: unknown = namespace[part as keyof Namespace];
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    return how === 'rebuild' && !isEmpty;
  });
}

/** Looks up where commands can run and which addresses are there. */
import { parseEndpoint } from '../scenario/parse/endpoint.ts';
import type { Device, Endpoint, Namespace, Node } from './model.ts';
import type { Family, Prefix } from './prefix.ts';

/** A namespace of the lab with the endpoint that names it. */
export interface Place {
  readonly endpoint: Endpoint;
  readonly node: Node;
  readonly namespace: Namespace;
}

/**
 * Every place of a lab: each node, followed by its containers. A container that shares the node's
 * network is the node's namespace under another name.
 */
export function placesOf(nodes: readonly Node[]): readonly Place[] {
  return nodes.flatMap((node) => [
    { endpoint: { node: node.name, container: null }, node, namespace: node.root },
    ...node.containers.map((container) => ({
      endpoint: { node: node.name, container: container.name },
      node,
      namespace: container.hostNetwork ? node.root : container,
    })),
  ]);
}

/** The place that `node1` or `node1/con1` names. */
export function findPlace(places: readonly Place[], text: string): Place | undefined {
  const wanted = parseEndpoint(text);
  return places.find(
    ({ endpoint }) => endpoint.node === wanted?.node && endpoint.container === wanted.container,
  );
}

/** The first place that has the address. */
export function ownerOf(places: readonly Place[], address: string): Place | undefined {
  return places.find((place) => deviceWith(place.namespace, address) !== undefined);
}

/** The namespace's device that has the address. */
export function deviceWith(
  { devices }: Pick<Namespace, 'devices'>,
  address: string,
): Device | undefined {
  return devices.find(({ addresses }) => addresses.some((own) => own.address === address));
}

/** The address that stands for a place: the first of its first device that has one. */
export function mainAddress({ namespace }: Place, family: Family): string | null {
  const addresses: readonly Prefix[] = namespace.devices.flatMap((device) => device.addresses);
  return addresses.find((address) => address.family === family)?.address ?? null;
}

import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Container, Namespace, Node } from '../../topology/model.ts';
import type { Step, Topology } from '../../topology/topology.ts';
import type { DrawnContainer, DrawnNode, Drawing } from '../drawing.ts';
import { containerId, nodeId, segmentId } from '../ids.ts';
import { drawDevice } from './device.ts';
import { drawLinks } from './links.ts';
import { placeNotes } from './notes.ts';
import { placeTables } from './tables.ts';

/** The drawing of a lab as its scenario wants it in a step. */
export function drawTopology(topology: Topology, step: Step): Drawing {
  const { name, title, segments, steps } = topology;
  return {
    name,
    title,
    step: steps.length > 1 ? { number: step.number, name: step.name } : null,
    segments: segments.map((segment) => ({
      id: segmentId(segment.name),
      mark: null,
      name: segment.name,
    })),
    nodes: step.nodesDuring.map(drawNode),
    links: drawLinks(step.nodesDuring),
  };
}

function drawNode(node: Node): DrawnNode {
  return {
    id: nodeId(node.name),
    ...placeOf(node.name, node.name, node.root),
    containers: node.containers.map((container) => drawContainer(node, container)),
  };
}

function drawContainer(node: Node, container: Container): DrawnContainer {
  const place = endpointLabel({ node: node.name, container: container.name });
  const { hostNetwork } = container;
  return {
    id: containerId(place),
    ...placeOf(place, container.name, container),
    hostNetwork,
  };
}

function placeOf(place: string, name: string, namespace: Namespace) {
  return {
    mark: null,
    name,
    devices: namespace.devices.map((device) => drawDevice(place, device, namespace.impairments)),
    notes: placeNotes(namespace),
    tables: placeTables(place, namespace),
  };
}

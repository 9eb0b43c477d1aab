import type { Container, Node } from './model.ts';

/** The containers that have a network namespace of their own. */
export function ownNamespaces({ containers }: Node): readonly Container[] {
  return containers.filter(({ hostNetwork }) => !hostNetwork);
}

/** The namespace in which a container's commands run; null is the node's own. */
export function namespaceOf({ containers }: Node, container: string | null): string | null {
  const found = containers.find(({ name }) => name === container);
  return found?.hostNetwork === true ? null : container;
}

/** A change in words, for people. */
import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../../topology/model.ts';
import { diffState } from '../diff.ts';
import { expectedState, type RunCommand, runCommands } from '../node.ts';

/** What a change does to one namespace, as facts that go and facts that come. */
export interface ChangedNamespace {
  readonly container: string | null;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** In words of the kernel's state, what is different; see fact-line.ts. */
export function changedFacts(before: Node, after: Node): readonly ChangedNamespace[] {
  const [old, fresh] = [expectedState(before), expectedState(after)];
  const places = [
    ...fresh,
    ...old.filter(({ container }) => !fresh.some((now) => now.container === container)),
  ];
  return places.flatMap(({ container }) => {
    const state = (all: typeof old) => all.filter((each) => each.container === container);
    const expected = [{ container, facts: state(fresh)[0]?.facts ?? [] }];
    const [diff] = diffState(expected, state(old));
    return diff === undefined ? [] : [{ container, gone: diff.unexpected, come: diff.missing }];
  });
}

/** The author's commands that the node did not have before, in the order of runCommands. */
export function addedCommands(before: Node, after: Node): readonly RunCommand[] {
  const had = runCommands(before);
  return runCommands(after).filter(
    (command) => !had.some((other) => isDeepStrictEqual(other, command)),
  );
}

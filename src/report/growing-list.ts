import type { Listr, ListrTask } from 'listr2';

/** One entry of a list, told what becomes of it. */
export interface Entry {
  /** As it was added. */
  readonly title: string;
  /** A passing remark below the title. */
  remark(text: string): void;
  done(title: string): void;
  failed(title: string): void;
  skipped(title: string): void;
}

export interface GrowingList {
  add(title: string): Entry;
  /** An entry with a list below it; it ends when both have. */
  addGroup(title: string, below: GrowingList): Entry;
  /** No entry will follow. */
  end(): void;
  /** The tasks to give to listr2. */
  readonly tasks: ListrTask[];
}

type Ending = 'done' | 'failed' | 'skipped';
type Wrapper = Parameters<NonNullable<ListrTask['task']>>[1];

/**
 * A task list that grows while it is shown. listr2 takes all tasks at its start, so the list is a
 * chain: a task without a title waits for the next entry, and turns into that entry and the rest
 * of the chain. The lists must run concurrently, and not exit on error.
 */
export function growingList(): GrowingList {
  const pending: ListrTask[] = [];
  let wake: () => void = () => undefined;
  let ended = false;

  const rest = (): ListrTask => ({
    task: async (_, wrapper): Promise<Listr | undefined> => {
      while (pending.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const task = pending.shift();
      return task === undefined ? undefined : wrapper.newListr([task, rest()]);
    },
  });
  const push = (title: string, below: GrowingList | null): Entry => {
    const { entry, task } = newEntry(title, below);
    pending.push(task);
    wake();
    return entry;
  };

  return {
    add: (title) => push(title, null),
    addGroup: push,
    end: () => {
      ended = true;
      wake();
    },
    tasks: [rest()],
  };
}

function newEntry(
  firstTitle: string,
  below: GrowingList | null,
): { readonly entry: Entry; readonly task: ListrTask } {
  const shown = { title: firstTitle, remark: '' };
  let wrapper: Wrapper | null = null;
  let settle: (ending: Ending) => void = () => undefined;
  const settled = new Promise<Ending>((resolve) => {
    settle = resolve;
  });

  const show = (): void => {
    if (wrapper === null) return;
    wrapper.title = shown.title;
    if (shown.remark !== '') wrapper.output = shown.remark;
  };
  const finish =
    (ending: Ending) =>
    (title: string): void => {
      shown.title = title;
      show();
      settle(ending);
    };
  const outcome = async (): Promise<void> => {
    const ending = await settled;
    if (ending === 'failed') throw new Error(shown.title);
    if (ending === 'skipped') wrapper?.skip(shown.title);
  };

  return {
    entry: {
      title: firstTitle,
      remark: (text) => {
        shown.remark = text;
        show();
      },
      done: finish('done'),
      failed: finish('failed'),
      skipped: finish('skipped'),
    },
    task: {
      title: firstTitle,
      task: (_, given): Promise<void> | Listr => {
        wrapper = given;
        show();
        return below === null ? outcome() : given.newListr([...below.tasks, { task: outcome }]);
      },
    },
  };
}

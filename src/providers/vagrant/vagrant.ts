import { HarnessError } from '../../lib/errors.ts';
import { runProcess } from '../../lib/host-process.ts';
import { markedEnvironment } from '../../lib/marked-processes.ts';
import type { Progress } from '../provider.ts';
import { libvirtUri } from './virsh.ts';
import { failureIn, newsOf, parseVagrantLine } from './machine-readable.ts';

/** Machines that are emulated boot slowly, and all at once. */
const timeoutMs = 900_000;

/** Variables of the user's that would lead vagrant to something else than the lab. */
const foreign = ['VAGRANT_VAGRANTFILE', 'VAGRANT_DOTFILE_PATH', 'VAGRANT_LOG', 'SCENARIO'];

export interface VagrantCall {
  /** The lab, or what else the process belongs to. */
  readonly lab: string;
  /** Directory of the Vagrantfile; any other directory when the command needs none. */
  readonly directory: string;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/**
 * Runs vagrant, and returns what it prints. `--machine-readable` among the words has its news
 * passed on.
 * @throws HarnessError with what vagrant says
 * @throws the signal's reason
 */
export async function vagrant(argv: readonly string[], call: VagrantCall): Promise<string> {
  const { directory, signal, progress } = call;
  const onStdoutLine = (text: string): void => {
    const line = parseVagrantLine(text);
    const news = line === null ? null : newsOf(line);
    if (news !== null) progress?.(news);
  };
  const { code, timedOut, stdout, stderr } = await runProcess(['vagrant', ...argv], {
    cwd: directory,
    env: environment(call),
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
    ...(progress === undefined ? {} : { onStdoutLine }),
  });
  if (code === 0 && !timedOut) return stdout;
  const said = failureIn(stdout) ?? (stderr.trim() || stdout.trim());
  const reason = timedOut ? `it took longer than ${timeoutMs / 60_000} minutes` : said;
  throw new HarnessError(`vagrant ${argv.join(' ')} failed: ${reason}`, {
    remedy: 'run `npx wirelab doctor --provider vagrant`',
  });
}

function environment({ lab, directory }: VagrantCall): NodeJS.ProcessEnv {
  const own = Object.entries(markedEnvironment(lab)).filter(([name]) => !foreign.includes(name));
  return {
    ...Object.fromEntries(own),
    VAGRANT_CWD: directory,
    VAGRANT_DEFAULT_PROVIDER: 'libvirt',
    VAGRANT_CHECKPOINT_DISABLE: '1',
    VAGRANT_NO_COLOR: '1',
    LIBVIRT_DEFAULT_URI: libvirtUri(),
  };
}

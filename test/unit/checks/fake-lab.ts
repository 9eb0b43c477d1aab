import type { LabView } from '../../../src/checks/check.ts';
import type { Target } from '../../../src/topology/checks/parts.ts';
import { endpointLabel } from '../../../src/topology/endpoint-label.ts';
import type { Endpoint } from '../../../src/topology/model.ts';
import type { ExecResult } from '../../../src/transport/transport.ts';

export function endpoint(label: string): Endpoint {
  const [node = '', container = null] = label.split('/');
  return { node, container };
}

export function target(label: string, address: string): Target {
  const family = address.includes(':') ? 6 : 4;
  return { label, address, family, endpoint: label === address ? null : endpoint(label) };
}

export const where = { file: 'scenario.yaml', line: 1, column: 1 } as const;
export const never = new AbortController().signal;

export function ended(stdout: string, exitCode = 0, stderr = ''): ExecResult {
  return { exitCode, stdout, stderr, durationMs: 1, timedOut: false };
}

/** Says what a section's command prints; a number is its exit code, without output. */
export type Answers = (section: string, command: string) => string | number | undefined;

/** Plays the shell that runs a script of sections. */
export function playSections(script: string, answer: Answers): ExecResult {
  const sections = script.matchAll(/^echo '@@wirelab begin (\S+)'\n\{ ([\s\S]*?)\n\} 2>&1$/gm);
  const printed = [...sections].map(([, name = '', command = '']) => {
    const said = answer(name, command) ?? '';
    const [output, code] = typeof said === 'number' ? ['', said] : [said, exitCodeOf(said)];
    return `@@wirelab begin ${name}\n${output}\n@@wirelab end ${name} ${code}\n`;
  });
  return ended(printed.join(''));
}

/** As the tools end: ping 1 without an answer, ping and ip 2 for an error, the shell 127. */
function exitCodeOf(output: string): number {
  if (output.includes('not found')) return 127;
  if (/^(?:ping: (?!sendmsg)|RTNETLINK answers|Dump terminated)/m.test(output)) return 2;
  // socat's error, and a tcpdump that timeout(1) does not find.
  if (/^\S+ \S+ socat\[\d+\] E |^timeout: failed to run/m.test(output)) return 1;
  return output.includes(' 0 received') ? 1 : 0;
}

interface FakeOptions {
  readonly answer?: Answers;
  readonly exec?: LabView['exec'];
  readonly captures?: Readonly<Record<string, (command: string) => Uint8Array>>;
  readonly timeFactor?: number;
  readonly watched?: LabView['watched'];
  /** What happens when a device that was taken down is to come back. */
  readonly restore?: () => Promise<void>;
}

/** A lab that remembers what was run: `node1/con1: ping …`. */
export function fakeLab(options: FakeOptions): LabView & { readonly log: string[] } {
  const log: string[] = [];
  let lastScript = '';
  return {
    log,
    timeFactor: options.timeFactor ?? 1,
    watched: options.watched ?? null,
    exec(at, argv, execOptions) {
      lastScript = argv.join(' ');
      log.push(`${endpointLabel(at)}: ${lastScript}`);
      if (options.exec !== undefined) return options.exec(at, argv, execOptions);
      return Promise.resolve(playSections(argv[2] ?? '', options.answer ?? (() => undefined)));
    },
    takeDown({ node, container, device }) {
      log.push(`down: ${endpointLabel({ node, container })} ${device}`);
      return Promise.resolve(() => {
        log.push(`up: ${endpointLabel({ node, container })} ${device}`);
        return options.restore?.() ?? Promise.resolve();
      });
    },
    capture(segment, filter) {
      log.push(`capture on ${segment}: ${filter}`);
      return Promise.resolve({
        stop: () => {
          log.push(`stop on ${segment}`);
          const bytes = options.captures?.[segment]?.(lastScript);
          return Promise.resolve(bytes ?? new Uint8Array());
        },
      });
    },
  };
}

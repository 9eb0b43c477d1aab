import { shellQuote } from '../../lib/shell-quote.ts';

/** Counters of the devices of the namespace that a command runs in (proc_pid_net(5)). */
export const OWN_DEVICES = '/proc/self/net/dev';
/** Of the node's own namespace, where process 1 lies, wherever the command runs. */
export const NODE_DEVICES = '/proc/1/net/dev';

/** A line of shell that prints a device's line of the file, by built-ins alone. */
export function countersLine(device: string, file: string): string {
  const line = `${shellQuote(device)}:*`;
  return `while read -r line; do case $line in ${line}) echo "$line";; esac; done <${file}`;
}

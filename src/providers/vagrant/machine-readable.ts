/** What `vagrant --machine-readable` prints: a line each, `time,machine,type,data…`. */

export interface VagrantLine {
  /** The machine that it is about; empty when it is about none. */
  readonly machine: string;
  readonly type: string;
  readonly data: readonly string[];
}

/** Null for a line of another form, as a warning of Ruby's. */
export function parseVagrantLine(line: string): VagrantLine | null {
  const [time = '', machine, type, ...data] = line.split(',');
  if (!/^\d+$/.test(time) || machine === undefined || type === undefined) return null;
  return { machine, type, data: data.map(unescaped) };
}

function unescaped(text: string): string {
  return text
    .replaceAll('%!(VAGRANT_COMMA)', ',')
    .replaceAll(String.raw`\n`, '\n')
    .replaceAll(String.raw`\r`, '');
}

/** What a line says for people about the course of things, on one line; null when it does not. */
export function newsOf({ machine, type, data: [channel, text = ''] }: VagrantLine): string | null {
  if (type !== 'ui' || machine === '' || (channel !== 'info' && channel !== 'output')) return null;
  const [first = ''] = text.split('\n');
  const said = first.replace(/^(?:==>|\s)*\s*[^\s:]+:/, '').trim();
  // The settings of the machine, which wirelab has written itself.
  if (said === '' || said.startsWith('--') || said.startsWith('->')) return null;
  return `${machine}: ${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.+$/, '')}`;
}

/** Why vagrant gave up, as it says itself; null when it does not. */
export function failureIn(output: string): string | null {
  const lines = output.split('\n').flatMap((line) => parseVagrantLine(line) ?? []);
  const exits = lines.filter(({ type }) => type === 'error-exit');
  const said = exits.flatMap(({ data: [, message = ''] }) => message.trim().split('\n'));
  // Where in Vagrant it was, when it was not prepared for it.
  return said.filter((line) => !/:\d+:in [`']/.test(line)).join('\n') || null;
}

import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** For texts that are no terminal's. */
export const noColors: Colors = picocolors.createColors(false);

/**
 * The colours that a stream takes. NO_COLOR (https://no-color.org) wins over FORCE_COLOR, which
 * wins over what the stream is; CI logs show colours.
 */
export function colorsFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Colors {
  return picocolors.createColors(wantsColor(stream, env));
}

function wantsColor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0';
  if (isSet(env['CI'])) return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

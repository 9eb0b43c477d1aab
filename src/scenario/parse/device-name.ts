/** IFNAMSIZ of linux/if.h, less the NUL at the end. */
export const LONGEST_DEVICE_NAME = 15;

/**
 * The kernel refuses `/`, `:` and white space (dev_valid_name); the other characters that are left
 * out mean something to ip(8), sysctl(8) or a shell.
 */
const CHARACTERS = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

export function hasDeviceCharacters(name: string): boolean {
  return CHARACTERS.test(name);
}

/** The name; null for a text that no device can have for its name. */
export function parseDeviceName(text: string): string | null {
  return hasDeviceCharacters(text) && text.length <= LONGEST_DEVICE_NAME ? text : null;
}

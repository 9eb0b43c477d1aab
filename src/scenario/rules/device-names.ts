import { hasDeviceCharacters, LONGEST_DEVICE_NAME } from '../parse/device-name.ts';
import type { Finding, Rule } from './rule.ts';
import type { LabDevice } from './lab.ts';

/** What sysctl(8) has in the place of a device's name, so the kernel refuses them. */
const KERNEL_WORDS: readonly string[] = ['all', 'default'];

function objection(name: string): Pick<Finding, 'message' | 'hint'> | null {
  if (!hasDeviceCharacters(name)) {
    return {
      message: `\`${name}\` is no name for a device`,
      hint: 'letters, digits, `_`, `.` and `-`, beginning with a letter, a digit or `_`',
    };
  }
  if (name.length > LONGEST_DEVICE_NAME) {
    return {
      message: `the device name \`${name}\` has ${name.length} bytes, Linux allows ${LONGEST_DEVICE_NAME}`,
      hint: `\`${name.slice(0, LONGEST_DEVICE_NAME)}\` would fit`,
    };
  }
  if (KERNEL_WORDS.includes(name)) {
    return { message: `the kernel allows no device named \`${name}\``, hint: null };
  }
  return null;
}

function judge({ name, path, namePart }: LabDevice): readonly Finding[] {
  const found = objection(name);
  return found === null ? [] : [{ path, part: namePart, ...found }];
}

/** Device names are such as Linux takes. */
export const deviceNames: Rule = {
  code: 'bad-device-name',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) => lab.namespaces.flatMap(({ devices }) => devices.flatMap(judge)),
};

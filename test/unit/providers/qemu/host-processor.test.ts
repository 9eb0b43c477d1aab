import { expect, test } from 'vitest';
import { hostProcessor } from '../../../../src/providers/qemu/template.ts';

const cpuinfo = `processor\t: 0
vendor_id\t: GenuineIntel
model name\t: Some Processor @ 2.00GHz
cpu MHz\t\t: 2100.000
flags\t\t: fpu vme sse2
bogomips\t: 4200.00

processor\t: 1
vendor_id\t: GenuineIntel
model name\t: Some Processor @ 2.00GHz
cpu MHz\t\t: 1900.000
flags\t\t: fpu vme sse2
`;

test('a processor is what it is and can, not how fast it runs at the moment', () => {
  expect(hostProcessor(cpuinfo)).toBe('GenuineIntel; Some Processor @ 2.00GHz; fpu vme sse2');
  expect(hostProcessor(cpuinfo.replaceAll('2100', '800'))).toBe(hostProcessor(cpuinfo));
  expect(hostProcessor(cpuinfo.replaceAll('sse2', 'sse2 avx'))).not.toBe(hostProcessor(cpuinfo));
});

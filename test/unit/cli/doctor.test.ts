import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { renderFindings } from '../../../src/cli/doctor.ts';
import { roomProblems } from '../../../src/cli/room.ts';

it('says what is there, what is missing, and how to get it', () => {
  const findings = [
    { what: 'qemu-system-x86_64 is not installed', remedy: 'npm run setup' },
    { what: '4096 MiB of memory are free', remedy: null },
  ];
  expect(renderFindings(findings, createColors(false))).toBe(
    '✗ qemu-system-x86_64 is not installed\n  npm run setup\n✓ 4096 MiB of memory are free',
  );
});

it('finds too little room, and only that', () => {
  const room = { memoryMib: 4096, diskMib: 9000, directory: '/root/.cache' };
  expect(roomProblems(room)).toEqual([]);
  expect(roomProblems({ ...room, memoryMib: 300 })).toMatchObject([
    { problem: '300 MiB of memory are free; a small lab takes 768 MiB.' },
  ]);
  expect(roomProblems({ ...room, diskMib: 10 })).toMatchObject([
    { problem: '10 MiB are free in /root/.cache; images and templates take 2048 MiB.' },
  ]);
});

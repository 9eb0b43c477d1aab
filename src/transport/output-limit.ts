/** What a command may say on both streams together. */
export const maxOutputBytes = 64 * 1024 * 1024;

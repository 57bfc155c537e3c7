/** The purpose of a draw. Each has its own stream, so that a change to one leaves the others unchanged. */
export const STREAMS = { block: 1, person: 2, account: 3, figures: 4, texts: 5, posts: 6 } as const;

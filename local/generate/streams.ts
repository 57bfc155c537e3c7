/** What a draw is for: each purpose has a stream of its own, so that a change to one leaves the others as they were. */
export const STREAMS = { block: 1, person: 2, account: 3, figures: 4, texts: 5, posts: 6 } as const;

/** How fast the vectors can be read. Facts: Pinecone, limits: fetch 100 and list 200 requests a second and index. */
export interface ReadLimits {
  readonly fetchesPerSecond: number;
  readonly listsPerSecond: number;
  readonly idsPerFetch: number;
  readonly idsPerList: number;
}

/** Four fifths of what Pinecone allows an index, since searches and embedding continue during a backup. */
export const PINECONE_READ_LIMITS: ReadLimits = {
  fetchesPerSecond: 80,
  listsPerSecond: 160,
  idsPerFetch: 100,
  idsPerList: 100,
};

import { BSON } from "mongodb";

/** Header of 16 bytes, flags of 4, section kind of 1: MongoDB Wire Protocol, OP_MSG. */
const HEADER_BYTES = 16;
const FLAGS_BYTES = 4;
const OP_MSG = 2013;
const OP_QUERY = 2004;
const OP_REPLY = 1;
/** OP_MSG's flag of a request that wants no answer. */
const MORE_TO_COME = 2;

const isQuery = (request: Buffer): boolean => request.readInt32LE(12) === OP_QUERY;

export const wantsAnswer = (request: Buffer): boolean =>
  isQuery(request) || (request.readInt32LE(HEADER_BYTES) & MORE_TO_COME) === 0;

/** The command of a request whose documents stand in its body, as those of reads do. */
export function commandOf(request: Buffer): BSON.Document {
  if (!isQuery(request)) return BSON.deserialize(request.subarray(HEADER_BYTES + FLAGS_BYTES + 1));
  // OP_QUERY: flags, the namespace as text that ends with 0, number to skip, number to return.
  const namespaceEnds = request.indexOf(0, HEADER_BYTES + FLAGS_BYTES) + 1;
  return BSON.deserialize(request.subarray(namespaceEnds + 8));
}

/** The answer of a server to a request. */
export function answerTo(request: Buffer, answer: BSON.Document): Uint8Array {
  const requestId = request.readInt32LE(4);
  const body = BSON.serialize(answer);
  // OP_REPLY: flags, cursor id of 8, starting from, number returned.
  const before = isQuery(request) ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery(request)) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + before.length + body.length, 0);
  header.writeInt32LE(requestId + 1, 4);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(isQuery(request) ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, before, body]);
}

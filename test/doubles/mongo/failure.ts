import { BSON } from "mongodb";

/** Header of 16 bytes, flags of 4, section kind of 1: MongoDB Wire Protocol, OP_MSG. */
const HEADER_BYTES = 16;
const OP_MSG = 2013;
const OP_QUERY = 2004;
const OP_REPLY = 1;
/** InternalError: mongo/src/mongo/base/error_codes.yml. */
const FAILURE = { ok: 0, errmsg: "secret detail of the server", code: 1, codeName: "InternalError" };

/** The answer of a server that fails with whatever it is asked. */
export function mongoFailure(request: Buffer): Uint8Array {
  const requestId = request.readInt32LE(4);
  const body = BSON.serialize(FAILURE);
  const isQuery = request.readInt32LE(12) === OP_QUERY;
  // OP_REPLY: flags, cursor id of 8, starting from, number returned.
  const before = isQuery ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isQuery) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + before.length + body.length, 0);
  header.writeInt32LE(requestId + 1, 4);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(isQuery ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, before, body]);
}

import { answerTo } from "./wire.ts";

/** InternalError: mongo/src/mongo/base/error_codes.yml. */
const FAILURE = { ok: 0, errmsg: "secret detail of the server", code: 1, codeName: "InternalError" };

/** The answer of a server that fails on every request. */
export const mongoFailure = (request: Buffer): Uint8Array => answerTo(request, FAILURE);

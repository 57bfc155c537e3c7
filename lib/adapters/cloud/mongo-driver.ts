/**
 * The only import of the driver. It takes 130 ms to load, so it is imported when a first call needs it. A bundler can
 * split off a dynamic import only for a file of ours.
 */
export {
  BSON,
  MongoBulkWriteError,
  MongoClient,
  MongoClientBulkWriteError,
  MongoError,
  MongoServerError,
  ReadPreference,
} from "mongodb";

/**
 * The driver, behind one door: it costs 130 ms to load, so it is imported only when a first call needs it, and a
 * bundler can split off a dynamic import only of a file of ours.
 */
export { MongoBulkWriteError, MongoClient, MongoError, MongoServerError, ReadPreference } from "mongodb";

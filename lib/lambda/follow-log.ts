import type { FollowOptions } from "../embed/follow-changes.ts";
import { errorFields, type Log } from "./log.ts";

/** Logs what the operator must know about following changes. */
export const followLog = (log: Log): Pick<FollowOptions, "onBatch" | "onTrouble"> => ({
  onBatch({ place }) {
    if (place === "lost") log.warn("changes were not kept: looked for all that is pending", {});
  },
  onTrouble: (error) => log.error("changes cannot be followed", errorFields(error)),
});

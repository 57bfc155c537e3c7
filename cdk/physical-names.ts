/** Physical name, unique within account and region. */
export const physicalName = (stage: string, name: string): string => `increator-${stage}-${name}`;

/** Bucket names are global, so account and region make them unique. */
export const bucketName = (
  name: string,
  { stage, account, region }: Readonly<Record<"stage" | "account" | "region", string>>,
): string => physicalName(stage, `${name}-${account}-${region}`);

/** The variable that holds a queue's address: `embed-high` is `INCREATOR_QUEUE_URL_EMBED_HIGH`. */
export const queueSetting = (queue: string): string =>
  `INCREATOR_QUEUE_URL_${queue.replaceAll("-", "_").toUpperCase()}`;

import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { HOUR_SECONDS } from "../../lib/domain/durations.ts";
import { QUEUES, type WorkQueue as QueueName } from "../../lib/ports/queues.ts";
import { acknowledge } from "../acknowledge.ts";
import type { DeploymentConfig } from "../config.ts";
import { AuditTrail } from "../constructs/audit-trail.ts";
import { replicateBackups } from "../constructs/other-regions.ts";
import { cfnBucketOf, PrivateBucket } from "../constructs/private-bucket.ts";
import { WorkQueue } from "../constructs/work-queue.ts";
import { BUCKETS, type BucketName, SECRETS, type SecretName, visibilitySecondsOf } from "../functions.ts";
import { constructName } from "../names.ts";
import { bucketName, physicalName } from "../physical-names.ts";

/** Time until a replaced version is gone. It is short, because an erasure should not wait for it. */
const OLD_VERSIONS = Duration.days(1);

const CREDENTIALS_KEPT = "Credentials of the platforms, and the proxies";

/** A secret of this region: the original or a copy. */
export interface KeptSecret {
  /** The id with which a process asks for it. */
  readonly id: string;
  /** The ARN for policies. */
  readonly secretArn: string;
}

/** All that must survive a bad code deployment: keys, buckets, secrets, queues, and the record of who read what. */
export class DataStack extends Stack {
  readonly dataKey: Key;
  readonly messageKey: Key;
  readonly logKey: Key;
  /** Wraps the data keys of contacts given with consent, and nothing else. */
  readonly contactKey: Key;
  readonly buckets: Readonly<Record<BucketName, Bucket>>;
  readonly workQueues: readonly WorkQueue[];
  /** A separate secret, because only crawlers and the functions that look up single accounts need it. */
  readonly platformsSecret: KeptSecret;
  readonly alerts: Topic;
  readonly audit: Bucket;

  readonly #config: DeploymentConfig;
  readonly #secrets: ReadonlyMap<string, KeptSecret>;

  constructor(scope: Construct, id: string, config: DeploymentConfig, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: config.stage.isProtected });
    this.#config = config;
    this.dataKey = this.#key("DataKey", "buckets, secrets and settings", "data");
    this.messageKey = this.#key("MessageKey", "queues and alerts", "messages");
    this.logKey = this.#key("LogKey", "logs");
    this.contactKey = this.#key("ContactKey", "data keys of contacts given with consent");
    this.#letServicesUseKeys();
    this.audit = this.#auditTrail().bucket;
    this.workQueues = QUEUES.map((name) => this.#workQueue(name));
    this.buckets = this.#dataBuckets();
    this.#notifyOfDrops();
    this.#letPagesDrop();
    replicateBackups(this, config, this.buckets.backup, this.dataKey);
    this.#secrets = new Map(
      Object.entries(SECRETS).map(([name, kept]) => [
        name,
        this.#keptSecret(`${constructName(name)}Secret`, name, kept.join(", ")),
      ]),
    );
    this.platformsSecret = this.#keptSecret("PlatformsSecret", "platforms", CREDENTIALS_KEPT);
    this.alerts = this.#alertTopic();
  }

  queue(name: QueueName): WorkQueue {
    const found = this.workQueues.find((queue) => queue.name === name);
    if (!found) throw new Error(`No queue ${name}.`);
    return found;
  }

  secret(name: SecretName): KeptSecret {
    const found = this.#secrets.get(name);
    if (!found) throw new Error(`No secret ${name}.`);
    return found;
  }

  /** By name, not by reference: a name needs no export that later changes would have to keep. */
  bucketName(name: BucketName | "audit", account = this.account): string {
    return bucketName(name, { stage: this.#config.stage.name, account, region: this.region });
  }

  get #removal(): RemovalPolicy {
    return this.#config.stage.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  #name(name: string): string {
    return physicalName(this.#config.stage.name, name);
  }

  /** The alias identifies the key in other regions. */
  #key(id: string, what: string, alias?: string): Key {
    const { stage } = this.#config;
    return new Key(this, id, {
      ...(alias !== undefined && { alias: this.#name(alias) }),
      description: `InCreator ${stage.name}: ${what}`,
      enableKeyRotation: true,
      removalPolicy: this.#removal,
    });
  }

  /** AWS services write to encrypted queues, topics and logs as their own principals. */
  #letServicesUseKeys(): void {
    const use = ["kms:Decrypt", "kms:GenerateDataKey"];
    const own = { StringEquals: { "aws:SourceAccount": this.account } };
    for (const service of ["s3", "cloudwatch"]) {
      this.messageKey.addToResourcePolicy(onKey(`${service}.amazonaws.com`, use, own));
    }
    const groups = `arn:aws:logs:${this.region}:${this.account}:log-group:*`;
    this.logKey.addToResourcePolicy(
      onKey(
        `logs.${this.region}.amazonaws.com`,
        ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"],
        { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
      ),
    );
  }

  #workQueue(name: QueueName): WorkQueue {
    return new WorkQueue(this, `${constructName(name)}Queue`, {
      name,
      stage: this.#config.stage.name,
      key: this.messageKey,
      visibility: Duration.seconds(visibilitySecondsOf(name)),
      removalPolicy: this.#removal,
    });
  }

  #auditTrail(): AuditTrail {
    return new AuditTrail(this, "Audit", {
      trailName: this.#name("access"),
      bucketName: this.bucketName("audit"),
      key: this.logKey,
      watched: BUCKETS.map((name) => this.bucketName(name)),
      removalPolicy: this.#removal,
    });
  }

  #dataBuckets(): Record<BucketName, Bucket> {
    const bucket = (
      id: string,
      name: BucketName,
      own: { expiry: Record<string, Duration>; minimumTls: 1.2 | 1.3 },
    ) =>
      new PrivateBucket(this, id, {
        ...own,
        bucketName: this.bucketName(name),
        key: this.dataKey,
        isProtected: this.#config.stage.isProtected,
        oldVersions: OLD_VERSIONS,
      });
    return {
      // DESIGN "Raw envelope": a drop expires after a day, a raw version after 30.
      raw: bucket("Raw", "raw", {
        expiry: { "inbox/": Duration.days(1), "raw/": Duration.days(30) },
        minimumTls: 1.3,
      }),
      // DESIGN "Ingest": quarantined lines are kept for 14 days.
      quarantine: bucket("Quarantine", "quarantine", { expiry: { "": Duration.days(14) }, minimumTls: 1.3 }),
      // DESIGN "PII and erasure": backups live 28 days. Pinecone's import reads them, with a TLS it does not state.
      backup: bucket("Backup", "backup", { expiry: { "": Duration.days(28) }, minimumTls: 1.2 }),
      // An export is gone after a day. People's own programs open its link, and some speak TLS 1.2.
      export: bucket("Export", "export", { expiry: { "": Duration.days(1) }, minimumTls: 1.2 }),
    };
  }

  /**
   * S3 notifies the queue `ingest` of every drop. This is set on the bucket resource itself, because CDK's own way
   * deploys a function that may change all notifications of the account. `raw/` is not included: the scrapers announce
   * what they write there, and what ingest writes there would come back to it a second time.
   */
  #notifyOfDrops(): void {
    const { queue } = this.queue("ingest");
    const bucket = cfnBucketOf(this.buckets.raw);
    bucket.notificationConfiguration = {
      queueConfigurations: ["inbox/"].map((value) => ({
        event: "s3:ObjectCreated:*",
        queue: queue.queueArn,
        filter: { s3Key: { rules: [{ name: "prefix", value }] } },
      })),
    };
    const granted = queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("s3.amazonaws.com")],
        actions: ["sqs:SendMessage"],
        resources: [queue.queueArn],
        conditions: {
          // By name: a reference to the bucket would wait for the bucket, which waits for this policy.
          ArnLike: { "aws:SourceArn": `arn:aws:s3:::${this.bucketName("raw")}` },
          StringEquals: { "aws:SourceAccount": this.account },
        },
      }),
    );
    // S3 tests the queue when the notification is created, and fails if it may not send to it.
    if (granted.policyDependable) bucket.node.addDependency(granted.policyDependable);
  }

  /** The console uploads files from its own origin to signed URLs. */
  #letPagesDrop(): void {
    const { domain, corsOrigins } = this.#config;
    cfnBucketOf(this.buckets.raw).corsConfiguration = {
      corsRules: [
        {
          allowedMethods: ["PUT"],
          allowedOrigins: [`https://${domain.name}`, ...corsOrigins],
          allowedHeaders: ["content-type"],
          maxAge: HOUR_SECONDS,
        },
      ],
    };
  }

  /**
   * One JSON object; docs/DEPLOY.md says what it contains. It is created empty in the deployment's first region. From
   * there Secrets Manager copies it to the others, so a key is known everywhere before it is used.
   */
  #keptSecret(id: string, name: string, description: string): KeptSecret {
    const [home, ...copied] = this.#config.regions;
    const secretName = this.#name(name);
    if (this.region !== home) {
      // The six characters after a secret's name are the same in every region, but are not known here.
      const secretArn = `arn:aws:secretsmanager:${this.region}:${this.account}:secret:${secretName}-??????`;
      return { id: secretName, secretArn };
    }
    const secret = new Secret(this, id, {
      secretName,
      description,
      generateSecretString: { secretStringTemplate: "{}", generateStringKey: "unset" },
      encryptionKey: this.dataKey,
      replicaRegions: copied.map((region) => ({ region })),
      removalPolicy: this.#removal,
    });
    acknowledge(
      secret,
      "SMG4",
      "Keys of other companies' services: no function can rotate them. docs/RUNBOOK.md has the steps by hand.",
    );
    return { id: secret.secretArn, secretArn: secret.secretArn };
  }

  #alertTopic(): Topic {
    const topic = new Topic(this, "Alerts", {
      topicName: this.#name("alerts"),
      masterKey: this.messageKey,
      enforceSSL: true,
    });
    topic.addSubscription(new EmailSubscription(this.#config.alertEmail));
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": this.account } },
      }),
    );
    return topic;
  }
}

/** In a key's own policy `*` means that key. */
const onKey = (service: string, actions: string[], conditions: Record<string, object>): PolicyStatement =>
  new PolicyStatement({ principals: [new ServicePrincipal(service)], actions, resources: ["*"], conditions });

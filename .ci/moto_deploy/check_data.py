"""What is kept: buckets, queues, keys, secrets, the trail."""

import json
from urllib.parse import unquote_plus

from taught import client
from world import ACCOUNT, World, bucket_policies_aside, check, drained, nobody_reads, same

# cdk/stacks/data-stack.ts: DESIGN's "Raw envelope", "Ingest", "PII and erasure".
EXPIRY_DAYS = {"raw": {"inbox/": 1, "raw/": 30}, "quarantine": {"": 14}, "backup": {"": 28}, "audit": {"": 365}}
# Pinecone, CloudTrail and S3 itself speak to the latter two.
OLDEST_TLS = {"raw": 1.3, "quarantine": 1.3, "backup": 1.2, "audit": 1.2}


@check("buckets block public access, take no access control lists, and keep versions")
def buckets_are_private(world: World):
    s3 = client("s3")
    for short in EXPIRY_DAYS:
        name = world.bucket(short)
        blocks = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
        same(len(blocks) == 4 and all(blocks.values()), True, f"{short}: public access blocked")
        rules = s3.get_bucket_ownership_controls(Bucket=name)["OwnershipControls"]["Rules"]
        same(rules, [{"ObjectOwnership": "BucketOwnerEnforced"}], short)
        same(s3.get_bucket_versioning(Bucket=name)["Status"], "Enabled", short)
    return f"{len(EXPIRY_DAYS)} buckets"


@check("buckets of data are encrypted by the data key, with a key of their own each")
def buckets_are_encrypted(world: World):
    for short in world.expected["buckets"]:
        encryption = client("s3").get_bucket_encryption(Bucket=world.bucket(short))
        (rule,) = encryption["ServerSideEncryptionConfiguration"]["Rules"]
        by_default = rule["ApplyServerSideEncryptionByDefault"]
        same(by_default["SSEAlgorithm"], "aws:kms", short)
        same(by_default["KMSMasterKeyID"], world.key_arn("DataKey"), short)
        same(rule["BucketKeyEnabled"], True, short)


@check("objects leave by themselves after the days that the design names, replaced versions after one")
def objects_expire(world: World):
    for short, wanted in EXPIRY_DAYS.items():
        rules = client("s3").get_bucket_lifecycle_configuration(Bucket=world.bucket(short))["Rules"]
        found = {
            one["Filter"]["Prefix"]: one["Expiration"]["Days"]
            for one in rules
            if "Days" in one.get("Expiration", {}) and one["Status"] == "Enabled"
        }
        same(found, wanted, short)
        old = [
            one["NoncurrentVersionExpiration"]["NoncurrentDays"]
            for one in rules
            if "NoncurrentVersionExpiration" in one
        ]
        same(old, [1], f"{short}: old versions")


@check("bucket policies refuse what comes without TLS, or with one that is too old")
def buckets_demand_tls(world: World):
    for short, oldest in OLDEST_TLS.items():
        policy = json.loads(client("s3").get_bucket_policy(Bucket=world.bucket(short))["Policy"])
        denied = [
            one["Condition"]
            for one in policy["Statement"]
            if one["Effect"] == "Deny" and one["Principal"] == {"AWS": "*"}
        ]
        assert {"Bool": {"aws:SecureTransport": "false"}} in denied, f"{short}: {denied}"
        assert {"NumericLessThan": {"s3:TlsVersion": oldest}} in denied, f"{short}: {denied}"


@check("queues hide a message for six times their function's timeout, are encrypted, and refuse what comes without TLS")
def queues_are_as_set(world: World):
    for one in world.expected["queues"]:
        for short in (one["name"], f"{one['name']}-dead"):
            attributes = world.queue_attributes(short)
            same(attributes["KmsMasterKeyId"], world.key_arn("MessageKey"), short)
            policy = json.loads(attributes["Policy"])
            denied = [s for s in policy["Statement"] if s["Effect"] == "Deny" and s["Principal"] == {"AWS": "*"}]
            same([s["Condition"] for s in denied], [{"Bool": {"aws:SecureTransport": "false"}}], short)
        same(int(world.queue_attributes(one["name"])["VisibilityTimeout"]), one["visibilitySeconds"], one["name"])
    return f"{2 * len(world.expected['queues'])} queues"


@check(
    "a message that is received too often lies in its queue's own dead letters, and longer than it could have waited"
)
def queues_give_up(world: World):
    with nobody_reads():
        for one in world.expected["queues"]:
            gives_up(world, one["name"])


def gives_up(world: World, short: str) -> None:
    sqs = client("sqs")
    attributes = world.queue_attributes(short)
    receives = json.loads(attributes["RedrivePolicy"])["maxReceiveCount"]
    same(receives, 5, short)
    url, dead = world.queue_url(short), world.queue_url(f"{short}-dead")
    drained(url)
    sqs.send_message(QueueUrl=url, MessageBody=f"poison for {short}")
    for _ in range(receives):
        received = sqs.receive_message(QueueUrl=url, VisibilityTimeout=0)["Messages"]
        same([message["Body"] for message in received], [f"poison for {short}"], short)
    same(sqs.receive_message(QueueUrl=url).get("Messages", []), [], f"{short} after {receives} receives")
    given_up = sqs.receive_message(QueueUrl=dead)["Messages"]
    same([message["Body"] for message in given_up], [f"poison for {short}"], f"{short}-dead")
    sqs.delete_message(QueueUrl=dead, ReceiptHandle=given_up[0]["ReceiptHandle"])
    kept, waiting = (int(world.queue_attributes(name)["MessageRetentionPeriod"]) for name in (f"{short}-dead", short))
    assert kept > waiting, f"{short}: dead letters live {kept} s, messages {waiting} s"


@check("the queue of drops lets the raw bucket of this account send, and nobody else")
def drops_may_send(world: World):
    policy = json.loads(world.queue_attributes("ingest")["Policy"])
    allowed = [one for one in policy["Statement"] if one["Effect"] == "Allow"]
    same(len(allowed), 1, "statements that let somebody in")
    same(allowed[0]["Principal"], {"Service": "s3.amazonaws.com"})
    same(allowed[0]["Action"], "sqs:SendMessage")
    same(allowed[0]["Resource"], world.queue_arn("ingest"))
    same(
        allowed[0]["Condition"],
        {
            "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{world.bucket('raw')}"},
            "StringEquals": {"aws:SourceAccount": ACCOUNT},
        },
    )


@check("a drop in inbox/ is announced on the queue of drops, an object elsewhere nowhere")
def drops_are_announced(world: World):
    s3, url, bucket = client("s3"), world.queue_url("ingest"), world.bucket("raw")
    with nobody_reads(), bucket_policies_aside(world):
        # What S3 sends when a notification is made: an event without records (facts: s3:TestEvent).
        drained(url)
        s3.put_object(Bucket=bucket, Key="inbox/local/a + b.ndjson", Body=b"{}")
        s3.put_object(Bucket=bucket, Key="raw/local/x/c_1/20261120T100000Z.json.gz", Body=b"{}")
        records = [record for body in drained(url) for record in json.loads(body)["Records"]]
        found = [(one["s3"]["bucket"]["name"], unquote_plus(one["s3"]["object"]["key"])) for one in records]
        same(found, [(bucket, "inbox/local/a + b.ndjson")], "announced")
        for one in world.expected["queues"]:
            same(drained(world.queue_url(one["name"])), [], f"messages of {one['name']}")


@check("secrets are encrypted by the data key, and are JSON from the first")
def secrets_are_kept(world: World):
    secrets = client("secretsmanager")
    for arn in (world.secret_arn, world.platforms_secret_arn):
        same(secrets.describe_secret(SecretId=arn)["KmsKeyId"], world.key_arn("DataKey"))
        same(list(json.loads(secrets.get_secret_value(SecretId=arn)["SecretString"])), ["unset"])


@check("keys turn once a year, and their policies bind services to this account")
def keys_turn(world: World):
    kms = client("kms")
    keys = world.deployed.of("AWS::KMS::Key")
    for prefix in ("DataKey", "MessageKey", "LogKey", "ContactKey"):
        arn = world.key_arn(prefix)
        same(kms.get_key_rotation_status(KeyId=arn)["KeyRotationEnabled"], True, prefix)
        policy = json.loads(kms.get_key_policy(KeyId=arn, PolicyName="default")["Policy"])
        for one in policy["Statement"]:
            if "Service" in one["Principal"]:
                assert "Condition" in one, f"{prefix} lets {one['Principal']} in without a condition"
    same(len(keys), 4, "keys")


@check("every read and write of data is recorded")
def accesses_are_recorded(world: World):
    trails = client("cloudtrail")
    (trail,) = trails.describe_trails()["trailList"]
    same(trail["S3BucketName"], world.bucket("audit"))
    same(trail["LogFileValidationEnabled"], True, "validation of log files")
    same(trails.get_trail_status(Name=trail["Name"])["IsLogging"], True, "logging")
    (selector,) = trails.get_event_selectors(TrailName=trail["Name"])["EventSelectors"]
    same(selector["ReadWriteType"], "All")
    watched = [f"arn:aws:s3:::{world.bucket(short)}/" for short in world.expected["buckets"]]
    same(selector["DataResources"], [{"Type": "AWS::S3::Object", "Values": watched}])

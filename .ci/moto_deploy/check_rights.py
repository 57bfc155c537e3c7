"""What each role may do: its policies against the tables, and real calls with its credentials."""

import boto3
from botocore.exceptions import ClientError
from moto.core import enable_iam_authentication
from taught import REGION, client
from world import World, bucket_policies_aside, check, nobody_reads, same

SEAL, OPEN = "kms:GenerateDataKey", "kms:Decrypt"
ON_BUCKET = {
    "list": {"s3:ListBucket"},
    "read": {"s3:ListBucket"},
    "write": set(),
    "erase": {"s3:ListBucket", "s3:ListBucketVersions"},
}
ON_OBJECTS = {
    "list": set(),
    "read": {"s3:GetObject"},
    "write": {"s3:PutObject", "s3:AbortMultipartUpload"},
    "erase": {"s3:DeleteObject", "s3:DeleteObjectVersion"},
}
CONSUME = {
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
}

Grants = set[tuple[str, str]]


def grants_of(world: World, stem: str, settings: dict) -> Grants:
    """What the table says: each action with the resource it is for."""
    log = f"arn:aws:logs:{REGION}:123456789012:log-group:/aws/lambda/{world.name(stem)}:*"
    grants = {("logs:CreateLogStream", log), ("logs:PutLogEvents", log)}
    grants |= {("xray:PutTraceSegments", "*"), ("xray:PutTelemetryRecords", "*")}
    grants |= {("secretsmanager:GetSecretValue", world.secret_arn), (OPEN, world.key_arn("DataKey"))}
    if settings.get("platforms"):
        grants.add(("secretsmanager:GetSecretValue", world.platforms_secret_arn))
    for queue in settings.get("measures", []):
        grants.add(("sqs:GetQueueAttributes", world.queue_arn(queue)))
    for queue in settings.get("sends", []):
        grants |= {("sqs:SendMessage", world.queue_arn(queue))}
        grants |= {(SEAL, world.key_arn("MessageKey")), (OPEN, world.key_arn("MessageKey"))}
    for queue in settings.get("sources", {}):
        grants |= {(action, world.queue_arn(queue)) for action in CONSUME}
        grants.add((OPEN, world.key_arn("MessageKey")))
    for bucket, accesses in settings.get("objects", {}).items():
        arn = f"arn:aws:s3:::{world.bucket(bucket)}"
        for access in accesses:
            grants |= {(action, arn) for action in ON_BUCKET[access]}
            grants |= {(action, f"{arn}/*") for action in ON_OBJECTS[access]}
            if access == "write":
                grants.add((SEAL, world.key_arn("DataKey")))
    if "contacts" in settings:
        grants.add((SEAL if settings["contacts"] == "seal" else OPEN, world.key_arn("ContactKey")))
    return grants


def scraper_grants(world: World, queue: str) -> Grants:
    """cdk/stacks/scrapers-stack.ts: reads its queue, announces on ingest, pauses by tags, writes what it fetched."""
    own = world.queue_arn(queue)
    raw = f"arn:aws:s3:::{world.bucket('raw')}"
    grants = {(f"sqs:{action}", own) for action in ("ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility")}
    grants.add(("sqs:SendMessage", world.queue_arn("ingest")))
    for arn in {own, world.queue_arn("crawl-low")}:
        grants |= {(f"sqs:{action}", arn) for action in ("ListQueueTags", "TagQueue", "UntagQueue")}
    for key in ("MessageKey", "DataKey"):
        grants |= {(SEAL, world.key_arn(key)), (OPEN, world.key_arn(key))}
    grants |= {("secretsmanager:GetSecretValue", arn) for arn in (world.secret_arn, world.platforms_secret_arn)}
    grants |= {(f"s3:{action}", f"{raw}/raw/*") for action in ("PutObject", "AbortMultipartUpload", "GetObject")}
    grants.add(("s3:ListBucket", raw))
    grants.add(("s3:PutObject", f"arn:aws:s3:::{world.bucket('quarantine')}/quarantine/*"))
    return grants


def schedule_grants(world: World, stem: str) -> Grants:
    message_key = world.key_arn("MessageKey")
    return {
        ("lambda:InvokeFunction", world.function_arn(stem)),
        ("sqs:SendMessage", world.queue_arn("missed-runs")),
        (SEAL, message_key),
        (OPEN, message_key),
    }


def roles_of(world: World) -> dict[str, Grants]:
    """What each role that code of ours runs under should be granted, by the role's ARN."""
    roles = {}
    for stem, settings in world.functions.items():
        found = client("lambda").get_function_configuration(FunctionName=world.name(stem))
        roles[found["Role"]] = grants_of(world, stem, settings)
    for queue in ("crawl-high", "crawl-low"):
        task = client("ecs").describe_task_definition(taskDefinition=world.name(queue))["taskDefinition"]
        roles[task["taskRoleArn"]] = scraper_grants(world, queue)
    for stem in world.expected["jobs"]:
        target = client("scheduler").get_schedule(Name=world.name(stem))["Target"]
        roles[target["RoleArn"]] = schedule_grants(world, stem)
    return roles


def granted_to(role_arn: str) -> Grants:
    """What the policies of a role allow, as IAM has them."""
    iam, role = client("iam"), role_arn.split("/")[-1]
    same(iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"], [], f"{role}: managed policies")
    found = set()
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        for one in iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]["Statement"]:
            same(one["Effect"], "Allow", role)
            actions, resources = (
                [part] if isinstance(part, str) else part for part in (one["Action"], one["Resource"])
            )
            found |= {(action, resource) for action in actions for resource in resources}
    return found


@check("every role is granted what its table names, and nothing else")
def roles_hold_their_grants(world: World):
    roles = roles_of(world)
    for arn, wanted in roles.items():
        found = granted_to(arn)
        assert found == wanted, f"{arn}: too much {sorted(found - wanted)}, missing {sorted(wanted - found)}"
    return f"{len(roles)} roles, {sum(len(one) for one in roles.values())} grants"


@check("functions that use the key of contacts may only when they say whose")
def contacts_are_bound(world: World):
    bound = []
    for stem, settings in world.functions.items():
        if "contacts" not in settings:
            continue
        role = client("lambda").get_function_configuration(FunctionName=world.name(stem))["Role"].split("/")[-1]
        for name in client("iam").list_role_policies(RoleName=role)["PolicyNames"]:
            document = client("iam").get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
            for one in document["Statement"]:
                if one["Resource"] == world.key_arn("ContactKey"):
                    same(one["Condition"]["Null"], {"kms:EncryptionContextKeys": "false"}, stem)
                    bound.append(stem)
    same(sorted(bound), ["give-consent", "read-contacts"], "functions with the key of contacts")


@check("with each role's own credentials, queues and buckets take the calls that it is granted and refuse all others")
def calls_are_refused(world: World):
    """moto asks a role's policies by action and resource for SQS and S3; of other services it knows no resources."""
    queues = [one["name"] for one in world.expected["queues"]] + ["ingest-dead", "missed-runs"]
    urls = {queue: world.queue_url(queue) for queue in queues}
    roles = roles_of(world)
    sessions = {arn: session_of(arn) for arn in roles}
    done = refused = 0
    with nobody_reads(), bucket_policies_aside(world), enable_iam_authentication():
        for arn, grants in roles.items():
            for action, resource, call in calls(world, sessions[arn], urls):
                may = any(action == granted and matches(pattern, resource) for granted, pattern in grants)
                same(is_let(call), may, f"{arn.split('/')[-1]}: {action} on {resource}")
                done, refused = done + 1, refused + (not may)
    return f"{done} calls, {refused} of them refused"


def session_of(role_arn: str) -> boto3.Session:
    given = client("sts").assume_role(RoleArn=role_arn, RoleSessionName="check")["Credentials"]
    return boto3.Session(
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
        region_name=REGION,
    )


def calls(world: World, session: boto3.Session, urls: dict[str, str]):
    """Each action on each queue and bucket, as calls that do little where they are let."""
    sqs, s3 = session.client("sqs"), session.client("s3")
    for queue, url in urls.items():
        of = {"QueueUrl": url}
        arn = world.queue_arn(queue)
        yield "sqs:SendMessage", arn, lambda of=of: sqs.send_message(**of, MessageBody="x")
        yield "sqs:GetQueueAttributes", arn, lambda of=of: sqs.get_queue_attributes(**of)
        yield "sqs:ReceiveMessage", arn, lambda of=of: sqs.receive_message(**of, VisibilityTimeout=0)
        yield "sqs:DeleteMessage", arn, lambda of=of: sqs.delete_message(**of, ReceiptHandle="none")
        yield "sqs:PurgeQueue", arn, lambda of=of: sqs.purge_queue(**of)
    for bucket in [*world.expected["buckets"], "audit"]:
        name = world.bucket(bucket)
        arn = f"arn:aws:s3:::{name}"
        yield "s3:ListBucket", arn, lambda name=name: s3.list_objects_v2(Bucket=name)
        for key in ("inbox/local/probe", "raw/probe", "quarantine/probe"):
            of = {"Bucket": name, "Key": key}
            yield "s3:GetObject", f"{arn}/{key}", lambda of=of: s3.get_object(**of)
            yield "s3:PutObject", f"{arn}/{key}", lambda of=of: s3.put_object(**of, Body=b"x")
            yield "s3:DeleteObject", f"{arn}/{key}", lambda of=of: s3.delete_object(**of)


def is_let(call) -> bool:
    """Whether a call comes past the rights; whether it then finds anything is not asked."""
    try:
        call()
    except ClientError as error:
        # moto answers in XML where SQS speaks JSON: the code then stands in the message.
        return "AccessDenied" not in error.response["Error"]["Code"] + error.response["Error"]["Message"]
    return True


def matches(pattern: str, resource: str) -> bool:
    return pattern == "*" or pattern == resource or (pattern.endswith("/*") and resource.startswith(pattern[:-1]))


@check("the scheduler, Lambda and ECS alone may take the roles that they work under")
def roles_are_trusted(world: World):
    iam = client("iam")
    wanted = {"/function:": "lambda.amazonaws.com"}
    for stem in world.functions:
        arn = client("lambda").get_function_configuration(FunctionName=world.name(stem))["Role"]
        trusted = iam.get_role(RoleName=arn.split("/")[-1])["Role"]["AssumeRolePolicyDocument"]["Statement"]
        same([one["Principal"] for one in trusted], [{"Service": wanted["/function:"]}], stem)
    for queue in ("crawl-high", "crawl-low"):
        task = client("ecs").describe_task_definition(taskDefinition=world.name(queue))["taskDefinition"]
        for part in ("taskRoleArn", "executionRoleArn"):
            role = iam.get_role(RoleName=task[part].split("/")[-1])["Role"]
            trusted = role["AssumeRolePolicyDocument"]["Statement"]
            same([one["Principal"] for one in trusted], [{"Service": "ecs-tasks.amazonaws.com"}], queue)

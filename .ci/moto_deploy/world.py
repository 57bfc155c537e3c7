"""What every check looks at: what was made, what should have been, and names in between."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from stacks import Deployed
from taught import REGION, client

# Moto's own.
ACCOUNT = "123456789012"


@dataclass
class World:
    deployed: Deployed
    # What .ci/moto-expected.ts prints.
    expected: dict

    @property
    def stage(self) -> str:
        return self.expected["stage"]["name"]

    def name(self, short: str) -> str:
        """As cdk/names.ts makes it."""
        return f"increator-{self.stage}-{short}"

    def bucket(self, short: str) -> str:
        return self.name(f"{short}-{ACCOUNT}-{REGION}")

    def queue_arn(self, short: str) -> str:
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{self.name(short)}"

    def queue_url(self, short: str) -> str:
        return client("sqs").get_queue_url(QueueName=self.name(short))["QueueUrl"]

    def queue_attributes(self, short: str) -> dict:
        return client("sqs").get_queue_attributes(QueueUrl=self.queue_url(short), AttributeNames=["All"])["Attributes"]

    def function_arn(self, stem: str) -> str:
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.name(stem)}"

    def key_arn(self, logical_prefix: str) -> str:
        """Of the data stack's keys, by the construct's name."""
        (found,) = [
            physical
            for (_, logical), physical in self.deployed.physical.items()
            if logical.startswith(logical_prefix) and self.deployed.resources[_, logical]["Type"] == "AWS::KMS::Key"
        ]
        return f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{found}"

    @property
    def secret_arn(self) -> str:
        return self._secret("settings")

    @property
    def platforms_secret_arn(self) -> str:
        return self._secret("platforms")

    def _secret(self, name: str) -> str:
        return client("secretsmanager").describe_secret(SecretId=self.name(name))["ARN"]

    @property
    def topic_arn(self) -> str:
        return f"arn:aws:sns:{REGION}:{ACCOUNT}:{self.name('alerts')}"

    @property
    def functions(self) -> dict[str, dict]:
        """Settings of every function by its stem, whatever starts it."""
        authoriser = self.expected["authoriser"]
        tables = [self.expected[one] for one in ("workers", "jobs", "http")]
        return {stem: one for table in tables for stem, one in table.items()} | {authoriser["stem"]: authoriser}


@contextmanager
def nobody_reads() -> Iterator[None]:
    """Without it moto hands each message to its function the moment that it is sent."""
    functions = client("lambda")
    ids = [one["UUID"] for one in functions.list_event_source_mappings()["EventSourceMappings"]]
    for one in ids:
        functions.update_event_source_mapping(UUID=one, Enabled=False)
    try:
        yield
    finally:
        for one in ids:
            functions.update_event_source_mapping(UUID=one, Enabled=True)


@contextmanager
def bucket_policies_aside(world: World) -> Iterator[None]:
    """They deny what comes without TLS or by an old one; moto does not ask the condition and would deny everything."""
    s3 = client("s3")
    names = [world.bucket(short) for short in [*world.expected["buckets"], "audit"]]
    policies = {name: s3.get_bucket_policy(Bucket=name)["Policy"] for name in names}
    for name in names:
        s3.delete_bucket_policy(Bucket=name)
    try:
        yield
    finally:
        for name, policy in policies.items():
            s3.put_bucket_policy(Bucket=name, Policy=policy)


def drained(url: str) -> list[str]:
    """Takes all messages out of a queue; their bodies."""
    sqs, bodies = client("sqs"), []
    while received := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for one in received:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
            bodies.append(one["Body"])
    return bodies


_checks = []


def check(sentence: str):
    """A check: a function of the world that asserts. Its docstring is not needed, the sentence says what holds."""

    def register(look):
        _checks.append((sentence, look))
        return look

    return register


def run_checks(world: World) -> int:
    """How many failed; each is told, and so is their sum."""
    failed = 0
    for sentence, look in _checks:
        try:
            detail = look(world)
            print(f"ok      {sentence}{f' ({detail})' if detail else ''}")
        except Exception as error:  # Whatever goes wrong in a look is the check's failure, not the end of all others.
            failed += 1
            print(f"FAILED  {sentence}: {type(error).__name__}: {error}")
    print(f"moto: {len(_checks) - failed} passed, {failed} failed")
    return failed


def same(found, wanted, what: str = "") -> None:
    assert found == wanted, f"{what} is {found!r}, should be {wanted!r}"

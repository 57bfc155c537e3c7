"""Deploys the stateful template into moto's CloudFormation and uses what it made, without an AWS account.

Usage: moto_deploy.py <template of the Data stack>. Prints what moto could not hold. Ends with 1 when a check fails.
"""

import json
import sys
import warnings
from urllib.parse import unquote_plus

import boto3
from moto import mock_aws

REGION = "us-east-1"
# Moto's own.
ACCOUNT = "123456789012"
# Types that moto's CloudFormation does not make: found by trying, and printed at each run.
NOT_HELD = {"AWS::CDK::Metadata"}


def held_template(path: str) -> tuple[dict, list[str]]:
    """The template without what moto can not hold, and what that is."""
    with open(path, encoding="utf-8") as file:
        template = json.load(file)
    left_out = sorted(
        f"{one['Type']} {name}" for name, one in template["Resources"].items() if one["Type"] in NOT_HELD
    )
    template["Resources"] = {
        name: one for name, one in template["Resources"].items() if one["Type"] not in NOT_HELD
    }
    for name, one in template["Resources"].items():
        if one["Type"] == "AWS::KMS::Key" and one["Properties"].pop("Tags", None):
            left_out.append(f"AWS::KMS::Key {name}: its tags")
    # The check of the bootstrap's version, and exports, mean nothing here.
    for part in ("Parameters", "Rules", "Outputs"):
        template.pop(part, None)
    return template, left_out


def deploy(template: dict) -> dict[str, str]:
    """Physical ids by type and logical id."""
    cloudformation = boto3.client("cloudformation", region_name=REGION)
    cloudformation.create_stack(StackName="data", TemplateBody=json.dumps(template))
    resources = cloudformation.list_stack_resources(StackName="data")["StackResourceSummaries"]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in resources}


def resolved(value, template: dict):
    """A part of a template with its references replaced by what moto made."""
    if isinstance(value, list):
        return [resolved(one, template) for one in value]
    if not isinstance(value, dict):
        return value
    if "Ref" in value:
        return {"AWS::AccountId": ACCOUNT, "AWS::Region": REGION}.get(value["Ref"], value["Ref"])
    if "Fn::Join" in value:
        separator, parts = value["Fn::Join"]
        return separator.join(resolved(parts, template))
    if "Fn::GetAtt" in value:
        name = template["Resources"][value["Fn::GetAtt"][0]]["Properties"].get("QueueName")
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{name}"
    return {key: resolved(one, template) for key, one in value.items()}


def set_queue_policies(template: dict) -> None:
    """What CloudFormation would do with a queue's policy: moto's does not, but its SQS takes it."""
    sqs = boto3.client("sqs", region_name=REGION)
    for one in template["Resources"].values():
        if one["Type"] != "AWS::SQS::QueuePolicy":
            continue
        policy = json.dumps(resolved(one["Properties"]["PolicyDocument"], template))
        for queue in one["Properties"]["Queues"]:
            name = template["Resources"][queue["Ref"]]["Properties"]["QueueName"]
            url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
            sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})


def check_queues(template: dict) -> None:
    sqs = boto3.client("sqs", region_name=REGION)
    expected = {
        one["Properties"]["QueueName"] for one in template["Resources"].values() if one["Type"] == "AWS::SQS::Queue"
    }
    for name in sorted(expected):
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert "KmsMasterKeyId" in attributes, f"{name} is not encrypted"
        if not name.endswith("-dead"):
            target = json.loads(attributes["RedrivePolicy"])["deadLetterTargetArn"]
            assert target.endswith(f"{name}-dead"), f"{name} gives up into {target}"
    print(f"queues: {len(expected)} made, encrypted, with their dead letters")


def check_drop(template: dict) -> list[str]:
    """Puts an object into the inbox and looks for the news of it on the queue."""
    s3 = boto3.client("s3", region_name=REGION)
    sqs = boto3.client("sqs", region_name=REGION)
    bucket = next(one["Name"] for one in s3.list_buckets()["Buckets"] if "-raw-" in one["Name"])
    not_held = []
    if s3.get_bucket_versioning(Bucket=bucket).get("Status") != "Enabled":
        not_held.append("AWS::S3::Bucket VersioningConfiguration")
    stage = bucket.split("-")[1]
    url = sqs.get_queue_url(QueueName=f"increator-{stage}-ingest")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    policy = json.loads(attributes["Policy"])
    admitted = [
        one
        for one in policy["Statement"]
        if one["Effect"] == "Allow" and one["Principal"].get("Service") == "s3.amazonaws.com"
    ]
    assert [one["Condition"]["ArnLike"]["aws:SourceArn"] for one in admitted] == [f"arn:aws:s3:::{bucket}"]
    print("ingest: its policy lets this bucket send, and no other")
    if not s3.get_bucket_notification_configuration(Bucket=bucket).get("QueueConfigurations"):
        # The template's own configuration, by the API that CloudFormation would have called.
        not_held.append("AWS::S3::Bucket NotificationConfiguration (set through the API instead)")
        s3.put_bucket_notification_configuration(
            Bucket=bucket, NotificationConfiguration=notification_of(template, attributes["QueueArn"])
        )
    s3.put_object(Bucket=bucket, Key="inbox/local/sample.ndjson", Body=b"{}")
    s3.put_object(Bucket=bucket, Key="elsewhere/sample.ndjson", Body=b"{}")
    bodies = [json.loads(one["Body"]) for one in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]]
    # Keys come form-encoded; moto encodes slashes too, which S3 leaves.
    keys = [unquote_plus(one["s3"]["object"]["key"]) for body in bodies for one in body.get("Records", [])]
    assert keys == ["inbox/local/sample.ndjson"], f"announced: {keys}"
    print("ingest: a drop in inbox/ is announced, an object elsewhere is not")
    return not_held


def notification_of(template: dict, queue_arn: str) -> dict:
    bucket = next(
        one for one in template["Resources"].values() if "NotificationConfiguration" in one.get("Properties", {})
    )
    return {
        "QueueConfigurations": [
            {
                "QueueArn": queue_arn,
                "Events": [one["Event"]],
                "Filter": {
                    "Key": {
                        "FilterRules": [
                            {"Name": rule["Name"], "Value": rule["Value"]} for rule in one["Filter"]["S3Key"]["Rules"]
                        ]
                    }
                },
            }
            for one in bucket["Properties"]["NotificationConfiguration"]["QueueConfigurations"]
        ]
    }


@mock_aws
def main(path: str) -> None:
    template, left_out = held_template(path)
    made = deploy(template)
    print(f"moto: {len(made)} resources made")
    check_queues(template)
    set_queue_policies(template)
    left_out += [
        f"{one['Type']} {name}" for name, one in sorted(template["Resources"].items()) if name not in made
    ]
    left_out += check_drop(template)
    print("moto could not hold:")
    for one in left_out:
        print(f"  {one}")


if __name__ == "__main__":
    # What it can not hold is told at the end.
    warnings.filterwarnings("ignore", message="Tried to parse")
    main(sys.argv[1])
